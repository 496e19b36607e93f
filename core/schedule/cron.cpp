#include "core/schedule/cron.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/text.h"

namespace freezer {

/// The allowed values of a field. Not in the unnamed namespace, because CronSchedule::Reader refers
/// to it.
struct FieldBounds {
  int least;
  int most;
  std::string_view fallback;  ///< If absent and less significant than all given fields.
  std::span<const std::string_view> names = {};
};

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using std::chrono::years;

enum FieldIndex : std::size_t {
  kYearField,
  kMonthField,
  kDayField,
  kWeekField,
  kDayOfWeekField,
  kHourField,
  kMinuteField,
  kSecondField
};

constexpr std::string_view kMonthNames[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view kWeekdayNames[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::string_view kPlaces[] = {"1st", "2nd", "3rd", "4th", "5th", "last"};
constexpr unsigned kLastPlace = 5;

constexpr std::array<FieldBounds, kCronFields.size()> kBounds = {{{1970, 9999, "*"},
                                                                  {1, 12, "1", kMonthNames},
                                                                  {1, 31, "1"},
                                                                  {1, 53, "*"},
                                                                  {0, 6, "*", kWeekdayNames},
                                                                  {0, 23, "0"},
                                                                  {0, 59, "0"},
                                                                  {0, 59, "0"}}};

/// Limit of the search, for schedules that never run.
constexpr years kHorizon{100};

/// Monday is 0.
unsigned weekdayOf(sys_days day) {
  return std::chrono::weekday(day).iso_encoding() - 1;
}

/// ISO 8601: a week belongs to the year of its Thursday.
int weekOf(sys_days day) {
  const sys_days thursday = day + days(3) - days(weekdayOf(day));
  const sys_days newYear = year_month_day(thursday).year() / std::chrono::January / 1;
  return static_cast<int>((thursday - newYear) / days(7)) + 1;
}

unsigned lastDayOf(year_month_day date) {
  return static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day());
}

/// The index of `name` in `names`, ignoring case; none if it is not found.
std::optional<int> indexOf(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::ranges::find(names, lowered(name));
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin());
}

}  // namespace

/// Parses one element of the list of a field.
class CronSchedule::Reader {
 public:
  Reader(std::string_view text, std::size_t field)
      : rest_(text), isDay_(field == kDayField), bounds_(kBounds[field]) {}

  std::optional<Term> read() {
    if (take('*')) {
      return withStep({.first = bounds_.least, .last = bounds_.most}, bounds_.most - bounds_.least);
    }
    if (isDay_) {
      if (const auto day = readNamedDay()) return day;
    }
    if (!rest_.empty() && isDigit(rest_.front())) return readRange();
    return readNames();
  }

 private:
  static bool isLetter(char character) {
    return lowered(character) >= 'a' && lowered(character) <= 'z';
  }

