#include "cli/commands/db/counts.h"

#include <algorithm>

namespace freezer::cli {

std::int64_t documentsIn(const Counts& counts) {
  std::int64_t sum = 0;
  for (const Count& count : counts) {
    if (findResource(count.name) != nullptr) sum += count.number;
  }
  return sum;
}

bool isNothing(const Counts& counts) {
  return std::ranges::all_of(counts, [](const Count& count) { return count.number == 0; });
}

}  // namespace freezer::cli
