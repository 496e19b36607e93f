#include "core/rules/overview.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/pointers.h"
#include "core/rules/records.h"
#include "core/schedule/date_time.h"

namespace freezer {
namespace {

constexpr std::int64_t kDays = 14;

/// A time in a document; none for -1, which schedulers write for "never".
std::optional<std::int64_t> timeAt(const Document& document, std::string_view pointer) {
  const std::int64_t time = document.integerAt(pointer, -1);
  return time >= 0 && time <= kEndOfTime ? std::optional(time) : std::nullopt;
}

void add(JobCounts& counts, const JobOverview& job) {
  ++counts.total;
  counts.running += job.state == JobState::Running ? 1 : 0;
  counts.failed += job.hasFailed() ? 1 : 0;
  counts.stopped += job.state == JobState::Stopped ? 1 : 0;
  counts.overdue += job.overdueSince ? 1 : 0;
  counts.unrunnable += job.unrunnable ? 1 : 0;
}

bool isNotable(const JobOverview& job) {
  return job.needsAttention() || job.state == JobState::Running || job.state == JobState::Stopped;
}

bool isUnrunnable(const Document& job) {
  const JobState state = stateOf(job);
  return (state == JobState::Waiting || state == JobState::Scheduled) && !canRun(job);
}

/// All members except the next run, which is expensive to compute.
JobOverview jobOf(const Record& record, const Document& job, std::int64_t now) {
  return {.job_id = record.id,
          .client_id = job.textAt(at::kClientId),
          .project_id = record.project_id,
          .description = job.textAt(at::kDescription),
          .state = stateOf(job),
          .result = job.textAt(at::kJobResult),
          .started = timeAt(job, at::kJobTimeStarted),
          .ended = timeAt(job, at::kJobTimeEnded),
          .overdueSince = overdueSince(job, record.updated_at, now),
          .unrunnable = isUnrunnable(job)};
}

bool isSilent(const ClientPoll& poll, std::int64_t now) {
  return now > poll.time && (now - poll.time) / 3 >= std::max(poll.interval, kLeastSilence / 3);
}

bool makesBackups(const Document& job) {
  const Array entries = job.arrayAt(at::kJobActions);
  if (!entries) return false;
  return std::ranges::any_of(entries, [](ValueRef entry) {
    const Object object = asObject(entry);
    return object && Document::viewOf(object).textAt(at::kEntryAction) == "backup";
  });
}

/// Whether a run of the job should have made a backup by now.
bool isBackupDue(const JobOverview& overview, const Document& job) {
  return (overview.ended || overview.overdueSince) && makesBackups(job);
}

SessionOverview sessionOf(const Record& record, const Document& session) {
  const Object jobs = session.objectAt(at::kMembers);
  return {.session_id = record.id,
          .project_id = record.project_id,
          .description = session.textAt(at::kDescription),
          .status = session.textAt(at::kStatus),
          .result = session.textAt(at::kResult),
          .jobCount = jobs ? static_cast<std::int64_t>(jobs.size()) : 0,
          .started = timeAt(session, at::kTimeStarted),
          .ended = timeAt(session, at::kTimeEnded)};
}

/// Builds an overview from one snapshot.
class Collector {
 public:
  Collector(Snapshot& snapshot, const Scope& scope, std::int64_t now, const Proceed& proceed)
      : snapshot_(snapshot), scope_(scope), proceed_(proceed) {
    overview_.now = now;
  }

  Result<Overview> collect() {
    for (const auto part : {&Collector::addClients, &Collector::addJobs, &Collector::addLastBackups,
                            &Collector::addPolls, &Collector::addSessions, &Collector::addDays}) {
      if (const Result<void> wanted = proceed_ ? proceed_() : Result<void>(); !wanted)
        return wanted.error();
      if (const Result<void> added = (this->*part)(); !added) return added.error();
    }
    return std::move(overview_);
  }

 private:
  using Visit = std::function<void(const Record&, const Document&)>;

