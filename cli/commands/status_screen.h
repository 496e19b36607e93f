#pragma once

#include <cstddef>
#include <optional>
#include <ostream>

#include "core/rules/overview.h"

namespace freezer::cli {

/// Lines of each list, unless the screen has a limit or a height.
inline constexpr std::size_t kUsualLines = 10;

/// The style of the status screen.
struct ScreenStyle {
  std::optional<std::size_t> limit = {};  ///< Lines of each list.
  bool color = false;
  bool unicode = false;                   ///< Whether the terminal shows UTF-8.
  std::optional<std::size_t> width = {};  ///< Columns of the terminal; none: unlimited.
  /// Lines of the terminal, which all lists together fit unless there is a limit; none: unlimited.
  std::optional<std::size_t> height = {};
};

/// Prints the overview for people: problems, clients, jobs, sessions and the backups of each day.
void printScreen(std::ostream& out, const Overview& overview, const ScreenStyle& style);

}  // namespace freezer::cli
