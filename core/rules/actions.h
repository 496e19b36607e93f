#pragma once

#include <optional>
#include <string>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// Stores the action described by `entry`, one of a job's job_actions, under `id`, and returns its
/// document.
Result<Document> createAction(Operation& operation, const Document& entry, const std::string& id);

/// Whether so many jobs refer to an action that changeJobsAhead() takes steps.
Result<bool> isSharedByMany(Snapshot& snapshot, const std::string& action_id);

/// Begins the change of `action` to `after`, or without `after` its removal, with a step of the
/// jobs that refer to it, if they are many: other writers do not wait for all of them. Returns what
/// it has reached, with Operation::reached; none if few jobs are left, which the rules of the
/// action change together with it. If the change does not come to its end, it must be repeated.
Result<std::optional<ReachedJobs>> changeJobsAhead(Operation& operation, const Stored& action,
                                                   const Document* after);

const Rules& actionRules();

}  // namespace freezer
