#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "cli/commands/chosen_documents.h"
#include "cli/commands/client_jobs.h"
#include "cli/commands/commands.h"
#include "cli/input/document_input.h"
#include "cli/output/units.h"

namespace freezer::cli {
namespace {

using Ids = ChosenDocuments::Ids;

struct DeleteOptions {
  ChosenDocuments chosen;
  VersionGuard guard;
  bool withJobs = false;  ///< Of clients.
};

/// "deleted 3 jobs", or "deleted 2 of 3 jobs".
std::string deletedText(const Resource& resource, std::size_t deleted, std::size_t chosen) {
  const std::string some = deleted < chosen ? std::to_string(deleted) + " of " : "";
  return "deleted " + some + countText(chosen, resource.name);
}

/// Deletes the documents that a search found, many in each transaction.
Result<void> deleteFound(const Context& context, Freezer& freezer, const Caller& caller,
                         const Resource& resource, const Ids& ids) {
  constexpr std::size_t kAtOnce = 1000;
  std::size_t deleted = 0;
  for (std::size_t from = 0; from < ids.size(); from += kAtOnce) {
    const auto some = std::span(ids).subspan(from, std::min(kAtOnce, ids.size() - from));
    const auto removed = freezer.removeAll(resource, caller, some);
    if (!removed) {
      context.note(deletedText(resource, deleted, ids.size()));
      return removed.error();
    }
    deleted += static_cast<std::size_t>(removed.value());
  }
  const std::string reason = ": the others no longer exist or belong to other projects";
  context.note(deletedText(resource, deleted, ids.size()) + (deleted < ids.size() ? reason : ""));
  return {};
}

/// Deletes the named documents, up to the first failure.
Result<void> deleteNamed(const Context& context, Freezer& freezer, const Caller& caller,
                         const Resource& resource, const Ids& ids,
                         const Precondition& precondition) {
  std::size_t deleted = 0;
  Result<void> removed;
  while (removed && deleted < ids.size()) {
    removed = freezer.remove(resource, caller, ids[deleted], precondition);
    if (removed) ++deleted;
  }
  if (deleted > 0) context.note(deletedText(resource, deleted, ids.size()));
  return removed;
}

/// Says which jobs of clients stay when the clients are deleted, or which go with them. Returns the
/// jobs that go.
Result<Ids> tellJobs(const Context& context, const Freezer& freezer, const Caller& caller,
                     const Ids& clients, bool withJobs) {
  Result<Ids> jobs = jobsOfClients(freezer, caller, clients);
  if (!jobs || jobs.value().empty()) return jobs;
  const std::string leave = clients.size() == 1 ? "the client leaves " : "the clients leave ";
  const std::string count = countText(jobs.value().size(), "job");
  context.note((withJobs ? "--with-jobs also deletes " + count
                         : "without --with-jobs, " + leave + count + " behind") +
               ": " + firstIdsText(jobs.value()));
  return withJobs ? jobs : Ids();
}

Result<void> runDelete(const Context& context, const Resource& resource,
                       const DeleteOptions& options) {
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  const bool isSearch = options.chosen.isSearch();
  if (!precondition.value().versions.empty() && (isSearch || options.withJobs))
    return Error{ErrorCode::InvalidRequest, "--if-version needs IDs, and no --with-jobs"};
  Ids jobs;  // Deleted first: a second attempt still finds them by their client.
  const auto prepare = [&](const Freezer& freezer, const Caller& caller,
                           const Ids& ids) -> Result<std::string> {
    if (resource.kind != Kind::Client) return std::string();
    Result<Ids> found = tellJobs(context, freezer, caller, ids, options.withJobs);
    if (!found) return found.error();
    jobs = std::move(found).value();
    return jobs.empty() ? "" : " and " + countText(jobs.size(), "job");
  };
  const auto run = [&](Freezer& freezer, const Caller& caller, const Ids& ids) -> Result<void> {
    if (!jobs.empty()) {
      const auto deleted = deleteFound(context, freezer, caller, resourceOf(Kind::Job), jobs);
      if (!deleted) return deleted;
    }
    return isSearch ? deleteFound(context, freezer, caller, resource, ids)
                    : deleteNamed(context, freezer, caller, resource, ids, precondition.value());
  };
  return options.chosen.change(context, {.verb = "delete", .prepare = prepare, .run = run});
}

}  // namespace

void addDelete(const Command& noun, const Resource& resource, Context& context) {
  const Command remove =
      noun.add("delete", "Delete " + std::string(resource.plural) +
                             " by ID, or all that match a search. Nothing is deleted if an ID does "
                             "not exist. Asks for confirmation, except for a single ID.");
  const auto options = std::make_shared<DeleteOptions>();
  options->chosen.declare(remove, resource, "deleted");
  options->guard.declare(remove);
  if (resource.kind == Kind::Client)
    remove.flag({"--with-jobs", "Delete the jobs of the clients as well.", ""}, options->withJobs);
  addExamples(remove, resource, "delete");
  remove.onRun(configured(
      context, [&context, &resource, options] { return runDelete(context, resource, *options); }));
}

}  // namespace freezer::cli
