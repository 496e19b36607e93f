#include "cli/output/bars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace freezer::cli {
namespace {

using Steps = std::span<const std::string_view>;

/// The characters that are filled by n steps, from the bottom.
constexpr std::array<std::string_view, 9> kEighths = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 2> kWhole = {" ", "#"};

/// The number of steps that a bar fills.
std::size_t stepsOf(std::int64_t value, std::int64_t greatest, std::size_t steps) {
  if (value <= 0) return 0;
  const double share = static_cast<double>(value) / static_cast<double>(greatest);
  const auto filled = static_cast<std::size_t>(std::lround(share * static_cast<double>(steps)));
  return std::max<std::size_t>(1, filled);
}

}  // namespace

std::vector<std::string> barChart(std::span<const std::int64_t> values, std::size_t height,
                                  bool unicode) {
  const Steps steps = unicode ? Steps(kEighths) : Steps(kWhole);
  const std::size_t perLine = steps.size() - 1;
  const std::int64_t greatest = values.empty() ? 0 : std::ranges::max(values);
  std::vector<std::string> lines(height);
  for (const std::int64_t value : values) {
    const std::size_t filled = stepsOf(value, greatest, height * perLine);
    for (std::size_t line = 0; line < height; ++line) {
      const std::size_t below = (height - 1 - line) * perLine;
      const std::size_t here = filled > below ? std::min(filled - below, perLine) : 0;
      lines[line].append(lines[line].empty() ? "" : " ").append(steps[here]);
    }
  }
  for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  return lines;
}

}  // namespace freezer::cli
