// The lines are a time and the members of a job_schedule, "minute=*/5": the runs of a cron schedule
// follow each other, and the estimates of a job's runs need little time.

#include "core/schedule/cron.h"

#include <algorithm>

#include "core/json/document.h"
#include "core/schedule/schedule.h"
#include "core/text.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

std::string_view takeLine(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

void checkRuns(const CronSchedule& schedule, sys_seconds from) {
  const auto run = schedule.next(from);
  if (!run) return;
  require(*run >= from, "a run is not in the past");
  require(schedule.next(*run) == run, "the next run from a run is that run");
  require(schedule.next(from + (*run - from) / 2) == run, "there is no run before the next run");
  const auto later = schedule.next(*run + seconds(1));
  require(!later || *later > *run, "runs follow each other");
}

}  // namespace

void cron(std::string_view input) {
  const std::int64_t time = parseInteger(takeLine(input)).value_or(1'700'000'000);
  CronTexts texts;
  Document job;
  while (!input.empty()) {
    std::string_view value = takeLine(input);
    const std::string_view name = value.substr(0, value.find('='));
    value.remove_prefix(std::min(name.size() + 1, value.size()));
    const auto field = std::ranges::find(kCronFields, name);
    if (field != kCronFields.end())
      texts[static_cast<std::size_t>(field - kCronFields.begin())] = value;
    const bool isTime = name == "time_started";
    const Value given = isTime ? Value(parseInteger(value).value_or(-1)) : Value(value);
    const bool isPlain = name == "status" || name == "event" || name == "result" || isTime;
    job.set("/job_schedule/" + (isPlain ? "" : std::string("schedule_")) + escapePointer(name),
            given);
  }
  // The range of the times that a job is evaluated for.
  const std::int64_t now = std::clamp<std::int64_t>(time, 0, 253402300799);
  if (const auto schedule = CronSchedule::parse(texts))
    checkRuns(*schedule, sys_seconds(seconds(now)));
  const auto next = nextRun(job, time, now);
  require(!next || *next >= now, "the next run of a job is not in the past");
  const auto due = overdueSince(job, time, now);
  require(!due || *due < now, "an overdue run is in the past");
}

}  // namespace freezer::fuzz
