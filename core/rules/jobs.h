#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/caller.h"
#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// Stores the action that `entry`, at `index` of a job's job_actions, describes or refers to
/// (freezer-api-rest(7), "Jobs"), and returns the entry with the ID and members of the action.
Result<Document> resolveAction(Operation& operation, const Document& entry, std::size_t index);

/// The IDs of the actions in a stored job.
std::vector<std::string> actionIdsOf(const Document& job);

/// Removes the parts of a record that `caller` must not see: job_schedule.current_pid, unless the
/// caller's project owns the client of the job (freezer-api-rest(7), "Jobs").
Result<void> showJobTo(const Caller& caller, Record& job);

const Rules& jobRules();

}  // namespace freezer
