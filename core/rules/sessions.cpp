#include "core/rules/sessions.h"

#include "core/rules/records.h"
#include "core/rules/session_links.h"

namespace freezer {
namespace {

const Resource& kSessions = resourceOf(Kind::Session);
const Resource& kJobs = resourceOf(Kind::Job);

constexpr std::int64_t kHoldOffUnset = 60;  // Seconds, where a session has none.

Result<Stored> requireSession(Operation& operation, const std::string& session_id) {
  return require(operation.transaction, kSessions, operation.caller.scope, session_id);
}

Result<Stored> requireJob(Operation& operation, const std::string& job_id) {
  return require(operation.transaction, kJobs, operation.caller.scope, job_id);
}

Error notInSession(ErrorCode code, const std::string& session_id, const std::string& job_id) {
  return {code, "the job " + job_id + " is not in the session " + session_id};
}

void markStarted(Document& session, const std::string& job_id, std::int64_t now) {
  const std::string job = memberPointer(job_id);
  session.set(job + "/status", std::string("running"));
  session.set(job + "/result", std::string());
  session.set(job + "/time_started", now);
}

void beginRun(Document& session, std::int64_t now) {
  session.set("/session_tag", session.integerAt("/session_tag", 0) + 1);
  session.set("/time_start", now);
  session.set("/time_started", now);
  session.set("/status", std::string("running"));
  session.set("/result", std::string());
}

/// Ends the run when every job of it has ended.
void endRunIfComplete(Document& session, std::int64_t now) {
  bool succeeded = true;
  for (const auto& [job_id, value] : membersOf(session.objectAt("/jobs"))) {
    const Document job(asObject(value));
    if (job.textAt("/status") != "completed") return;
    if (job.textAt("/result") != "success") succeeded = false;
  }
  session.set("/status", std::string("completed"));
  session.set("/result", std::string(succeeded ? "success" : "fail"));
  session.set("/time_end", now);
  session.set("/time_ended", now);
}

/// Stores the session unless nothing was changed, and answers.
Result<SessionAnswer> answer(Operation& operation, Stored session, const std::string& result,
                             bool changed) {
  const SessionAnswer reply{result, session.document.integerAt("/session_tag", 0)};
  if (changed) {
    const auto saved = save(operation, kSessions, std::move(session));
    if (!saved) return saved.error();
  }
  return reply;
}

Result<void> prepareSession(Operation& /*operation*/, Change& change) {
  Document& session = change.after;
  const Document none;
  const Document& before = change.before == nullptr ? none : *change.before;
  if (change.before == nullptr) session.set("/status", std::string("active"));
  if (!session.has("/session_tag")) {
    session.set("/session_tag", before.integerAt("/session_tag", 0));
  }
  // Jobs come and go by their own routes alone.
  const ObjectPtr jobs = before.objectAt("/jobs");
  session.set("/jobs", jobs ? clone(before.at("/jobs")) : Value(newObject()));
  return {};
}

}  // namespace

Result<SessionAnswer> startSession(Operation& operation, const std::string& session_id,
                                   const std::string& job_id, std::int64_t tag) {
  auto stored = requireSession(operation, session_id);
  if (!stored) return stored.error();
  Document& session = stored.value().document;
  if (!session.has(memberPointer(job_id))) {
    return notInSession(ErrorCode::InvalidRequest, session_id, job_id);
  }
  const std::int64_t sessionTag = session.integerAt("/session_tag", 0);
  if (tag > sessionTag) {
    return Error{ErrorCode::InvalidRequest, "current_tag " + std::to_string(tag) +
                                                " is beyond the session's, which is " +
                                                std::to_string(sessionTag)};
  }
  const std::int64_t sinceStart = operation.now - session.integerAt("/time_start", 0);
  // A start in the future is one of another clock, and over.
  const bool inHoldOff =
      sinceStart >= 0 && sinceStart <= session.integerAt("/hold_off", kHoldOffUnset);
  const bool inStep = tag == sessionTag;
  // Within the hold-off a run is open for the jobs that have not seen it yet;
  // after it, a job that has seen the last run may begin the next.
  if (inHoldOff == inStep) {
    return answer(operation, std::move(stored).value(), inHoldOff ? "hold-off" : "out-of-sync",
                  false);
  }
  if (!inHoldOff) beginRun(session, operation.now);
  markStarted(session, job_id, operation.now);
  return answer(operation, std::move(stored).value(), "success", true);
}

Result<SessionAnswer> endSession(Operation& operation, const std::string& session_id,
                                 const std::string& job_id, const std::string& result) {
  auto stored = requireSession(operation, session_id);
  if (!stored) return stored.error();
  Document& session = stored.value().document;
  const std::string job = memberPointer(job_id);
  if (!session.has(job)) return notInSession(ErrorCode::InvalidRequest, session_id, job_id);
  session.set(job + "/status", std::string("completed"));
  session.set(job + "/result", result);
  session.set(job + "/time_ended", operation.now);
  endRunIfComplete(session, operation.now);
  return answer(operation, std::move(stored).value(), "success", true);
}

Result<void> addJob(Operation& operation, const std::string& session_id,
                    const std::string& job_id) {
  auto session = requireSession(operation, session_id);
  if (!session) return session.error();
  auto job = requireJob(operation, job_id);
  if (!job) return job.error();
  const std::string former = job.value().document.textAt("/session_id");
  if (former != session_id) {
    if (const auto left = removeMember(operation, former, job_id); !left) return left;
  }
  if (const auto joined = join(job.value().document, session.value().document); !joined) {
    return joined;
  }
  if (const auto saved = save(operation, kSessions, std::move(session).value()); !saved) {
    return saved.error();
  }
  if (const auto saved = save(operation, kJobs, std::move(job).value()); !saved) {
    return saved.error();
  }
  return {};
}

Result<void> removeJob(Operation& operation, const std::string& session_id,
                       const std::string& job_id) {
  auto session = requireSession(operation, session_id);
  if (!session) return session.error();
  auto job = requireJob(operation, job_id);
  if (!job) return job.error();
  if (!session.value().document.has(memberPointer(job_id))) {
    return notInSession(ErrorCode::NotFound, session_id, job_id);
  }
  session.value().document.remove(memberPointer(job_id));
  const bool member = job.value().document.textAt("/session_id") == session_id;
  if (member) leave(job.value().document);
  if (const auto saved = save(operation, kSessions, std::move(session).value()); !saved) {
    return saved.error();
  }
  if (!member) return {};
  if (const auto saved = save(operation, kJobs, std::move(job).value()); !saved) {
    return saved.error();
  }
  return {};
}

const Rules& sessionRules() {
  static constexpr Rules kRules = {prepareSession, nothingStored, releaseMembers};
  return kRules;
}

}  // namespace freezer
