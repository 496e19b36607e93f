#pragma once

#include <cstddef>

namespace freezer::cli {

/// The columns of the terminal that standard output is, or else those that COLUMNS says; 80 where
/// neither tells.
std::size_t terminalWidth();

/// Whether the locale of the environment is one of UTF-8.
bool isUtf8Wanted();

/// Whether the environment asks for no colours (NO_COLOR), or the terminal has none (TERM=dumb).
bool isColorUnwanted();

}  // namespace freezer::cli
