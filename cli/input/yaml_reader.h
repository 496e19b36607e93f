#pragma once

#include <string>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

/// Reads one YAML document, a map, by the core schema of YAML 1.2: `yes` is a string, and a key is
/// the text that is written. InvalidDocument, with line and column, for malformed YAML and for what
/// a document cannot have: aliases, duplicate keys, keys that are not scalars, tags outside the
/// core schema, numbers that JSON cannot have, a second document, invalid UTF-8, control
/// characters; and for what exceeds `limits`. Takes time and memory in proportion to the text.
Result<Document> readYaml(const std::string& text, const DocumentLimits& limits);

}  // namespace freezer::cli
