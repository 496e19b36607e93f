#pragma once

#include <optional>
#include <string>

#include "core/caller.h"
#include "core/json/document.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// The trust that a job runs with, or none.
std::optional<Trust> trustOf(const Document& job);

/// Lets a job run with `trust`, or with none.
void setTrust(Document& job, const std::optional<Trust>& trust);

/// How a change of a job affects trusts.
struct TrustPlan {
  std::string project_id;        ///< The job's.
  bool isNeeded = false;         ///< The job goes to a central client that it was not with.
  std::optional<Trust> leaving;  ///< What it has now, and will not have.
};

/// What becomes of the trust of a job when it is stored as `body` or patched with
/// it, or removed where that is null. An id of no job, or none, is a new job.
Result<TrustPlan> planTrust(Snapshot& snapshot, const Caller& caller, const std::string& job_id,
                            const Document* body);

/// Whether a job of this project has the trust.
Result<bool> isTrustUsed(Snapshot& snapshot, const std::string& project_id, const Trust& trust);

}  // namespace freezer
