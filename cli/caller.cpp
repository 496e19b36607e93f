#include "cli/caller.h"

#include <utility>
#include <vector>

#include "cli/parser/suggest.h"

namespace freezer::cli {
namespace {

Error unknownProject(const std::string& name, const std::vector<Project>& projects) {
  std::vector<std::string> names;
  names.reserve(projects.size());
  for (const Project& project : projects) names.push_back(project.name);
  return {ErrorCode::NotFound, "there is no project '" + name + "'" + didYouMean(name, names) +
                                   "; 'freezer-api projects create NAME' makes one, with --id "
                                   "for the project_id of existing documents"};
}

Result<std::string> projectIn(const Context& context, Freezer& freezer) {
  const std::string& given = context.config.project();
  if (!context.config.hasNamedProjects()) return given;
  const Result<Project> project = freezer.accounts().project(given);
  if (project) return project.value().id;
  if (project.error().code != ErrorCode::NotFound) return project.error();
  if (!context.isProjectGiven) return given;
  const Result<std::vector<Project>> all = freezer.accounts().projects();
  return all ? unknownProject(given, all.value()) : all.error();
}

/// `work` with the caller.
std::function<Result<void>(Freezer&)> asCaller(const Context& context, const CallerWork& work) {
  return [&context, &work](Freezer& freezer) -> Result<void> {
    const Result<std::string> project = projectIn(context, freezer);
    if (!project) return project.error();
    return work(freezer, context.callerIn(project.value()));
  };
}

}  // namespace

Result<void> changeAsCaller(const Context& context, const CallerWork& work) {
  return withFreezer(context, asCaller(context, work));
}

Result<void> readAsCaller(const Context& context, const CallerWork& work) {
  return readFreezer(context, asCaller(context, work));
}

Result<void> readAllProjects(const Context& context, const CallerWork& work) {
  return readFreezer(context, [&](Freezer& freezer) {
    const std::string& user = context.config.user();
    return work(freezer, {user, user, "", {Scope::By::Everyone, ""}});
  });
}

Result<std::string> projectId(const Context& context) {
  std::string id = context.config.project();
  if (!context.config.hasNamedProjects()) return id;
  const auto found = readAsCaller(context, [&](Freezer&, const Caller& caller) -> Result<void> {
    id = caller.project_id;
    return {};
  });
  if (!found) return found.error();
  return id;
}

}  // namespace freezer::cli
