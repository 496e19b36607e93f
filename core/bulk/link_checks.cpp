#include "core/bulk/link_checks.h"

#include "core/pointers.h"
#include "core/rules/session_links.h"

namespace freezer::bulk {
namespace {

/// A job without times has empty strings in its session.
void repairTimes(Document entry) {
  for (const std::string_view time : {at::kTimeStarted, at::kTimeEnded}) {
    if (entry.has(time) && entry.at(time).isText() && entry.textAt(time).empty()) {
      entry.set(time, kNever);
    }
  }
}

/// Why a job is none of the session; empty: it is one.
Result<std::string> whyNoMember(const std::string& session_id, const std::string& job_id,
                                Neighbours& others) {
  const auto named = others.sessionOfJob(job_id);
  if (!named) return named.error();
  if (!named.value()) return std::string("which does not exist");
  return std::string(*named.value() == session_id ? "" : "which does not name the session");
}

/// Why an entry of a job must be left out; empty: it need not.
Result<std::string> whyNoEntry(const Document& entry, Neighbours& others) {
  if (entry.objectAt(at::kFreezerAction)) return std::string();
  const std::string action_id = entry.textAt(at::kActionId);
  const auto isAction = others.isAction(action_id);
  if (!isAction) return isAction.error();
  if (isAction.value()) return std::string();
  return "has no freezer_action, and the action " + quoted(action_id) + " does not exist: left out";
}

}  // namespace

Result<void> checkMembers(Draft& session, Neighbours& others) {
  const std::string session_id = session.document.textAt(at::kSessionId);
  const Object members = session.document.objectAt(at::kMembers);
  if (!members) return {};
  for (const auto& [job_id, entry] : members.copyOfMembers()) {
    const Object object = asObject(entry);
    const auto why = object ? whyNoMember(session_id, job_id, others)
                            : Result<std::string>(std::string("which is not an object"));
    if (!why) return why.error();
    if (why.value().empty()) {
      repairTimes(Document::viewOf(object));
      continue;
    }
    session.document.remove(memberPointer(job_id));
    session.notes.push_back("its entry of the job " + quoted(job_id) + ", " + why.value() +
                            ", is left out");
  }
  return {};
}

Result<void> checkSession(Draft& job, Neighbours& others) {
  const std::string session_id = job.document.textAt(at::kSessionId);
  if (session_id.empty()) return {};
  const auto owner = others.ownerOfSession(session_id);
  if (!owner) return owner.error();
  const bool isThere = owner.value().has_value();
  const bool isSeen =
      isThere && (owner.value()->project_id == job.document.textAt(at::kProjectId) ||
                  owner.value()->user_id == job.document.textAt(at::kUserId));
  if (isSeen) return {};
  job.document.set(at::kSessionId, "");
  job.document.set(at::kSessionTag, 0);
  job.notes.push_back("its session " + quoted(session_id) +
                      (isThere ? " belongs to others" : " does not exist") +
                      ": stored without a session");
  return {};
}

void completeOwner(const Document& job, Document entry) {
  for (const std::string_view owner : {at::kProjectId, at::kUserId}) {
    if (entry.at(owner).isNull()) entry.set(owner, job.at(owner));
  }
}

Result<void> checkEntries(Draft& job, Neighbours& others) {
  Array kept = Array::make();
  const Array entries = job.document.arrayAt(at::kJobActions);
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    const Object object = asObject(entries[i]);
    const auto why = object ? whyNoEntry(Document::viewOf(object), others)
                            : Result<std::string>(std::string("is not an object: left out"));
    if (!why) return why.error();
    if (why.value().empty()) {
      kept.add(object);
    } else {
      job.notes.push_back("entry " + std::to_string(i + 1) + " of job_actions " + why.value());
    }
  }
  job.document.set(at::kJobActions, kept);
  return {};
}

}  // namespace freezer::bulk
