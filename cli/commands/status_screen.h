#pragma once

#include <cstddef>
#include <optional>
#include <ostream>

#include "core/rules/overview.h"

namespace freezer::cli {

/// The style of the status screen.
struct ScreenStyle {
  std::size_t limit = 10;  ///< Lines of each list.
  bool color = false;
  bool unicode = false;                   ///< Whether the terminal shows UTF-8.
  std::optional<std::size_t> width = {};  ///< Columns of the terminal; none: unlimited.
};

/// Prints the overview for people: problems, clients, jobs, sessions and the backups of each day.
void printScreen(std::ostream& out, const Overview& overview, const ScreenStyle& style);

}  // namespace freezer::cli
