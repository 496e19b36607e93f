#pragma once

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "core/resource.h"

namespace freezer::cli {

// Each of these adds a word to the tree, with its options and what it does;
// `context` must outlive the command line.

// Below the noun of any kind:
void addList(const Command& noun, const Resource& resource, Context& context);
void addShow(const Command& noun, const Resource& resource, Context& context);
void addCreate(const Command& noun, const Resource& resource, Context& context);
void addReplace(const Command& noun, const Resource& resource, Context& context);
void addPatch(const Command& noun, const Resource& resource, Context& context);
void addDelete(const Command& noun, const Resource& resource, Context& context);

// Below jobs: start, stop, abort.
void addJobEvents(const Command& jobs, Context& context);

// Below sessions: start, end, add-job, remove-job.
void addSessionActions(const Command& sessions, Context& context);

// Below the root:
void addStatus(const Command& root, Context& context);
void addServe(const Command& root, Context& context);
void addDb(const Command& root, Context& context);
void addExport(const Command& root, Context& context);
void addImport(const Command& root, Context& context);
void addSeed(const Command& root, Context& context);
void addUsers(const Command& root, Context& context);
void addProjects(const Command& root, Context& context);
void addTokens(const Command& root, Context& context);
void addPolicy(const Command& root, Context& context);
void addVersion(const Command& root, Context& context);
void addGenerate(const Command& root, Context& context);

/// "JOB_ID": what stands for the id of a document in the help.
std::string idName(const Resource& resource);

/// Answers a change: `word`, or {"<kind>_id": id, "version": n} where -f says how.
Result<void> answerChange(const Context& context, const Resource& resource, const Record& record,
                          const std::string& word);

}  // namespace freezer::cli
