#pragma once

#include <string>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

// Values on the command line: strings do not need quotes, unless they begin like other JSON.

/// Whether `text` can only be meant as JSON: it begins with {, [ or a double quote.
bool beginsLikeJson(const std::string& text);

/// Reads JSON. InvalidRequest, with the position and the way to write the text as a string, if it
/// is not valid.
Result<Value> readJson(const std::string& text, const DocumentLimits& limits = {});

/// Reads JSON, or else a string as it stands. InvalidRequest for text that is meant as JSON but is
/// not valid, such as a number outside 64 bits.
Result<Value> readJsonOrText(const std::string& text, const DocumentLimits& limits);

}  // namespace freezer::cli
