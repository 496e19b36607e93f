#include "cli/input/time_bound.h"

#include <optional>

#include "core/schedule/date_time.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

constexpr std::int64_t kSecondsOfDay = 86400;
constexpr std::size_t kDate = std::string_view("2026-01-31").size();
constexpr std::size_t kMinutes = std::string_view("2026-01-31T23:59").size();

struct AgeUnit {
  std::string_view name;
  std::int64_t seconds;
};
constexpr AgeUnit kAgeUnits[] = {
    {"min", 60}, {"h", 3600}, {"d", kSecondsOfDay}, {"w", 7 * kSecondsOfDay}};

struct NamedDay {
  std::string_view name;
  std::int64_t daysAgo;
};
constexpr NamedDay kNamedDays[] = {{"today", 0}, {"yesterday", 1}};

/// A date, or a date and time whose parts may be left out, as complete as parseDateTime() needs it.
std::string completed(std::string text, DayEdge edge) {
  if (text.size() == kDate) return text + (edge == DayEdge::First ? "T00:00:00" : "T23:59:59");
  if (text.size() > kDate && text[kDate] == ' ') text[kDate] = 'T';
  if (text.size() >= kMinutes && text.substr(kMinutes, 1) != ":") text.insert(kMinutes, ":00");
  return text;
}

/// "30d" before `now`.
std::optional<std::int64_t> parseAge(std::string_view text, std::int64_t now) {
  for (const AgeUnit& unit : kAgeUnits) {
    if (!text.ends_with(unit.name)) continue;
    const auto number = parseInteger(text.substr(0, text.size() - unit.name.size()));
    if (number && *number >= 0 && *number <= now / unit.seconds)
      return now - *number * unit.seconds;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parseNamedDay(std::string_view text, DayEdge edge, std::int64_t now) {
  for (const NamedDay& day : kNamedDays) {
    if (text != day.name) continue;
    const std::int64_t first = now - now % kSecondsOfDay - day.daysAgo * kSecondsOfDay;
    return edge == DayEdge::First ? first : first + kSecondsOfDay - 1;
  }
  return std::nullopt;
}

}  // namespace

Result<std::int64_t> parseTimeBound(std::string_view option, const std::string& text, DayEdge edge,
                                    std::int64_t now) {
  if (const auto seconds = parseInteger(text)) return *seconds;
  if (const auto age = parseAge(text, now)) return *age;
  if (const auto day = parseNamedDay(text, edge, now)) return *day;
  if (const auto time = parseDateTime(completed(text, edge))) return time->seconds;
  return Error{ErrorCode::InvalidRequest,
               std::string(option) +
                   " must be seconds since the epoch, a date such as 2026-01-31, a date and time "
                   "such as 2026-01-31T23:59:00Z, an age such as 30d, 12h or 2w, today or "
                   "yesterday, not '" +
                   text + "'"};
}

}  // namespace freezer::cli
