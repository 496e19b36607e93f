#include "cli/output/size.h"

#include <array>
#include <cstddef>
#include <cstdio>

namespace freezer::cli {

std::string sizeText(std::int64_t bytes) {
  constexpr std::array<const char*, 6> kUnits = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  constexpr double kStep = 1024;
  constexpr double kRoundsUp = 1023.95;  // Would be printed as 1024.0 of the smaller unit.
  if (bytes > -1024 && bytes < 1024) return std::to_string(bytes) + " B";
  double size = static_cast<double>(bytes) / kStep;
  std::size_t unit = 0;
  while ((size >= kRoundsUp || size <= -kRoundsUp) && unit + 1 < kUnits.size()) {
    size /= kStep;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %s", size, kUnits[unit]);
  return text.data();
}

}  // namespace freezer::cli
