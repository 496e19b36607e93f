#include "core/schedule/date_time.h"

#include <algorithm>
#include <chrono>

#include "core/text.h"

namespace freezer {
namespace {

constexpr std::size_t kLocalLength = std::string_view("2026-01-31T23:59:00").size();

/// The number at this position; none unless all characters are digits and the value is <= `most`.
std::optional<int> number(std::string_view text, std::size_t place, std::size_t length, int most) {
  const std::string_view digits = text.substr(place, length);
  if (digits.size() != length || !std::ranges::all_of(digits, isDigit)) return std::nullopt;
  const auto value = static_cast<int>(*parseInteger(digits));
  return value <= most ? std::optional(value) : std::nullopt;
}

/// HH:MM in seconds.
std::optional<int> readHoursAndMinutes(std::string_view text) {
  const auto hours = number(text, 0, 2, 23);
  const auto minutes = number(text, 3, 2, 59);
  if (!hours || !minutes || text[2] != ':') return std::nullopt;
  return 3600 * *hours + 60 * *minutes;
}

/// The UTC offset in seconds; `text` must contain nothing else.
std::optional<int> readZone(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto offset = readHoursAndMinutes(text.substr(1));
  if (!offset) return std::nullopt;
  return text[0] == '+' ? *offset : -*offset;
}

}  // namespace

std::optional<std::int64_t> parseLocalTime(std::string_view text) {
  if (text.size() != kLocalLength) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[16] != ':') return std::nullopt;
  const auto year = number(text, 0, 4, 9999);
  const auto month = number(text, 5, 2, 12);
  const auto day = number(text, 8, 2, 31);
  const auto minutes = readHoursAndMinutes(text.substr(11, 5));
  const auto seconds = number(text, 17, 2, 59);
  if (!year || *year == 0 || !month || !day || !minutes || !seconds) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const std::chrono::sys_seconds midnight{std::chrono::sys_days(date)};
  return midnight.time_since_epoch().count() + *minutes + *seconds;
}

std::optional<DateTime> parseDateTime(std::string_view text) {
  const auto local = parseLocalTime(text.substr(0, kLocalLength));
  if (!local) return std::nullopt;
  text.remove_prefix(kLocalLength);
  if (text.starts_with('.')) {
    const auto digits = std::ranges::find_if_not(text.substr(1), isDigit);
    const auto length = static_cast<std::size_t>(digits - text.begin());
    if (length < 2 || length > 7) return std::nullopt;
    text.remove_prefix(length);
  }
  if (text.empty()) return DateTime{*local, false};
  const auto offset = readZone(text);
  if (!offset) return std::nullopt;
  return DateTime{*local - *offset, true};
}

}  // namespace freezer
