#pragma once

#include <string>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/rules.h"

namespace freezer {

/// Stores the action described by `entry`, one of a job's job_actions, under `id`, and returns its
/// document.
Result<Document> createAction(Operation& operation, const Document& entry, const std::string& id);

const Rules& actionRules();

}  // namespace freezer
