#include "cli/output/table_widths.h"

#include <algorithm>
#include <numeric>

namespace freezer::cli {
namespace {

/// The most important column first.
std::vector<std::size_t> byImportance(std::span<const Yield> yields) {
  std::vector<std::size_t> order(yields.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [&](std::size_t column) { return yields[column].rank; });
  return order;
}

}  // namespace

std::vector<std::size_t> fittingWidths(std::span<const std::size_t> needed,
                                       std::span<const Yield> yields, std::size_t total) {
  constexpr std::size_t kLeast = 9;  // Enough for a state, and to recognise most values.
  const std::size_t half = (total - std::min(total, kColumnGap)) / 2;
  std::vector<std::size_t> widths(needed.size(), 0);
  const std::vector<std::size_t> order = byImportance(yields);
  std::size_t used = 0;
  for (const std::size_t column : order) {
    const bool isFirst = used == 0;
    std::size_t least = yields[column].isWhole ? needed[column] : std::min(needed[column], kLeast);
    if (isFirst) least = std::min({needed[column], std::max(kLeast, half), total});
    const std::size_t with = used + (isFirst ? 0 : kColumnGap) + least;
    if (with > total) continue;
    widths[column] = least;
    used = with;
  }
  for (const std::size_t column : order) {
    if (widths[column] == 0) continue;
    const std::size_t more = std::min(needed[column] - widths[column], total - used);
    widths[column] += more;
    used += more;
  }
  return widths;
}

}  // namespace freezer::cli
