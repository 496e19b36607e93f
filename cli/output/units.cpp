#include "cli/output/units.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "core/schedule/date_time.h"

namespace freezer::cli {
namespace {

struct Unit {
  std::uint64_t seconds;
  std::uint64_t from;  ///< The least age that is shown in this unit.
  const char* name;
};

constexpr std::uint64_t kMinute = 60;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;
constexpr std::uint64_t kYear = 365 * kDay;
constexpr std::array<std::string_view, 3> kTimeStyles = {"local", "iso", "seconds"};
constexpr Unit kUnits[] = {{kYear, 2 * kYear, " y"},
                           {kDay, 2 * kDay, " d"},
                           {kHour, kHour, " h"},
                           {kMinute, kMinute, " min"}};

/// A time in the local time zone, in a format of strftime().
std::string localText(std::int64_t seconds, const char* format) {
  const std::time_t time = seconds;
  std::tm local{};
  if (seconds < 0 || seconds > kEndOfTime || localtime_r(&time, &local) == nullptr)
    return timeText(seconds);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), format, &local);
  return {text.data(), length};
}

}  // namespace

std::string groupDigits(std::int64_t number) {
  std::string text = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = text.size(); place > first + 3;) text.insert(place -= 3, 1, ',');
  return text;
}

std::string countText(std::size_t number, std::string_view noun) {
  const std::string text = groupDigits(static_cast<std::int64_t>(number)) + " ";
  return text + std::string(noun) + (number == 1 ? "" : "s");
}

std::string sizeText(std::int64_t bytes) {
  constexpr std::array<const char*, 6> kSizes = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  constexpr double kStep = 1024;
  constexpr double kRoundsUp = 1023.95;  // From here on, "%.1f" would print 1024.0.
  if (bytes > -1024 && bytes < 1024) return std::to_string(bytes) + " B";
  double size = static_cast<double>(bytes) / kStep;
  std::size_t unit = 0;
  while ((size >= kRoundsUp || size <= -kRoundsUp) && unit + 1 < kSizes.size()) {
    size /= kStep;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f %s", size, kSizes[unit]);
  return text.data();
}

std::string timeText(std::int64_t seconds) {
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

std::string localTimeText(std::int64_t seconds) {
  return localText(seconds, "%Y-%m-%d %H:%M");
}

std::string localSecondText(std::int64_t seconds) {
  return localText(seconds, "%Y-%m-%d %H:%M:%S");
}

std::vector<std::string> timeStyleNames() {
  return {kTimeStyles.begin(), kTimeStyles.end()};
}

TimeStyle timeStyleNamed(const std::string& name) {
  return static_cast<TimeStyle>(std::ranges::find(kTimeStyles, name) - kTimeStyles.begin());
}

std::string timeTextAs(TimeStyle style, std::int64_t seconds) {
  switch (style) {
    case TimeStyle::Local: return localTimeText(seconds);
    case TimeStyle::Iso: return timeText(seconds);
    case TimeStyle::Seconds: return std::to_string(seconds);
  }
  std::abort();  // Not reached: every style has a case.
}

std::string ageText(std::int64_t time, std::int64_t now) {
  const bool isPast = time <= now;
  // Unsigned, because the difference of the extremes overflows a signed integer.
  const auto later = static_cast<std::uint64_t>(isPast ? now : time);
  const std::uint64_t age = later - static_cast<std::uint64_t>(isPast ? time : now);
  for (const Unit& unit : kUnits) {
    if (age < unit.from) continue;
    const std::string text = std::to_string(age / unit.seconds) + unit.name;
    return isPast ? text + " ago" : "in " + text;
  }
  return "just now";
}

}  // namespace freezer::cli
