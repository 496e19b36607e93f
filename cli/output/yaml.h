#pragma once

#include <string>

#include "core/json/document.h"

namespace freezer::cli {

/// YAML text of a value, with a line end, fit for a terminal. Members keep their order, and a
/// string that could be read as anything else is quoted.
std::string toYaml(const Value& value);

}  // namespace freezer::cli
