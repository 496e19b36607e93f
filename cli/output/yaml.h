#pragma once

#include <string>

#include "core/json/document.h"

namespace freezer::cli {

/// YAML text of a value, safe for a terminal, with a line end. Members keep their order; strings
/// that YAML could read as another type are quoted.
std::string toYaml(ValueRef value);

}  // namespace freezer::cli
