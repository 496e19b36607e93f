#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace freezer::cli {

/// A chart of upright bars, one for each value and a column apart, as `height` lines from the
/// top. The greatest value fills them; what is more than nothing is seen. Drawn by the eighths of
/// Unicode's blocks, or else by '#'.
std::vector<std::string> barChart(std::span<const std::int64_t> values, std::size_t height,
                                  bool unicode);

}  // namespace freezer::cli
