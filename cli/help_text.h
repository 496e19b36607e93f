#pragma once

#include <cstddef>
#include <string>

#include "cli/command_page.h"

namespace freezer::cli {

/// What --help prints of a word, in lines of at most `width` columns.
std::string helpText(const CommandPage& page, std::size_t width);

/// The columns to print help in: those of the terminal on standard output, else 80.
std::size_t helpWidth();

}  // namespace freezer::cli
