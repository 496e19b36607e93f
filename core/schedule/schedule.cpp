#include "core/schedule/schedule.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "core/pointers.h"
#include "core/schedule/cron.h"
#include "core/schedule/date_time.h"
#include "core/schedule/interval.h"

namespace freezer {
namespace {

/// The misfire_grace_time of the scheduler.
constexpr std::int64_t kGrace = 3600;

/// Delay of the scheduler for immediate runs.
constexpr std::int64_t kSoon = 2;

/// Maximum offset of a time zone from UTC.
constexpr std::int64_t kZoneSlack = 14 * 3600;

std::string scheduleText(const Document& job, std::string_view name) {
  return job.textAt(at::member(at::kJobSchedule, name));
}

// --- Parsing ---------------------------------------------------------------------

/// The start and end of an interval or a cron schedule.
struct Period {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;

  bool isOver(std::int64_t time) const { return end && time > *end; }
};

struct Once {
  std::optional<std::int64_t> date;  ///< None: when it is scheduled.
  bool isLocal = false;              ///< Whether the date has no zone.
};

struct Interval {
  std::int64_t seconds = 1;
  Period bounds;
};

struct Cron {
  CronSchedule schedule;
  Period bounds;
};

using Trigger = std::variant<Once, Interval, Cron>;

/// None if a date is invalid. Unlike the schema, the scheduler supports neither zones nor fractions
/// here.
std::optional<Period> readBounds(const Document& job) {
  const std::string start = scheduleText(job, "schedule_start_date");
  const std::string end = scheduleText(job, "schedule_end_date");
  Period bounds;
  if (start.empty()) return bounds;  // Without a start, the scheduler ignores the end.
  bounds.start = parseLocalTime(start);
  if (!bounds.start) return std::nullopt;
  if (end.empty()) return bounds;
  bounds.end = parseLocalTime(end);
  if (!bounds.end) return std::nullopt;
  if (*bounds.start > *bounds.end) bounds.end.reset();
  return bounds;
}

std::optional<Trigger> readCron(const CronTexts& texts, const Period& bounds) {
  auto schedule = CronSchedule::parse(texts);
  if (!schedule) return std::nullopt;
  return Cron{*std::move(schedule), bounds};
}

CronTexts cronTexts(const Document& job) {
  CronTexts texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string pointer = "/job_schedule/schedule_" + std::string(kCronFields[i]);
    if (job.at(pointer).isText()) texts[i] = job.textAt(pointer);
  }
  return texts;
}

/// The trigger, with the precedence of the scheduler; none if it cannot parse the schedule and
/// never runs the job.
std::optional<Trigger> triggerOf(const Document& job) {
  const auto bounds = readBounds(job);
  if (!bounds) return std::nullopt;
  if (const std::string date = scheduleText(job, "schedule_date"); !date.empty()) {
    const auto time = parseDateTime(date);
    if (!time) return std::nullopt;
    return Once{time->seconds, !time->hasZone};
  }
  if (const std::string text = scheduleText(job, "schedule_interval"); !text.empty()) {
    const auto seconds = parseInterval(text);
    if (!seconds) return std::nullopt;
    return Interval{*seconds, *bounds};
  }
  const CronTexts texts = cronTexts(job);
  const bool isCron = std::ranges::any_of(texts, [](const auto& text) { return text.has_value(); });
  return isCron ? readCron(texts, *bounds) : Once{};
}

// --- Run times --------------------------------------------------------------------

/// The time from which runs are counted.
struct Origin {
  std::int64_t time;
  bool isStart;  ///< Start of a run; otherwise the time of scheduling.
};

/// Limits times to the range of dates.
std::int64_t withinTime(std::int64_t time) {
  return std::clamp<std::int64_t>(time, 0, kEndOfTime);
}

std::optional<std::int64_t> within(const Period& bounds, std::int64_t time) {
  if (time > kEndOfTime || bounds.isOver(time)) return std::nullopt;
  return time;
}

/// The first run at or after `from`.
std::optional<std::int64_t> firstRun(const Once& once, Origin origin, std::int64_t from) {
  if (origin.isStart) return std::nullopt;
  const std::int64_t time = once.date.value_or(origin.time + kSoon);
  // The scheduler skips a run that is later than the misfire grace time.
  if (time < std::max(origin.time, from) - kGrace) return std::nullopt;
  return std::max(time, from);
}

std::optional<std::int64_t> firstRun(const Interval& interval, Origin origin, std::int64_t from) {
  std::int64_t first = origin.time + interval.seconds;
  if (interval.bounds.start && *interval.bounds.start > origin.time) {
    first = *interval.bounds.start;
  } else if (interval.bounds.start && !origin.isStart) {
    first = origin.time + kSoon;
  }
  if (first < from) {
    const std::int64_t missed = (from - first + interval.seconds - 1) / interval.seconds;
    first += missed * interval.seconds;
  }
  return within(interval.bounds, first);
}

std::optional<std::int64_t> firstRun(const Cron& cron, Origin origin, std::int64_t from) {
  std::int64_t least = std::max(from, origin.isStart ? origin.time + 1 : origin.time);
  if (cron.bounds.start) {
    const bool isPast = *cron.bounds.start <= origin.time;
    least = std::max(least, isPast && !origin.isStart ? origin.time + kSoon : *cron.bounds.start);
  }
  const auto time =
      cron.schedule.next(std::chrono::sys_seconds(std::chrono::seconds(withinTime(least))));
  if (!time) return std::nullopt;
  return within(cron.bounds, time->time_since_epoch().count());
}

std::optional<std::int64_t> firstRun(const Trigger& trigger, Origin origin, std::int64_t from) {
  return std::visit([&](const auto& kind) { return firstRun(kind, origin, from); }, trigger);
}

/// Maximum effect of the machine's time zone on the first run.
std::int64_t zoneSlack(const Trigger& trigger, Origin origin) {
  if (const auto* const once = std::get_if<Once>(&trigger))
    return once->date && once->isLocal ? kZoneSlack : 0;
  if (const auto* const interval = std::get_if<Interval>(&trigger)) {
    const auto& start = interval->bounds.start;
    return start && *start > origin.time ? kZoneSlack : 0;
  }
  return kZoneSlack;
}

/// A job that has run since it was scheduled has a result: a start request clears it.
Origin originOf(const Document& job, JobState state, std::int64_t scheduledAt) {
  const std::int64_t started = job.integerAt(at::kJobTimeStarted, -1);
  const bool hasRun = state == JobState::Running ||
                      (state == JobState::Scheduled && !scheduleText(job, "result").empty());
  return {withinTime(hasRun && started >= 0 ? started : scheduledAt), hasRun};
}

/// Whether the current run shall be the last.
bool isAskedToEnd(const Document& job) {
  const std::string event = scheduleText(job, "event");
  return !event.empty() && event != "start";
}

}  // namespace