  Result<void> forEach(Kind kind, const Visit& visit) {
    Query all;
    all.limit = kNoLimit;
    all.proceed = proceed_;
    const auto listed =
        snapshot_.list(resourceOf(kind), scope_, all, [&](Record& record) -> Result<void> {
          const auto document = documentOf(record);
          if (!document) return document.error();
          visit(record, document.value());
          return {};
        });
    if (!listed) return listed.error();
    return {};
  }

  Result<void> addClients() {
    return forEach(Kind::Client, [this](const Record& record, const Document& client) {
      clients_[record.id] = overview_.clients.size();
      overview_.clients.push_back({.client_id = record.id,
                                   .project_id = record.project_id,
                                   .description = client.textAt(at::kClientDescription),
                                   .lastReport = std::max(record.created_at, record.updated_at)});
    });
  }

  Result<void> addJobs() {
    return forEach(Kind::Job, [this](const Record& record, const Document& document) {
      JobOverview job = jobOf(record, document, overview_.now);
      add(overview_.jobs, job);
      if (ClientOverview* const client = clientOf(job.client_id)) {
        add(client->jobs, job);
        for (const auto& time : {job.started, job.ended})
          client->lastReport = std::max(client->lastReport, time.value_or(0));
        client->neverBackedUp = client->neverBackedUp || isBackupDue(job, document);
      }
      if (!isNotable(job)) return;
      job.nextRun = nextRun(document, record.updated_at, overview_.now);
      overview_.notableJobs.push_back(std::move(job));
    });
  }

  Result<void> addLastBackups() {
    const auto backups = snapshot_.lastBackups(scope_);
    if (!backups) return backups.error();
    for (const LastBackup& backup : backups.value()) {
      if (ClientOverview* const client = clientOf(backup.client_id))
        client->lastBackup = std::max(client->lastBackup.value_or(backup.time), backup.time);
    }
    for (ClientOverview& client : overview_.clients)
      client.neverBackedUp = client.neverBackedUp && !client.lastBackup;
    return {};
  }

  Result<void> addPolls() {
    const auto polls = snapshot_.lastPolls(scope_);
    if (!polls) return polls.error();
    for (const ClientPoll& poll : polls.value()) {
      ClientOverview* const client = clientOf(poll.client_id);
      if (client == nullptr) continue;
      client->lastSeen = poll.time;
      client->pollInterval = poll.interval;
      client->silent = isSilent(poll, overview_.now);
    }
    return {};
  }

  Result<void> addSessions() {
    return forEach(Kind::Session, [this](const Record& record, const Document& session) {
      overview_.sessions.push_back(sessionOf(record, session));
    });
  }

  Result<void> addDays() {
    const std::int64_t until = (overview_.now / kSecondsOfDay + 1) * kSecondsOfDay;
    const std::int64_t since = until - kDays * kSecondsOfDay;
    const auto days = snapshot_.backupsPerDay(scope_, since, until);
    if (!days) return days.error();
    for (std::int64_t day = 0; day < kDays; ++day)
      overview_.days.push_back({.start = since + day * kSecondsOfDay});
    for (const BackupDay& day : days.value())
      overview_.days.at(static_cast<std::size_t>((day.start - since) / kSecondsOfDay)) = day;
    return {};
  }

  /// Null if the client does not exist or is outside the scope.
  ClientOverview* clientOf(const std::string& client_id) {
    const auto found = clients_.find(client_id);
    return found == clients_.end() ? nullptr : &overview_.clients[found->second];
  }

  Snapshot& snapshot_;
  const Scope& scope_;
  const Proceed& proceed_;
  Overview overview_;
  std::unordered_map<std::string, std::size_t> clients_;  ///< Indexes in overview_.clients.
};

}  // namespace

Result<Overview> overviewOf(Snapshot& snapshot, const Scope& scope, std::int64_t now,
                            const Proceed& proceed) {
  return Collector(snapshot, scope, now, proceed).collect();
}

Result<JobOverview> overviewOf(const Record& job, std::int64_t now) {
  const auto document = documentOf(job);
  if (!document) return document.error();
  JobOverview overview = jobOf(job, document.value(), now);
  overview.nextRun = nextRun(document.value(), job.updated_at, now);
  return overview;
}

}  // namespace freezer
