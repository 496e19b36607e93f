#include "core/rules/overview_document.h"

#include <optional>
#include <string>
#include <vector>

namespace freezer {
namespace {

Value timeOrNull(const std::optional<std::int64_t>& time) {
  return time ? Value(*time) : Value();
}

std::string nameOf(JobState state) {
  switch (state) {
    case JobState::Waiting: return "waiting";
    case JobState::Scheduled: return "scheduled";
    case JobState::Running: return "running";
    case JobState::Stopped: return "stopped";
    case JobState::Completed: return "completed";
  }
  return {};
}

Object toObject(const JobCounts& counts) {
  Object object = Object::make();
  object.set("total", counts.total);
  object.set("running", counts.running);
  object.set("failed", counts.failed);
  object.set("stopped", counts.stopped);
  object.set("overdue", counts.overdue);
  object.set("unrunnable", counts.unrunnable);
  return object;
}

Object toObject(const ClientOverview& client) {
  Object object = Object::make();
  object.set("client_id", client.client_id);
  object.set("project_id", client.project_id);
  object.set("description", client.description);
  object.set("last_seen", timeOrNull(client.lastSeen));
  object.set("poll_interval", client.pollInterval);
  object.set("last_report", client.lastReport);
  object.set("last_backup", timeOrNull(client.lastBackup));
  object.set("silent", client.silent);
  object.set("never_backed_up", client.neverBackedUp);
  object.set("needs_attention", client.needsAttention());
  object.set("jobs", toObject(client.jobs));
  return object;
}

Object toObject(const JobOverview& job) {
  Object object = Object::make();
  object.set("job_id", job.job_id);
  object.set("client_id", job.client_id);
  object.set("project_id", job.project_id);
  object.set("description", job.description);
  object.set("state", nameOf(job.state));
  object.set("result", job.result);
  object.set("time_started", timeOrNull(job.started));
  object.set("time_ended", timeOrNull(job.ended));
  object.set("overdue_since", timeOrNull(job.overdueSince));
  object.set("unrunnable", job.unrunnable);
  object.set("next_run", timeOrNull(job.nextRun));
  return object;
}

Object toObject(const SessionOverview& session) {
  Object object = Object::make();
  object.set("session_id", session.session_id);
  object.set("project_id", session.project_id);
  object.set("description", session.description);
  object.set("status", session.status);
  object.set("result", session.result);
  object.set("job_count", session.jobCount);
  object.set("time_started", timeOrNull(session.started));
  object.set("time_ended", timeOrNull(session.ended));
  return object;
}

Object toObject(const BackupDay& day) {
  Object object = Object::make();
  object.set("start", day.start);
  object.set("backups", day.count);
  object.set("bytes", day.bytes);
  return object;
}

template <typename Entry>
Array toArray(const std::vector<Entry>& entries) {
  Array array = Array::make(entries.size());
  for (unsigned i = 0; i < entries.size(); ++i) array.set(i, toObject(entries[i]));
  return array;
}

}  // namespace

Document toDocument(const ClientOverview& client) {
  return Document::viewOf(toObject(client));
}

Document toDocument(const JobOverview& job) {
  return Document::viewOf(toObject(job));
}

Document toDocument(const Overview& overview) {
  Object object = Object::make();
  object.set("now", overview.now);
  object.set("clients", toArray(overview.clients));
  object.set("jobs", toObject(overview.jobs));
  object.set("notable_jobs", toArray(overview.notableJobs));
  object.set("sessions", toArray(overview.sessions));
  object.set("days", toArray(overview.days));
  return Document::viewOf(object);
}

}  // namespace freezer
