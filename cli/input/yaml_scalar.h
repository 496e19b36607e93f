#pragma once

#include <string_view>

#include "core/json/value.h"
#include "core/result.h"

namespace freezer::cli {

/// The value of a YAML scalar by the core schema (YAML 1.2, section 10.3): null, a boolean, a
/// number, or else a string. `tag` is "?" for a plain scalar without a tag, "!" for one in quotes.
/// InvalidDocument, with what to write instead, for a number that JSON cannot have, a tag that is
/// not of the core schema, and a text that its tag does not fit.
Result<Value> scalarOf(std::string_view tag, std::string_view text);

}  // namespace freezer::cli
