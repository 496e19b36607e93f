#include "core/rules/sessions.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/pointers.h"
#include "core/rules/records.h"
#include "core/rules/session_links.h"
#include "core/rules/validation.h"
#include "core/text.h"

namespace freezer {
namespace {

constexpr std::string_view kResults[] = {"", "success", "fail", "aborted"};
constexpr std::int64_t kHoldOffUnset = 60;  // Seconds; for sessions without hold_off.

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
  session.set(job + std::string(at::kStatus), "running");
  session.set(job + std::string(at::kResult), "");
  session.set(job + std::string(at::kTimeStarted), now);
}

void beginRun(Document& session, std::int64_t now) {
  session.set(at::kSessionTag, successorOf(session.integerAt(at::kSessionTag, 0)));
  session.set(at::kTimeStart, now);
  session.set(at::kTimeStarted, now);
  session.set(at::kStatus, "running");
  session.set(at::kResult, "");
}

/// A start in the future was set by another clock; the hold-off is over.
bool isInHoldOff(const Document& session, std::int64_t now) {
  const std::int64_t start = session.integerAt(at::kTimeStart, 0);
  const std::int64_t holdOff = session.integerAt(at::kHoldOff, kHoldOffUnset);
  if (start > now || holdOff < 0) return false;
  // Clients can set any time: the difference may need more than 63 bits.
  const std::uint64_t sinceStart =
      static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(start);
  return sinceStart <= static_cast<std::uint64_t>(holdOff);
}

/// Ends the run if all its jobs have ended.
void endRunIfComplete(Document& session, std::int64_t now) {
  bool succeeded = true;
  for (const auto& [job_id, value] : session.objectAt(at::kMembers).copyOfMembers()) {
    const Document job = Document::viewOf(asObject(value));
    if (job.textAt(at::kStatus) != "completed") return;
    if (job.textAt(at::kResult) != "success") succeeded = false;
  }
  session.set(at::kStatus, "completed");
  session.set(at::kResult, std::string(succeeded ? "success" : "fail"));
  session.set(at::kTimeEnd, now);
  session.set(at::kTimeEnded, now);
}

/// Stores the session if it was changed, and returns the result.
Result<SessionAnswer> answer(Operation& operation, Stored session, const std::string& result,
                             bool changed) {
  const SessionAnswer reply{result, session.document.integerAt(at::kSessionTag, 0)};
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
  if (change.before == nullptr) session.set(at::kStatus, "active");
  if (!session.has(at::kSessionTag)) {
    session.set(at::kSessionTag, before.integerAt(at::kSessionTag, 0));
  }
  // Only their own routes add and remove jobs.
  const Object jobs = before.objectAt(at::kMembers);
  session.set(at::kMembers, jobs ? clone(before.at(at::kMembers)) : Value(Object::make()));
  return {};
}

/// Parses a tag: a number or, as sent by the freezer command, text.
std::optional<std::int64_t> tagOf(ValueRef value) {
  if (value.isInteger()) return value.integer();
  if (!value.isText()) return std::nullopt;
  return parseInteger(value.text());
}

}  // namespace

Result<SessionAction> parseSessionAction(const Document& body) {
  const auto name = onlyMember(body, R"({"start": {...}} or {"end": {...}})");
  if (!name) return name.error();
  if (name.value() != "start" && name.value() != "end") {
    return Error{ErrorCode::InvalidRequest, "the actions of a session are start and end"};
  }
  const bool ends = name.value() == "end";
  const Object object = body.objectAt("/" + name.value());
  if (!object) {
    return invalidDocument({{"/" + name.value(), "must be an object with job_id and current_tag"}});
  }
  const Document parameters = Document::viewOf(object);
  std::vector<Fault> faults;
  const auto fault = [&](const std::string& member, const std::string& message) {
    faults.push_back({"/" + name.value() + "/" + member, message});
  };

  SessionAction action;
  action.name = ends ? SessionAction::Name::End : SessionAction::Name::Start;
  action.job_id = parameters.textAt(at::kJobId);
  if (!isValidId(resourceOf(Kind::Job), action.job_id)) fault("job_id", "must be the id of a job");
  // The tag has no effect on an end.
  const auto tag = tagOf(parameters.at("/current_tag"));
  if (!ends && !tag) fault("current_tag", "must be an integer");
  action.current_tag = tag.value_or(0);
  action.result = parameters.textAt(at::kResult);
  if (ends && (!parameters.at(at::kResult).isText() ||
               std::ranges::find(kResults, action.result) == std::end(kResults))) {
    fault("result", R"(must be one of "success", "fail", "aborted" and "")");
  }
  if (!faults.empty()) return invalidDocument(std::move(faults));
  return action;
}

Result<SessionAnswer> startSession(Operation& operation, const std::string& session_id,
                                   const std::string& job_id, std::int64_t tag) {
  auto stored = requireSession(operation, session_id);
  if (!stored) return stored.error();
  Document& session = stored.value().document;
  if (!session.has(memberPointer(job_id))) {
    return notInSession(ErrorCode::InvalidRequest, session_id, job_id);
  }
  const std::int64_t sessionTag = session.integerAt(at::kSessionTag, 0);
  if (tag > sessionTag) {
    return Error{ErrorCode::InvalidRequest, "current_tag " + std::to_string(tag) +
                                                " is greater than the session_tag, " +
                                                std::to_string(sessionTag)};
  }
  const bool inHoldOff = isInHoldOff(session, operation.now);
  const bool inStep = tag == sessionTag;
  // During the hold-off, jobs that have not joined the run can join it. Afterwards, a job that has
  // the current tag can start the next run.
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
  session.set(job + std::string(at::kStatus), "completed");
  session.set(job + std::string(at::kResult), result);
  session.set(job + std::string(at::kTimeEnded), operation.now);
  endRunIfComplete(session, operation.now);
  return answer(operation, std::move(stored).value(), "success", true);
}

Result<void> addJob(Operation& operation, const std::string& session_id,
                    const std::string& job_id) {
  auto session = requireSession(operation, session_id);
  if (!session) return session.error();
  auto job = requireJob(operation, job_id);
  if (!job) return job.error();
  const std::string former = job.value().document.textAt(at::kSessionId);
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
  const bool member = job.value().document.textAt(at::kSessionId) == session_id;
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
  static constexpr Rules kRules = {
      .schedule = at::kSchedule, .prepare = prepareSession, .remove = releaseMembers};
  return kRules;
}

}  // namespace freezer
