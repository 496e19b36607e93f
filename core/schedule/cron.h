#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freezer {

/// The fields of a cron schedule, most significant first. The member of a job has the prefix
/// "schedule_".
inline constexpr std::array<std::string_view, 8> kCronFields = {
    "year", "month", "day", "week", "day_of_week", "hour", "minute", "second"};

/// The expressions of a schedule, in the order of kCronFields; none for absent fields.
using CronTexts = std::array<std::optional<std::string>, kCronFields.size()>;

/// A cron schedule with the semantics of CronTrigger in APScheduler 3: it runs at times that all
/// fields allow. Differences from Unix cron: Monday is weekday 0, weeks are ISO 8601 weeks, and an
/// absent field is its minimum if it is less significant than all given fields, otherwise any
/// value.
///
/// An expression is a comma-separated list of "*", "*/n", "a", "a/n", "a-b" and "a-b/n". Months and
/// weekdays may be names ("mon-fri"). A day may be "last" or a weekday of the month ("1st mon",
/// "last fri").
class CronSchedule {
 public:
  /// None if an expression is invalid: APScheduler refuses it.
  static std::optional<CronSchedule> parse(const CronTexts& texts);

  /// Whether an expression of the field with this index in kCronFields is valid.
  static bool isExpression(std::size_t field, std::string_view text);

  /// The valid expressions of a field, for people. Completes "must be ...".
  static std::string meaningOf(std::size_t field);

  /// The first run at or after `from`; none if there is none within a hundred years.
  std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds from) const;

 private:
  /// An element of a list: every `step`th value from `first` to `last`, or a day that depends on
  /// the month.
  struct Term {
    enum class Kind { Range, LastDay, Weekday } kind = Kind::Range;
    int first = 0;
    int last = 0;
    int step = 1;
    unsigned weekday = 0;  ///< For Weekday: Monday is 0.
    unsigned place = 0;    ///< For Weekday: occurrence in the month, from 0; 5: the last.
  };

  /// What a field allows. Its size does not depend on the number of elements, which clients choose.
  struct Field {
    std::vector<bool> values;  ///< By value; absent: not allowed.
    bool lastDay = false;
    std::array<std::array<bool, 7>, 6> weekdays = {};  ///< By place and weekday.

    void add(const Term& term);
    bool allows(int value) const;
  };

  class Reader;

  static std::optional<Field> readField(std::size_t field, std::string_view text);
  bool allowsDay(std::chrono::year_month_day date) const;
  std::optional<std::chrono::sys_days> nextDay(std::chrono::sys_days from) const;
  std::optional<std::chrono::seconds> nextTime(std::chrono::seconds from) const;

  std::array<Field, kCronFields.size()> fields_;
};

}  // namespace freezer
