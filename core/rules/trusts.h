#pragma once

#include <optional>
#include <string>

#include "core/caller.h"
#include "core/json/document.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// The trust of a job, or none.
std::optional<Trust> trustOf(const Document& job);

/// Sets or removes the trust of a job.
void setTrust(Document& job, const std::optional<Trust>& trust);

/// How a change of a job affects trusts.
struct TrustPlan {
  std::string project_id;        ///< The project of the job.
  bool isNeeded = false;         ///< The job is assigned to another central client than before.
  std::optional<Trust> leaving;  ///< The current trust, if the job will not keep it.
};

/// The effect on the trust of a job when it is replaced by or patched with `body`, or deleted
/// (null). If `job_id` is empty or does not exist, a job is created.
Result<TrustPlan> planTrust(Snapshot& snapshot, const Caller& caller, const std::string& job_id,
                            const Document* body);

/// Whether a job of this project uses the trust.
Result<bool> isTrustUsed(Snapshot& snapshot, const std::string& project_id, const Trust& trust);

}  // namespace freezer
