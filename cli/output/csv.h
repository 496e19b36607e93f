#pragma once

#include <ostream>
#include <span>
#include <string>

namespace freezer::cli {

/// Prints one line of comma-separated values (RFC 4180, but with the line end of Unix).
void printCsvLine(std::ostream& out, std::span<const std::string> values);

}  // namespace freezer::cli
