#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace freezer::cli {

/// A chart of vertical bars, one for each value with a column between them, as `height` lines from
/// the top. The greatest value has full height, and a positive value at least one step. The bars
/// consist of Unicode block elements, or of '#'.
std::vector<std::string> barChart(std::span<const std::int64_t> values, std::size_t height,
                                  bool unicode);

}  // namespace freezer::cli
