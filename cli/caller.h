#pragma once

#include <functional>
#include <string>

#include "cli/context.h"

namespace freezer::cli {

// The identity of --user and --project, in the store that a command works on. The project is an ID.
// With projects of the store (the strategy builtin) it is a name or an ID, and NotFound if the
// store does not have it; only the default of the setting may be missing.

using CallerWork = std::function<Result<void>(Freezer&, const Caller&)>;

/// As withFreezer(), for work in the project of the caller.
Result<void> changeAsCaller(const Context& context, const CallerWork& work);

/// As readFreezer(), for work in the project of the caller.
Result<void> readAsCaller(const Context& context, const CallerWork& work);

/// As readFreezer(), for a caller who sees the documents of all projects.
Result<void> readAllProjects(const Context& context, const CallerWork& work);

/// The ID of the project, for what must know it before the store is open. Opens the store if the
/// project can be a name.
Result<std::string> projectId(const Context& context);

}  // namespace freezer::cli
