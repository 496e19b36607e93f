#pragma once

#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// Has a shell read a line that calls freezer-api, and runs the program as the line asks.
Outcome runShellLine(const std::string& line, const Environment& environment);

/// The folder that the program is in.
std::string programFolder();

}  // namespace freezer::test
