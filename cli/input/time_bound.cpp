#include "cli/input/time_bound.h"

#include <optional>

#include "core/schedule/date_time.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kDate = std::string_view("2026-01-31").size();
constexpr std::size_t kMinutes = std::string_view("2026-01-31T23:59").size();

/// A date, or a date and time whose parts may be left out, as complete as parseDateTime() needs it.
std::string completed(std::string text, DayEdge edge) {
  if (text.size() == kDate) return text + (edge == DayEdge::First ? "T00:00:00" : "T23:59:59");
  if (text.size() > kDate && text[kDate] == ' ') text[kDate] = 'T';
  if (text.size() >= kMinutes && text.substr(kMinutes, 1) != ":") text.insert(kMinutes, ":00");
  return text;
}

}  // namespace

Result<std::int64_t> parseTimeBound(std::string_view option, const std::string& text,
                                    DayEdge edge) {
  if (const auto seconds = parseInteger(text)) return *seconds;
  if (const auto time = parseDateTime(completed(text, edge))) return time->seconds;
  return Error{ErrorCode::InvalidRequest,
               std::string(option) +
                   " must be seconds since the epoch, a date such as 2026-01-31 "
                   "or a date and time such as 2026-01-31T23:59:00Z, not '" +
                   text + "'"};
}

}  // namespace freezer::cli
