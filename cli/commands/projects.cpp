#include <memory>

#include "cli/commands/commands.h"
#include "cli/commands/identity_audit.h"
#include "cli/commands/removal.h"

namespace freezer::cli {
namespace {

struct ProjectOptions {
  std::string name;
  std::optional<std::string> id;
};

Result<void> createProject(const Context& context, const ProjectOptions& options) {
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const std::string id = options.id.value_or("");
    const Result<Project> project =
        auditedIdentity(context, {"create", "project", id, options.name},
                        freezer.accounts().createProject(options.name, id));
    if (!project) return project.error();
    context.out << project.value().id << '\n';
    return {};
  });
}

Item itemOf(const Project& project) {
  Item item;
  item.document.set("/id", project.id);
  item.document.set("/name", project.name);
  item.document.set("/created_at", project.created_at);
  return item;
}

ColumnSet projectColumns() {
  return {.usual = {{"id", "ID", "/id"},
                    {"name", "NAME", "/name"},
                    {"created_at", "CREATED", "/created_at", timeCell}},
          .others = {},
          .envelope = {}};
}

Result<std::vector<Item>> allProjects(Accounts& accounts) {
  const auto projects = accounts.projects();
  if (!projects) return projects.error();
  std::vector<Item> items;
  for (const Project& one : projects.value()) items.push_back(itemOf(one));
  return items;
}

Result<void> listProjects(const Context& context) {
  return readFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<std::vector<Item>> items = allProjects(freezer.accounts());
    if (!items) return items.error();
    return printList(context.output(), projectColumns(), items.value());
  });
}

Result<void> deleteProjects(const Context& context, const Removal& removal) {
  return withFreezer(context, [&](Freezer& freezer) {
    Accounts& accounts = freezer.accounts();
    const auto remove = [&](const std::string& name) {
      return withoutValue(
          auditedIdentity(context, {"delete", "project", {}, name}, accounts.deleteProject(name)));
    };
    return removal.run(context, {.verb = "delete",
                                 .done = "deleted",
                                 .noun = "project",
                                 .columns = projectColumns(),
                                 .all = [&accounts] { return allProjects(accounts); },
                                 .remove = remove});
  });
}

}  // namespace

void addProjects(const Command& root, Context& context) {
  const Command projects = root.add("projects", "Manage projects of the builtin authentication.");
  const Command create = projects.add("create", "Create a project and print its ID.");
  const auto options = std::make_shared<ProjectOptions>();
  create.required({"NAME", "Name of the project.", ""}, options->name);
  create.value({"--id",
                "ID of the project, which its documents refer to. Default: a new ID. For existing "
                "documents, give the project_id that they have.",
                "ID"},
               options->id);
  create.example("freezer-api projects create home");
  create.onRun(
      configured(context, [&context, options] { return createProject(context, *options); }));

  const Command list = projects.add("list", "List projects.");
  list.example("freezer-api projects list");
  list.onRun(configured(context, [&context] { return listProjects(context); }));

  const Command remove = projects.add(
      "delete", "Delete projects with their roles and tokens. Their documents are kept.");
  const auto removal = std::make_shared<Removal>();
  removal->declare(remove, {"PROJECT", "Names or IDs of the projects.", ""});
  remove.example("freezer-api projects delete home");
  remove.onRun(
      configured(context, [&context, removal] { return deleteProjects(context, *removal); }));
}

}  // namespace freezer::cli
