#include "core/rules/session_links.h"

#include <utility>
#include <vector>

#include "core/json/document_reader.h"
#include "core/pointers.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

/// The entry of a job in its session.
Object memberOf(const Document& job) {
  Document entry;
  entry.set(at::kClientId, job.textAt(at::kClientId));
  entry.set(at::kStatus, job.textAt(at::kJobStatus));
  entry.set(at::kResult, job.textAt(at::kJobResult));
  entry.set(at::kTimeStarted, job.integerAt(at::kJobTimeStarted, kNever));
  entry.set(at::kTimeEnded, job.integerAt(at::kJobTimeEnded, kNever));
  return entry.object();
}

/// Copies the schedule of the session, but not times, status, result and event.
void takeSchedule(Document& job, const Document& session) {
  if (const Object own = job.objectAt(at::kJobSchedule)) {
    for (const auto& [key, value] : own.copyOfMembers()) {
      if (isScheduleKey(key)) job.remove(at::member(at::kJobSchedule, key));
    }
  }
  for (const auto& [key, value] : session.objectAt(at::kSchedule).copyOfMembers()) {
    if (isScheduleKey(key)) job.set(at::member(at::kJobSchedule, key), value);
  }
}

}  // namespace

std::string memberPointer(const std::string& job_id) {
  return at::member(at::kMembers, escapePointer(job_id));
}

Result<void> addMember(Document& session, const Document& job) {
  const std::string job_id = job.textAt(at::kJobId);
  const Object members = session.objectAt(at::kMembers);
  if (members && members.size() >= kMaxMembers && !members.has(job_id)) {
    return Error{ErrorCode::Unprocessable,
                 "a session has at most " + std::to_string(kMaxMembers) + " jobs"};
  }
  session.set(memberPointer(job_id), memberOf(job));
  return {};
}

Result<void> join(Document& job, Document& session) {
  if (const auto added = addMember(session, job); !added) return added;
  job.set(at::kSessionId, session.textAt(at::kSessionId));
  job.set(at::kSessionTag, session.integerAt(at::kSessionTag, 0));
  takeSchedule(job, session);
  return {};
}

void leave(Document& job) {
  job.set(at::kSessionId, "");
  job.set(at::kSessionTag, 0);
  job.set(at::kJobEvent, "stop");
}

Result<void> followSession(Operation& operation, Change& change) {
  Document& job = change.after;
  const Document* const before = change.before;
  const std::string former = before == nullptr ? "" : before->textAt(at::kSessionId);
  const std::string wanted = job.textAt(at::kSessionId);
  if (wanted == former) {
    if (before != nullptr && !job.has(at::kSessionTag)) {
      job.set(at::kSessionTag, before->integerAt(at::kSessionTag, 0));
    }
    return {};
  }
  const auto left = removeMember(operation, former, job.textAt(at::kJobId));
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
                 {{std::string(at::kSessionId), "is not the id of a session"}}};
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
  const Object members = session.value().objectAt(at::kMembers);
  if (!members) return {};
  for (const auto& [job_id, entry] : members.copyOfMembers()) {
    auto job = load(operation.transaction, kJobs, kEveryone, job_id);
    if (!job) return job.error();
    if (!job.value() || job.value()->document.textAt(at::kSessionId) != record.id) continue;
    leave(job.value()->document);
    const auto saved = save(operation, kJobs, *std::move(job).value());
    if (!saved) return saved.error();
  }
  return {};
}

}  // namespace freezer
