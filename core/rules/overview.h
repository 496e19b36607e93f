#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/caller.h"
#include "core/result.h"
#include "core/schedule/schedule.h"
#include "core/store/store.h"

namespace freezer {

/// Numbers of jobs by state. One job can be counted in several of them.
struct JobCounts {
  std::int64_t total = 0;
  std::int64_t running = 0;
  std::int64_t failed = 0;      ///< The last finished run failed or was aborted.
  std::int64_t stopped = 0;     ///< Waiting for a start request.
  std::int64_t overdue = 0;     ///< See overdueSince().
  std::int64_t unrunnable = 0;  ///< No scheduler can parse the schedule: see canRun().
};

/// The state of a client. Times are seconds since the epoch.
struct ClientOverview {
  std::string client_id;
  std::string project_id;
  std::string description;
  std::int64_t lastReport = 0;  ///< Last change by the client or to one of its jobs.
  std::optional<std::int64_t> lastBackup = {};  ///< See Snapshot::lastBackups().
  std::optional<std::int64_t> lastSeen = {};    ///< See Snapshot::lastPolls(); none: never.
  std::int64_t pollInterval = 0;                ///< Seconds; 0: unknown.
  bool silent = false;                          ///< Has polled, and no longer does.
  bool neverBackedUp = false;  ///< A job that makes a backup should have run, and there is none.
  JobCounts jobs = {};

  bool needsAttention() const { return isFailing() || silent || jobs.overdue > 0; }
  bool isFailing() const { return neverBackedUp || jobs.failed > 0 || jobs.unrunnable > 0; }
};

/// The state of a job.
struct JobOverview {
  std::string job_id;
  std::string client_id;
  std::string project_id;
  std::string description;
  JobState state = JobState::Waiting;
  std::string result;  ///< Result of the last run; empty during a run.
  std::optional<std::int64_t> started;
  std::optional<std::int64_t> ended;
  std::optional<std::int64_t> overdueSince;
  bool unrunnable = false;  ///< It waits for a run, but no scheduler can parse its schedule.
  std::optional<std::int64_t> nextRun = {};

  bool hasFailed() const { return result == "fail" || result == "aborted"; }
  bool isFailing() const { return hasFailed() || unrunnable; }
  bool needsAttention() const { return isFailing() || overdueSince.has_value(); }
};

/// A session and the state of its last run.
struct SessionOverview {
  std::string session_id;
  std::string project_id;
  std::string description;
  std::string status;
  std::string result;
  std::int64_t jobCount = 0;
  std::optional<std::int64_t> started;
  std::optional<std::int64_t> ended;
};

/// The data of the command status: clients, jobs, sessions and recent backups. Lists are in
/// creation order.
struct Overview {
  std::int64_t now = 0;
  std::vector<ClientOverview> clients;
  JobCounts jobs;
  /// The jobs that are running, stopped, overdue or failed, or can never run.
  std::vector<JobOverview> notableJobs;
  std::vector<SessionOverview> sessions;

  /// The last fourteen days in UTC, including today and days without backups.
  std::vector<BackupDay> days;
};

/// A client is silent if it was not seen for three of its intervals, but at least for this time.
inline constexpr std::int64_t kLeastSilence = 900;  // Seconds.

/// The overview of `scope`. Reads clients, jobs and sessions, but only a few backups. `proceed` as
/// in Query. StoreFailure if the store is damaged.
Result<Overview> overviewOf(Snapshot& snapshot, const Scope& scope, std::int64_t now,
                            const Proceed& proceed = {});

/// The overview of one job. StoreFailure if it is damaged.
Result<JobOverview> overviewOf(const Record& job, std::int64_t now);

}  // namespace freezer
