#include "core/store/distribution.h"

#include <algorithm>

namespace freezer {

void Distribution::add(double value) noexcept {
  const auto bound = std::ranges::lower_bound(bounds_, value);
  const auto index = static_cast<std::size_t>(bound - bounds_.begin());
  counts_[index].fetch_add(1, kRelaxed);  // NOLINT(*-constant-array-index): within kMostBounds.
  sum_.fetch_add(value, kRelaxed);
}

}  // namespace freezer
