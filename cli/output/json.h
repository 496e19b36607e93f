#pragma once

#include <ostream>
#include <string_view>

namespace freezer::cli {

/// Prints valid JSON text with every member and entry on a line of its own,
/// indented by two spaces, and a line end. Numbers, strings and the order of
/// members are passed on as they are, except that a string's raw characters
/// that a terminal might obey are spelled \uXXXX.
void printJson(std::ostream& out, std::string_view text);

/// The same on one line, as it is.
void printJsonLine(std::ostream& out, std::string_view text);

}  // namespace freezer::cli
