#pragma once

#include <string>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/rules.h"
#include "core/store/store.h"

namespace freezer {

// The link between a job and its session has two ends: `session_id` in the job, and the member of
// `jobs` in the session. These functions keep both ends consistent whenever one of them changes
// (freezer-api-rest(7), "Sessions"). The other end is searched in all projects, because a job and
// its session may belong to different projects of one user.

/// Whether a member of a schedule says when jobs run. The others are the state of a job.
constexpr bool isScheduleKey(std::string_view key) {
  return key.starts_with("schedule_");
}

/// The JSON pointer to the entry of a job in its session. An imported session may list anything.
std::string memberPointer(const std::string& job_id);

/// Adds the entry of a job to a session. Unprocessable if the session is full.
Result<void> addMember(Document& session, const Document& job);

/// Adds a job to a session; changes both documents. Unprocessable if the session is full.
Result<void> join(Document& job, Document& session);

/// Removes the session from the document of a job, and requests a stop of the job.
void leave(Document& job);

/// Updates sessions after a change of a job's session_id. If session_id is unchanged, does nothing,
/// even if the session does not list the job. Unprocessable if the caller cannot see the new
/// session.
Result<void> followSession(Operation& operation, Change& change);

/// Removes a job from the `jobs` of a session, if the session exists and lists the job.
Result<void> removeMember(Operation& operation, const std::string& session_id,
                          const std::string& job_id);

/// Removes all jobs from a session before it is deleted.
Result<void> releaseMembers(Operation& operation, const Record& session);

}  // namespace freezer
