#include "core/policy/default_rules.h"

namespace freezer {
namespace {

constexpr std::string_view kRead = "rule:admin_or_reader_or_service";
constexpr std::string_view kWrite = "rule:admin_or_owner";
constexpr std::string_view kEverywhere = "rule:admin_or_service";

constexpr DefaultRule kRules[] = {
    {"context_is_admin", "role:admin", "An administrator."},
    {"project_member", "role:member and project_id:%(project_id)s", "A member of the project."},
    {"project_reader", "role:reader and project_id:%(project_id)s", "A reader of the project."},
    {"admin_or_owner", "rule:context_is_admin or rule:project_member",
     "Callers with write access to the project."},
    {"admin_or_service", "role:admin or role:service", "Callers with access to all projects."},
    {"admin_or_reader_or_service",
     "rule:admin_or_service or rule:project_member or rule:project_reader",
     "Callers with read access to the project."},

    {"backups:get_all", kRead, "List backups."},
    {"backups:create", kWrite, "Register a backup."},
    {"backups:get", kRead, "Show a backup."},
    {"backups:update", kWrite, "Change the metadata of a backup."},
    {"backups:delete", kWrite, "Delete the metadata of a backup."},

    {"clients:get_all", kRead, "List clients."},
    {"clients:create", kWrite, "Register a client."},
    {"clients:create_central", kEverywhere,
     "Register a central client, which runs jobs of every project."},
    {"clients:get", kRead, "Show a client."},
    {"clients:update", kWrite, "Change a client."},
    {"clients:delete", kWrite, "Delete a client."},

    {"jobs:get_all", kRead, "List jobs."},
    {"jobs:get_all_projects", kEverywhere, "List the jobs of all projects."},
    {"jobs:create", kWrite, "Create or replace a job."},
    {"jobs:get", kRead, "Show a job."},
    {"jobs:update", kWrite, "Change a job."},
    {"jobs:delete", kWrite, "Delete a job."},
    {"jobs:event:create", kWrite, "Start, stop or abort a job."},

    {"actions:get_all", kRead, "List actions."},
    {"actions:create", kWrite, "Create an action."},
    {"actions:get", kRead, "Show an action."},
    {"actions:update", kWrite, "Change an action."},
    {"actions:replace", kWrite, "Replace an action."},
    {"actions:delete", kWrite, "Delete an action."},

    {"sessions:get_all", kRead, "List sessions."},
    {"sessions:create", kWrite, "Create a session."},
    {"sessions:get", kRead, "Show a session."},
    {"sessions:update", kWrite, "Change a session."},
    {"sessions:replace", kWrite, "Replace a session."},
    {"sessions:delete", kWrite, "Delete a session."},
    {"sessions:action:create", kWrite, "Start or end a session."},
    {"sessions:job:add", kWrite, "Add a job to a session."},
    {"sessions:job:remove", kWrite, "Remove a job from a session."},

    {"overview:get", kRead, "Show the state of clients, jobs, sessions and recent backups."},
};

}  // namespace

std::span<const DefaultRule> defaultRules() {
  return kRules;
}

}  // namespace freezer
