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

/// How many of some jobs are what. A job may be several of these at once.
struct JobCounts {
  std::int64_t total = 0;
  std::int64_t running = 0;
  std::int64_t failed = 0;   ///< The last run that ended failed or was aborted.
  std::int64_t stopped = 0;  ///< Until someone starts them.
  std::int64_t overdue = 0;  ///< As overdueSince() has it.
};

/// A client and how it does. Times are seconds since the epoch.
struct ClientOverview {
  std::string client_id;
  std::string project_id;
  std::string description;
  std::int64_t lastReport = 0;                  ///< When it, or a job of it, last changed anything.
  std::optional<std::int64_t> lastBackup = {};  ///< See Snapshot::lastBackups().
  JobCounts jobs = {};

  bool needsAttention() const { return jobs.failed > 0 || jobs.overdue > 0; }
};

/// A job that is running, stopped, overdue or failed.
struct JobOverview {
  std::string job_id;
  std::string client_id;
  std::string project_id;
  std::string description;
  JobState state = JobState::Waiting;
  std::string result;  ///< Of the last run; empty while one runs.
  std::optional<std::int64_t> started;
  std::optional<std::int64_t> ended;
  std::optional<std::int64_t> overdueSince;
  std::optional<std::int64_t> nextRun = {};

  bool hasFailed() const { return result == "fail" || result == "aborted"; }
  bool needsAttention() const { return hasFailed() || overdueSince.has_value(); }
};

/// A session and how its last run went.
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

/// All that somebody who looks after backups wants to see first. Lists are in
/// creation order.
struct Overview {
  std::int64_t now = 0;
  std::vector<ClientOverview> clients;
  JobCounts jobs;
  std::vector<JobOverview> notableJobs;  ///< Those that a count of `jobs` is about.
  std::vector<SessionOverview> sessions;

  /// The last fourteen days in UTC, the last of which is today; every one, also
  /// those without backups.
  std::vector<BackupDay> days;
};

/// The overview of what is within `scope`. It reads clients, jobs and sessions, but
/// hardly any backups. StoreFailure when the store is damaged.
Result<Overview> overviewOf(Snapshot& snapshot, const Scope& scope, std::int64_t now);

}  // namespace freezer
