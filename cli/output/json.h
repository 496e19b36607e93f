#pragma once

#include <ostream>
#include <string_view>

#include "core/json/value.h"

namespace freezer::cli {

/// Prints a JSON value with every member and entry on its own line, indented by two spaces, and a
/// line end. Characters unsafe for a terminal are printed as \uXXXX.
void printJson(std::ostream& out, ValueRef value);

/// Prints valid JSON text on one line.
void printJsonLine(std::ostream& out, std::string_view text);

}  // namespace freezer::cli
