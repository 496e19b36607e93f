#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cli/output/table.h"

namespace freezer::cli {

/// Spaces between two columns of a table.
inline constexpr std::size_t kColumnGap = 2;

/// The widths of columns that need `needed` in a table of at most `total`; 0: the column is left
/// out. The most important columns are chosen first, with room for a few characters, important ones
/// with room for a name; then the room that is left is given to them in the same order. The most
/// important column is never left out, and may take a quarter of the table before the others are
/// chosen.
std::vector<std::size_t> fittingWidths(std::span<const std::size_t> needed,
                                       std::span<const Yield> yields, std::size_t total);

}  // namespace freezer::cli
