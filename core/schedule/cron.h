#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freezer {

/// The fields of a cron schedule, the most significant first. A job has each under
/// its name with "schedule_" before it.
inline constexpr std::array<std::string_view, 8> kCronFields = {
    "year", "month", "day", "week", "day_of_week", "hour", "minute", "second"};

/// The expressions of a schedule, in the order of kCronFields; none where the
/// schedule does not name the field.
using CronTexts = std::array<std::optional<std::string>, kCronFields.size()>;

/// A schedule by calendar and clock, as the CronTrigger of APScheduler 3 has it:
/// a time that all fields allow. It differs from the cron of Unix: weekdays are
/// counted from Monday as 0, a week is that of ISO 8601, and a field that is not
/// named is its minimum when it is less significant than all that are, else any.
///
/// An expression is a list, separated by commas, of "*", "*/n", "a", "a/n", "a-b"
/// and "a-b/n". Months and weekdays may be named ("mon-fri"), and days be "last"
/// or a weekday of the month ("1st mon", "last fri").
class CronSchedule {
 public:
  /// None when one of the expressions cannot be read: APScheduler refuses it.
  static std::optional<CronSchedule> parse(const CronTexts& texts);

  /// The first time at `from` or later; none when there is none within the next
  /// hundred years that the schedule allows.
  std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds from) const;

 private:
  /// A part of a list: every `step`th value from `first` to `last`, or a day that
  /// depends on the month.
  struct Term {
    enum class Kind { Range, LastDay, Weekday } kind = Kind::Range;
    int first = 0;
    int last = 0;
    int step = 1;
    unsigned weekday = 0;  ///< Of a Weekday, from Monday as 0.
    unsigned place = 0;    ///< Which one of the month, from 0; 5: the last.

    bool has(int value) const;  ///< Of a Range.
  };
  using Field = std::vector<Term>;

  class Reader;

  static bool allows(const Field& field, int value);
  bool allowsDay(std::chrono::year_month_day date) const;
  std::optional<std::chrono::sys_days> nextDay(std::chrono::sys_days from) const;
  std::optional<std::chrono::seconds> nextTime(std::chrono::seconds from) const;

  std::array<Field, kCronFields.size()> fields_;
};

}  // namespace freezer
