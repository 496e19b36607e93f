#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/freezer.h"
#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// Applies an event to a job that was loaded, and stores it: "success", or
/// "start already requested" and so on when nothing had to change.
Result<std::string> applyEvent(Operation& operation, Stored job, JobEvent event);

/// Stores the action that `entry`, the one at `index` of a job's job_actions,
/// describes or refers to (spec, section 3), and returns the entry with the action's
/// id and members.
Result<Document> resolveAction(Operation& operation, const Document& entry, std::size_t index);

/// The ids of the actions that a stored job refers to.
std::vector<std::string> actionIdsOf(const Document& job);

/// Makes a record what `caller` may see: without job_schedule.current_pid unless
/// their project owns the job's client (spec, section 3).
Result<void> showJobTo(const Caller& caller, Record& job);

}  // namespace freezer
