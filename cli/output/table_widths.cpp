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

constexpr std::size_t kLeast = 9;  // Enough for a state, and to recognise most values.
constexpr std::size_t kName = 16;  // Enough for most names of hosts.

/// The width that the most important column has at least.
std::size_t leastOfFirst(std::size_t needed, std::size_t total) {
  return std::min({needed, std::max(kLeast, total / 4), total});
}

/// The width that another column has at least, if it is not left out.
std::size_t leastOf(std::size_t needed, const Yield& yield, std::size_t room) {
  if (yield.isWhole) return needed;
  const std::size_t wanted = std::min(needed, yield.rank >= Rank::Important ? kName : kLeast);
  return wanted <= room ? wanted : std::min(needed, kLeast);
}

}  // namespace

std::vector<std::size_t> fittingWidths(std::span<const std::size_t> needed,
                                       std::span<const Yield> yields, std::size_t total) {
  std::vector<std::size_t> widths(needed.size(), 0);
  const std::vector<std::size_t> order = byImportance(yields);
  std::size_t used = 0;
  for (const std::size_t column : order) {
    const std::size_t before = used == 0 ? 0 : used + kColumnGap;
    const std::size_t room = total - std::min(total, before);
    const std::size_t least = used == 0 ? leastOfFirst(needed[column], total)
                                        : leastOf(needed[column], yields[column], room);
    if (least > room) continue;
    widths[column] = least;
    used = before + least;
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
