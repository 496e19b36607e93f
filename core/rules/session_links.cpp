#include "core/rules/session_links.h"

#include <utility>
#include <vector>

#include "core/json/document_reader.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

const Resource& kJobs = resourceOf(Kind::Job);
const Resource& kSessions = resourceOf(Kind::Session);
const Scope kEveryone = {Scope::By::Everyone, {}};

constexpr std::int64_t kNever = -1;

/// The entry of a job in its session.
ObjectPtr memberOf(const Document& job) {
  Document entry;
  entry.set("/client_id", job.textAt("/client_id"));
  entry.set("/status", job.textAt("/job_schedule/status"));
  entry.set("/result", job.textAt("/job_schedule/result"));
  entry.set("/time_started", job.integerAt("/job_schedule/time_started", kNever));
  entry.set("/time_ended", job.integerAt("/job_schedule/time_ended", kNever));
  return entry.object();
}

/// Replaces the schedule of a job, but not its times, status, result and event.
void takeSchedule(Document& job, const Document& session) {
  const auto isScheduleKey = [](const std::string& key) { return key.starts_with("schedule_"); };
  if (const ObjectPtr own = job.objectAt("/job_schedule")) {
    for (const auto& [key, value] : membersOf(own)) {
      if (isScheduleKey(key)) job.remove("/job_schedule/" + key);
    }
  }
  for (const auto& [key, value] : membersOf(session.objectAt("/schedule"))) {
    if (isScheduleKey(key)) job.set("/job_schedule/" + key, value);
  }
}

}  // namespace

std::string memberPointer(const std::string& job_id) {
  return "/jobs/" + job_id;
}

Result<void> addMember(Document& session, const Document& job) {
  const std::string job_id = job.textAt("/job_id");
  const ObjectPtr members = session.objectAt("/jobs");
  if (members && members->size() >= kMaxMembers && !members->has(job_id)) {
    return Error{ErrorCode::Unprocessable,
                 "a session has at most " + std::to_string(kMaxMembers) + " jobs"};
  }
  session.set(memberPointer(job_id), memberOf(job));
  return {};
}

Result<void> join(Document& job, Document& session) {
  if (const auto added = addMember(session, job); !added) return added;
  job.set("/session_id", session.textAt("/session_id"));
  job.set("/session_tag", session.integerAt("/session_tag", 0));
  takeSchedule(job, session);
  return {};
}

void leave(Document& job) {
  job.set("/session_id", std::string());
  job.set("/session_tag", 0);
  job.set("/job_schedule/event", std::string("stop"));
}

Result<void> followSession(Operation& operation, Change& change) {
  Document& job = change.after;
  const Document* const before = change.before;
  const std::string former = before == nullptr ? "" : before->textAt("/session_id");
  const std::string wanted = job.textAt("/session_id");
  if (wanted == former) {
    if (before != nullptr && !job.has("/session_tag")) {
      job.set("/session_tag", before->integerAt("/session_tag", 0));
    }
    return {};
  }
  const auto left = removeMember(operation, former, job.textAt("/job_id"));
  if (!left) return left;
  if (wanted.empty()) {
    leave(job);
    return {};
  }
  auto session = load(operation.transaction, kSessions, operation.caller.scope, wanted);
  if (!session) return session.error();
  if (!session.value()) {
    return Error{ErrorCode::Unprocessable,
                 notFound(kSessions, wanted).message,
                 {{"/session_id", "names no session"}}};
  }
  if (const auto joined = join(job, session.value()->document); !joined) return joined;
  const auto saved = save(operation, kSessions, *std::move(session).value());
  return saved ? Result<void>() : saved.error();
}

Result<void> removeMember(Operation& operation, const std::string& session_id,
                          const std::string& job_id) {
  if (session_id.empty()) return {};
  auto session = load(operation.transaction, kSessions, kEveryone, session_id);
  if (!session) return session.error();
  if (!session.value() || !session.value()->document.has(memberPointer(job_id))) return {};
  session.value()->document.remove(memberPointer(job_id));
  const auto saved = save(operation, kSessions, *std::move(session).value());
  return saved ? Result<void>() : saved.error();
}

Result<void> releaseMembers(Operation& operation, const Record& record) {
  const auto session = documentOf(record);
  if (!session) return session.error();
  const ObjectPtr members = session.value().objectAt("/jobs");
  if (!members) return {};
  for (const auto& [job_id, entry] : membersOf(members)) {
    auto job = load(operation.transaction, kJobs, kEveryone, job_id);
    if (!job) return job.error();
    if (!job.value() || job.value()->document.textAt("/session_id") != record.id) continue;
    leave(job.value()->document);
    const auto saved = save(operation, kJobs, *std::move(job).value());
    if (!saved) return saved.error();
  }
  return {};
}

}  // namespace freezer
