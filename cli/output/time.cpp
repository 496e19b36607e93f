#include "cli/output/time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace freezer::cli {

std::string timeText(std::int64_t seconds) {
  constexpr std::int64_t kEndOfTime = 253402300799;
  if (seconds < 0) return {};
  if (seconds > kEndOfTime) return std::to_string(seconds);
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace freezer::cli
