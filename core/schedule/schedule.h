#pragma once

#include <cstdint>
#include <optional>

#include "core/json/document.h"

namespace freezer {

// The schedule (job_schedule) of a job as freezer-scheduler interprets it, which uses APScheduler
// 3. All times are seconds since the epoch.
//
// The results are estimates. The scheduler interprets times without a zone, and cron schedules, in
// the time zone of its machine, which the service does not know; UTC is assumed. The scheduler
// polls for new jobs, limits the number of concurrent jobs, and restarts intervals when it is
// restarted.

/// The state of a job in the scheduler, derived from its status and event.
enum class JobState {
  Waiting,    ///< New, or a start is requested: scheduled at the next poll.
  Scheduled,  ///< Runs at its next time.
  Running,
  Stopped,    ///< Stopped, aborted or removed: runs after a start request.
  Completed,  ///< No runs left: runs after a start request.
};
JobState stateOf(const Document& job);

/// Whether the scheduler can parse the schedule of `job`. If not, the job never runs.
bool canRun(const Document& job);

/// The next run of `job`; none if there is none, or if the scheduler cannot parse its schedule.
/// `now` if the time has just passed, because the scheduler then runs it immediately. A time in the
/// past if the job has no schedule and waits for its scheduler. `updatedAt` is the time of the last
/// change (Record::updated_at), which approximates the time when the job was scheduled: the run of
/// an interval is counted from it until the job has run.
std::optional<std::int64_t> nextRun(const Document& job, std::int64_t updatedAt, std::int64_t now);

/// The time at which an overdue `job` should have run; none if it is not overdue. A job is overdue
/// if it has not started since that time and is neither running nor stopped. Runs are counted from
/// the last start, or from the last change if the job was (re)scheduled since.
///
/// A run may be late by one hour, the misfire grace time of the scheduler. If the run depends on
/// the time zone of the scheduler's machine, the maximum UTC offset is added, so that no time zone
/// causes a false alarm.
std::optional<std::int64_t> overdueSince(const Document& job, std::int64_t updatedAt,
                                         std::int64_t now);

}  // namespace freezer
