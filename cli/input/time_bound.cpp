#include "cli/input/time_bound.h"

#include <chrono>
#include <optional>

#include "core/integer.h"

namespace freezer::cli {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Takes what it knows off the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  /// One of the characters in `any`; 0 where none of them is next.
  char take(std::string_view any) {
    if (rest_.empty() || any.find(rest_.front()) == std::string_view::npos) return 0;
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }

  /// A number of exactly `digits` digits that is at most `most`.
  std::optional<int> number(std::size_t digits, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char digit = take("0123456789");
      if (digit == 0) return std::nullopt;
      value = 10 * value + (digit - '0');
    }
    return value <= most ? std::optional(value) : std::nullopt;
  }

  void skipDigits() {
    while (take("0123456789") != 0) {
    }
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> readDate(Scanner& scanner) {
  const auto year = scanner.number(4, 9999);
  if (!year || !scanner.take("-")) return std::nullopt;
  const auto month = scanner.number(2, 12);
  if (!month || !scanner.take("-")) return std::nullopt;
  const auto day = scanner.number(2, 31);
  if (!day) return std::nullopt;
  const year_month_day date{std::chrono::year(*year), std::chrono::month(unsigned(*month)),
                            std::chrono::day(unsigned(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_seconds(sys_days(date)).time_since_epoch().count();
}

/// HH:MM, in seconds.
std::optional<int> readHoursAndMinutes(Scanner& scanner) {
  const auto hours = scanner.number(2, 23);
  if (!hours || !scanner.take(":")) return std::nullopt;
  const auto minutes = scanner.number(2, 59);
  if (!minutes) return std::nullopt;
  return 3600 * *hours + 60 * *minutes;
}

std::optional<int> readClock(Scanner& scanner) {
  const auto start = readHoursAndMinutes(scanner);
  if (!start || !scanner.take(":")) return start;
  const auto seconds = scanner.number(2, 59);
  if (!seconds) return std::nullopt;
  if (scanner.take(".") != 0) scanner.skipDigits();
  return *start + *seconds;
}

/// What to take off a time in this zone to have it in UTC, in seconds.
std::optional<int> readZone(Scanner& scanner) {
  const char sign = scanner.take("Z+-");
  if (sign == 0 || sign == 'Z') return 0;
  const auto offset = readHoursAndMinutes(scanner);
  if (!offset) return std::nullopt;
  return sign == '+' ? *offset : -*offset;
}

std::optional<std::int64_t> readDateAndTime(std::string_view text, DayEdge edge) {
  constexpr std::int64_t kLastSecondOfDay = 86399;
  Scanner scanner(text);
  const auto day = readDate(scanner);
  if (!day) return std::nullopt;
  if (scanner.done()) return edge == DayEdge::First ? *day : *day + kLastSecondOfDay;
  if (!scanner.take("T ")) return std::nullopt;
  const auto clock = readClock(scanner);
  if (!clock) return std::nullopt;
  const auto zone = readZone(scanner);
  if (!zone || !scanner.done()) return std::nullopt;
  return *day + *clock - *zone;
}

}  // namespace

Result<std::int64_t> parseTimeBound(std::string_view option, const std::string& text,
                                    DayEdge edge) {
  if (const auto seconds = parseInteger(text)) return *seconds;
  if (const auto time = readDateAndTime(text, edge)) return *time;
  return Error{ErrorCode::InvalidRequest,
               std::string(option) +
                   " must be seconds since the epoch, a date such as 2026-01-31 "
                   "or a date and time such as 2026-01-31T23:59:00Z, not '" +
                   text + "'"};
}

}  // namespace freezer::cli