  bool take(char character) {
    if (!rest_.starts_with(character)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view takeAll(bool (*belongs)(char)) {
    const auto end = std::ranges::find_if_not(rest_, belongs);
    const std::string_view taken(rest_.begin(), end);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::optional<int> takeNumber() {
    const auto number = parseInteger(takeAll(isDigit));
    if (!number || *number > bounds_.most) return std::nullopt;
    return static_cast<int>(*number);
  }

  /// The rest must be empty or "/n" with n <= `most`.
  std::optional<Term> withStep(Term term, int most) {
    if (rest_.empty()) return term;
    if (!take('/')) return std::nullopt;
    const auto step = takeNumber();
    if (!step || *step == 0 || *step > most || !rest_.empty()) return std::nullopt;
    term.step = *step;
    return term;
  }

  /// "a", "a/n", "a-b" or "a-b/n".
  std::optional<Term> readRange() {
    const auto first = takeNumber();
    if (!first || *first < bounds_.least) return std::nullopt;
    if (rest_.empty()) return Term{.first = *first, .last = *first};
    if (!take('-')) return withStep({.first = *first, .last = bounds_.most}, bounds_.most - *first);
    const auto last = takeNumber();
    if (!last || *last < *first) return std::nullopt;
    // To limit the step, APScheduler treats an end of 0 as absent.
    const int end = *last == 0 ? bounds_.most : *last;
    return withStep({.first = *first, .last = *last}, end - *first);
  }

  /// "mon" or "mon-fri". APScheduler ignores the rest.
  std::optional<Term> readNames() {
    const auto first = indexOf(bounds_.names, takeAll(isLetter));
    if (!first) return std::nullopt;
    auto last = first;
    if (rest_.size() > 1 && isLetter(rest_[1]) && take('-'))
      last = indexOf(bounds_.names, takeAll(isLetter));
    if (!last || *last < *first) return std::nullopt;
    return Term{.first = *first + bounds_.least, .last = *last + bounds_.least};
  }

  /// "last", "1st mon" or "last fri". APScheduler ignores the rest.
  std::optional<Term> readNamedDay() {
    for (unsigned place = 0; place < std::size(kPlaces); ++place) {
      const std::string_view name = kPlaces[place];
      if (lowered(rest_.substr(0, name.size())) != name) continue;
      rest_.remove_prefix(name.size());
      const std::size_t spaces = takeAll([](char character) { return character == ' '; }).size();
      const bool isWord =
          !rest_.empty() && (isLetter(rest_[0]) || isDigit(rest_[0]) || rest_[0] == '_');
      if (spaces > 0 && isWord) return readWeekday(place);
      if (place == kLastPlace) return Term{.kind = Term::Kind::LastDay};
      return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Term> readWeekday(unsigned place) {
    const std::string_view word = takeAll([](char character) {
      return isLetter(character) || isDigit(character) || character == '_';
    });
    const auto weekday = indexOf(kWeekdayNames, word);
    if (!weekday) return std::nullopt;
    return Term{
        .kind = Term::Kind::Weekday, .weekday = static_cast<unsigned>(*weekday), .place = place};
  }

  std::string_view rest_;
  bool isDay_;
  const FieldBounds& bounds_;
};

/// None if an element of the list is invalid.
std::optional<CronSchedule::Field> CronSchedule::readField(std::size_t field,
                                                           std::string_view list) {
  Field values;
  while (true) {
    const std::size_t comma = list.find(',');
    const auto term = Reader(trimmed(list.substr(0, comma)), field).read();
    if (!term) return std::nullopt;
    values.add(*term);
    if (comma == std::string_view::npos) return values;
    list.remove_prefix(comma + 1);
  }
}

std::optional<CronSchedule> CronSchedule::parse(const CronTexts& texts) {
  const auto isNamed = [](const std::optional<std::string>& text) { return text.has_value(); };
  const auto leastNamed = std::find_if(texts.rbegin(), texts.rend(), isNamed);
  const auto named = static_cast<std::size_t>(texts.rend() - leastNamed);
  CronSchedule schedule;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view fallback = i < named ? "*" : kBounds[i].fallback;
    auto field = readField(i, texts[i] ? std::string_view(*texts[i]) : fallback);
    if (!field) return std::nullopt;
    schedule.fields_[i] = *std::move(field);
  }
  return schedule;
}

bool CronSchedule::isExpression(std::size_t field, std::string_view text) {
  return readField(field, text).has_value();
}

std::string CronSchedule::meaningOf(std::size_t field) {
  const FieldBounds& bounds = kBounds[field];
  std::string meaning = "a list of *, */n, a, a/n, a-b and a-b/n with a and b from " +
                        std::to_string(bounds.least) + " to " + std::to_string(bounds.most) +
                        " and n from 1 to the length of the range";
  if (!bounds.names.empty())
    meaning.append(", and names such as ")
        .append(bounds.names[0])
        .append("-")
        .append(bounds.names[4]);
  if (field == kDayField) meaning += ", and last, 1st mon, last fri";
  return meaning;
}

void CronSchedule::Field::add(const Term& term) {
  switch (term.kind) {
    case Term::Kind::LastDay: lastDay = true; return;
    case Term::Kind::Weekday: weekdays[term.place][term.weekday] = true; return;
    case Term::Kind::Range: break;
  }
  const auto size = static_cast<std::size_t>(term.last) + 1;
  if (values.size() < size) values.resize(size);
  for (int value = term.first; value <= term.last; value += term.step) {
    values[static_cast<std::size_t>(value)] = true;
  }
}

bool CronSchedule::Field::allows(int value) const {
  const auto index = static_cast<std::size_t>(value);
  return index < values.size() && values[index];
}

bool CronSchedule::allowsDay(year_month_day date) const {
  const Field& field = fields_[kDayField];
  const auto day = static_cast<unsigned>(date.day());
  const unsigned last = lastDayOf(date);
  const unsigned weekday = weekdayOf(date);
  const bool isDay = field.allows(static_cast<int>(day)) || (field.lastDay && day == last) ||
                     field.weekdays[(day - 1) / 7][weekday] ||
                     (day + 7 > last && field.weekdays[kLastPlace][weekday]);
  return isDay && fields_[kWeekField].allows(weekOf(date)) &&
         fields_[kDayOfWeekField].allows(static_cast<int>(weekday));
}

std::optional<sys_days> CronSchedule::nextDay(sys_days from) const {
  year_month_day date(from);
  const std::chrono::year horizon = date.year() + kHorizon;
  while (date.year() <= horizon) {
    if (!fields_[kYearField].allows(static_cast<int>(date.year()))) {
      date = (date.year() + years(1)) / std::chrono::January / 1;
    } else if (!fields_[kMonthField].allows(
                   static_cast<int>(static_cast<unsigned>(date.month())))) {
      date = (date.year() / date.month() + months(1)) / 1;
    } else if (!allowsDay(date)) {
      date = sys_days(date) + days(1);
    } else {
      return sys_days(date);
    }
  }
  return std::nullopt;
}

std::optional<std::chrono::seconds> CronSchedule::nextTime(std::chrono::seconds from) const {
  const std::chrono::hh_mm_ss start(from);
  const auto startHour = static_cast<int>(start.hours().count());
  const auto startMinute = static_cast<int>(start.minutes().count());
  const auto startSecond = static_cast<int>(start.seconds().count());
  for (int hour = startHour; hour < 24; ++hour) {
    if (!fields_[kHourField].allows(hour)) continue;
    const bool inStartHour = hour == startHour;
    for (int minute = inStartHour ? startMinute : 0; minute < 60; ++minute) {
      if (!fields_[kMinuteField].allows(minute)) continue;
      const bool inStartMinute = inStartHour && minute == startMinute;
      for (int second = inStartMinute ? startSecond : 0; second < 60; ++second) {
        if (fields_[kSecondField].allows(second))
          return std::chrono::hours(hour) + std::chrono::minutes(minute) +
                 std::chrono::seconds(second);
      }
    }
  }
  return std::nullopt;
}

std::optional<std::chrono::sys_seconds> CronSchedule::next(std::chrono::sys_seconds from) const {
  const sys_days start = std::chrono::floor<days>(from);
  const auto today = nextDay(start);
  if (!today) return std::nullopt;
  if (*today > start) return *today + *nextTime(std::chrono::seconds(0));
  if (const auto time = nextTime(from - start)) return start + *time;
  const auto later = nextDay(start + days(1));
  if (!later) return std::nullopt;
  return *later + *nextTime(std::chrono::seconds(0));
}

}  // namespace freezer
