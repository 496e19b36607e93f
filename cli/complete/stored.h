#pragma once

#include "cli/complete/candidates.h"
#include "cli/context.h"
#include "core/resource.h"

namespace freezer::cli {

// Candidates from the configured store and from the policy. They load the settings. Without a store
// that can be read, they add nothing.

/// IDs of documents of the project.
void addIds(Candidates& found, Context& context, const Resource& resource);

// Names of users and projects of the builtin authentication.
void addUserNames(Candidates& found, Context& context);
void addProjectNames(Candidates& found, Context& context);

void addUserIds(Candidates& found, Context& context);

/// Also of projects that only have documents; with names where the commands take them.
void addProjectIds(Candidates& found, Context& context);

void addTokenIds(Candidates& found, Context& context);

// Names of the roles and rules of the policy.
void addRoles(Candidates& found, Context& context);
void addRules(Candidates& found, Context& context);

}  // namespace freezer::cli
