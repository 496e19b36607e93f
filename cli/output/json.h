#pragma once

#include <ostream>
#include <string_view>

namespace freezer::cli {

/// Prints valid JSON text with every member and entry on its own line, indented by two spaces, and
/// a line end. Numbers, strings and the order of members are unchanged, except that characters
/// unsafe for a terminal become \uXXXX.
void printJson(std::ostream& out, std::string_view text);

/// Prints valid JSON text on one line.
void printJsonLine(std::ostream& out, std::string_view text);

}  // namespace freezer::cli