JobState stateOf(const Document& job) {
  const std::string status = scheduleText(job, "status");
  if (status == "completed") return JobState::Completed;
  if (status == "running" || status == "aborting") return JobState::Running;
  if (isAskedToEnd(job)) return JobState::Stopped;
  if (status == "scheduled") return JobState::Scheduled;
  const bool isAskedToStart = scheduleText(job, "event") == "start";
  return status.empty() || isAskedToStart ? JobState::Waiting : JobState::Stopped;
}

bool canRun(const Document& job) {
  return triggerOf(job).has_value();
}

std::optional<std::int64_t> nextRun(const Document& job, std::int64_t updatedAt, std::int64_t now) {
  const JobState state = stateOf(job);
  if (isAskedToEnd(job) || state == JobState::Stopped || state == JobState::Completed)
    return std::nullopt;
  const auto trigger = triggerOf(job);
  if (!trigger) return std::nullopt;
  const Origin origin = originOf(job, state, updatedAt);
  const auto* const once = std::get_if<Once>(&*trigger);
  // It runs whenever its scheduler comes, and is due until then.
  if (state == JobState::Waiting && once != nullptr && !once->date) return origin.time + kSoon;
  return firstRun(*trigger, origin, now);
}

std::optional<std::int64_t> overdueSince(const Document& job, std::int64_t updatedAt,
                                         std::int64_t now) {
  const JobState state = stateOf(job);
  if (state != JobState::Waiting && state != JobState::Scheduled) return std::nullopt;
  const auto trigger = triggerOf(job);
  if (!trigger) return std::nullopt;
  const Origin origin = originOf(job, state, updatedAt);
  const std::int64_t slack = zoneSlack(*trigger, origin);
  const std::int64_t from = std::holds_alternative<Cron>(*trigger) ? origin.time + slack + 1 : 0;
  const auto due = firstRun(*trigger, origin, from);
  if (!due || now <= *due + slack + kGrace) return std::nullopt;
  return due;
}

}  // namespace freezer
