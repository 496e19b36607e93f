#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace freezer::cli {

/// The message of an error, then a line for each of its faults that the message does not contain,
/// all safe for a terminal.
std::vector<std::string> errorLines(const Error& error);

}  // namespace freezer::cli
