#pragma once

#include <ostream>
#include <span>
#include <string>

namespace freezer::cli {

/// Prints one line of comma-separated values (RFC 4180), with the line end of Unix. Programs that
/// calculate must not run a value as a formula: one that begins like a formula gets an apostrophe
/// before it, unless it is a number. Control characters except tabs and line ends become \uXXXX.
void printCsvLine(std::ostream& out, std::span<const std::string> values);

}  // namespace freezer::cli
