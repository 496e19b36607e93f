#pragma once

#include <string>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/rules.h"
#include "core/store/store.h"

namespace freezer {

// The link between a job and its session has two ends: `session_id` in the job, and the member
// of `jobs` in the session. These functions keep both in agreement, whatever operation changes
// one of them (freezer-api-rest(7), "Sessions"). The other end is found in any project: a job
// and its session may belong to two projects of one user.

/// The JSON pointer to the entry of a job in its session.
std::string memberPointer(const std::string& job_id);

/// Adds the entry of a job to a session. Unprocessable when the session is full.
Result<void> addMember(Document& session, const Document& job);

/// Adds a job to a session: both documents change. Unprocessable when the session is full.
Result<void> join(Document& job, Document& session);

/// Takes a job out of its session, in the document of the job, and asks its scheduler to stop it.
void leave(Document& job);

/// Makes the session follow a change of a job's session_id. An unchanged session_id changes
/// nothing, even if only this end of the link exists. Unprocessable when the caller cannot see
/// the new session.
Result<void> followSession(Operation& operation, Change& change);

/// Takes a job out of the `jobs` of a session, if the session exists and lists the job.
Result<void> removeMember(Operation& operation, const std::string& session_id,
                          const std::string& job_id);

/// Takes every job out of a session that is about to be removed.
Result<void> releaseMembers(Operation& operation, const Record& session);

}  // namespace freezer
