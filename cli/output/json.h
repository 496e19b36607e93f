#pragma once

#include <ostream>
#include <string_view>

#include "core/json/value.h"

namespace freezer::cli {

/// Prints a JSON value with every member and entry on its own line, indented by two spaces, and a
/// line end. Characters unsafe for a terminal are printed as \uXXXX.
void printJson(std::ostream& out, ValueRef value);

/// Prints an entry of a list whose entries are printed one by one, on lines of their own. Without
/// `indent`, the whole list is one line.
void printJsonItem(std::ostream& out, ValueRef value, bool isFirst, bool indent);

/// Ends such a list.
void printJsonEnd(std::ostream& out, bool isEmpty, bool indent);

/// Prints valid JSON text on one line.
void printJsonLine(std::ostream& out, std::string_view text);

}  // namespace freezer::cli
