#pragma once

#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// Runs a command line of the shell that calls freezer-api.
Outcome runShellLine(const std::string& line, const Environment& environment);

/// The folder of the program.
std::string programFolder();

}  // namespace freezer::test
