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

/// Stores the action that `entry`, the one at `index` of a job's job_actions,
/// describes or refers to (freezer-api-rest(7), "Jobs"), and returns the entry with the action's
/// id and members.
Result<Document> resolveAction(Operation& operation, const Document& entry, std::size_t index);

/// The ids of the actions that a stored job refers to.
std::vector<std::string> actionIdsOf(const Document& job);

/// Removes from a record what `caller` may not see: without job_schedule.current_pid unless
/// their project owns the job's client (freezer-api-rest(7), "Jobs").
Result<void> showJobTo(const Caller& caller, Record& job);

const Rules& jobRules();

}  // namespace freezer
