#pragma once

#include <string_view>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/resource.h"

namespace freezer::cli {

// Each add function adds a command to the tree; `context` must outlive the command line.

// For the noun of each kind:
void addList(const Command& noun, const Resource& resource, Context& context);
void addShow(const Command& noun, const Resource& resource, Context& context);
void addCreate(const Command& noun, const Resource& resource, Context& context);
void addReplace(const Command& noun, const Resource& resource, Context& context);
void addPatch(const Command& noun, const Resource& resource, Context& context);
void addDelete(const Command& noun, const Resource& resource, Context& context);
void addEdit(const Command& noun, const Resource& resource, Context& context);

// For jobs: clone; start, stop, abort.
void addJobClone(const Command& jobs, Context& context);
void addJobEvents(const Command& jobs, Context& context);

// For jobs: follow.
void addJobFollow(const Command& jobs, Context& context);

// For sessions: start, end, add-job, remove-job.
void addSessionActions(const Command& sessions, Context& context);

// For the root:
void addStatus(const Command& root, Context& context);
void addServe(const Command& root, Context& context);
void addDb(const Command& root, Context& context);
void addExport(const Command& root, Context& context);
void addImport(const Command& root, Context& context);
void addSeed(const Command& root, Context& context);
void addUsers(const Command& root, Context& context);
void addProjects(const Command& root, Context& context);
void addTokens(const Command& root, Context& context);
void addConfig(const Command& root, Context& context);
void addPolicy(const Command& root, Context& context);
void addVersion(const Command& root, Context& context);
void addComplete(const Command& root, Context& context);
void addGenerate(const Command& root, Context& context);

/// The name of the ID of a document in the help: "JOB_ID".
std::string idName(const Resource& resource);

/// Prints the result of a change: `word`, or {"<kind>_id": id, "version": n} in the format of -f.
Result<void> answerChange(const Context& context, const Resource& resource, const Record& record,
                          const std::string& word);

/// Adds the examples for `verb` ("list") and `resource` to the help of `command`.
void addExamples(const Command& command, const Resource& resource, std::string_view verb);

}  // namespace freezer::cli
