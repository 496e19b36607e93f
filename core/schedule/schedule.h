#pragma once

#include <cstdint>
#include <optional>

#include "core/json/document.h"

namespace freezer {

// What a job's job_schedule means to the freezer-scheduler that runs it, which
// leaves the timing to APScheduler 3. All times are seconds since the epoch.
//
// These are estimates. The scheduler takes a time without a zone, and a cron
// schedule, by the clock of its own machine, which the service cannot know: here
// they are UTC. It looks for new jobs now and then, runs them a few at a time,
// and counts an interval anew when it is restarted.

/// What the scheduler is doing with a job, by its status and event.
enum class JobState {
  Waiting,    ///< To be scheduled when the scheduler looks next: new, or asked to start.
  Scheduled,  ///< Runs when its time has come.
  Running,
  Stopped,    ///< Stopped, aborted or removed: runs when asked to start.
  Completed,  ///< Has no run left: runs when asked to start.
};
JobState stateOf(const Document& job);

/// When `job` will run next; none when it will not, or when the scheduler cannot
/// read its schedule. A time that has just gone by is `now`: it runs at once.
/// `updatedAt` is when the document was last changed (Record::updated_at), which
/// tells when it was scheduled.
std::optional<std::int64_t> nextRun(const Document& job, std::int64_t updatedAt, std::int64_t now);

/// When `job` should have run, where it is overdue: it has not started since, and
/// is neither running nor stopped. Counted from its last start or, when it was
/// (re)scheduled since, from the last change.
///
/// A run may be late by an hour, after which the scheduler itself gives it up; and
/// where it depends on the zone of the scheduler's machine, by as many hours as
/// zones are apart, so that no zone makes a job look overdue that is not.
std::optional<std::int64_t> overdueSince(const Document& job, std::int64_t updatedAt,
                                         std::int64_t now);

}  // namespace freezer
