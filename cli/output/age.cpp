#include "cli/output/age.h"

namespace freezer::cli {
namespace {

struct Unit {
  std::uint64_t seconds;
  std::uint64_t from;  ///< The least number of seconds that is told in it.
  const char* name;
};

constexpr std::uint64_t kMinute = 60;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;
constexpr std::uint64_t kYear = 365 * kDay;
constexpr Unit kUnits[] = {{kYear, 2 * kYear, " y"},
                           {kDay, 2 * kDay, " d"},
                           {kHour, kHour, " h"},
                           {kMinute, kMinute, " min"}};

}  // namespace

std::string ageText(std::int64_t time, std::int64_t now) {
  const bool isPast = time <= now;
  // Without a sign, since the difference of two extremes has no room with one.
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
