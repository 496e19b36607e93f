#pragma once

#include <cstddef>

namespace freezer::cli {

/// The width of the terminal on standard output, else the value of COLUMNS, else 80.
std::size_t terminalWidth();

/// The height of the terminal on standard output, else the value of LINES, else 24.
std::size_t terminalHeight();

/// Whether the locale uses UTF-8.
bool isUtf8Wanted();

/// Whether colours are switched off by NO_COLOR or TERM=dumb.
bool isColorUnwanted();

}  // namespace freezer::cli
