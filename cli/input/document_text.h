#pragma once

#include <cstddef>
#include <string>

#include "cli/config/config.h"
#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

/// The content of a file, or of standard input ("-"), or a little more than `limit` bytes of it.
/// InvalidRequest, with the reason, when it cannot be read.
Result<std::string> readInput(const std::string& file, std::size_t limit);

/// Reads a document within the configured limits from text: JSON if it begins with a bracket, else
/// YAML. InvalidDocument if it is not valid; the message begins with `source`.
Result<Document> parseText(const Config& config, const std::string& text,
                           const std::string& source);

/// readInput(), then parseText().
Result<Document> readDocument(const Config& config, const std::string& file);

}  // namespace freezer::cli
