#include <memory>

#include "cli/commands/commands.h"
#include "cli/commands/identity_audit.h"
#include "cli/commands/removal.h"
#include "cli/config/load.h"
#include "cli/input/prompt.h"
#include "cli/input/role.h"

namespace freezer::cli {
namespace {

struct UserOptions {
  std::string name;
  std::optional<std::string> id;
  PasswordInput password;
};

struct RoleOptions {
  std::string user;
  std::string project;
  std::string role;
};

Result<void> createUser(const Context& context, const UserOptions& options) {
  const Result<std::string> password = options.password.read(context, options.name);
  if (!password) return password.error();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const std::string id = options.id.value_or("");
    const Result<User> user =
        auditedIdentity(context, {"create", "user", id, options.name},
                        freezer.accounts().createUser(options.name, id, password.value()));
    if (!user) return user.error();
    context.out << user.value().id << '\n';
    return {};
  });
}

Result<void> setPassword(const Context& context, const UserOptions& options) {
  const Result<std::string> password = options.password.read(context, options.name);
  if (!password) return password.error();
  return withFreezer(context, [&](Freezer& freezer) {
    return withoutValue(
        auditedIdentity(context, {"set-password", "user", {}, options.name},
                        freezer.accounts().setPassword(options.name, password.value())));
  });
}

/// "backup: member, reader"
Cell rolesCell(ValueRef roles) {
  std::string text;
  std::string last;
  for (const ValueRef entry : asArray(roles)) {
    const Document role = Document::viewOf(asObject(entry));
    const std::string project = role.textAt("/project_name");
    if (project == last) {
      text.append(", ");
    } else {
      text.append(text.empty() ? "" : "; ").append(project).append(": ");
    }
    text.append(role.textAt("/role"));
    last = project;
  }
  return {text};
}

Item itemOf(const UserDetails& details) {
  Array roles = Array::make(details.roles.size());
  for (unsigned i = 0; i < details.roles.size(); ++i) {
    const UserDetails::Role& role = details.roles[i];
    Document entry;
    entry.set("/project_id", role.project.id);
    entry.set("/project_name", role.project.name);
    entry.set("/role", role.role);
    roles.set(i, entry.object());
  }
  Item item;
  item.document.set("/id", details.user.id);
  item.document.set("/name", details.user.name);
  item.document.set("/created_at", details.user.created_at);
  item.document.set("/roles", roles);
  return item;
}

ColumnSet userColumns() {
  return {.usual = {{"id", "ID", "/id"},
                    {"name", "NAME", "/name"},
                    {"roles", "ROLES", "/roles", rolesCell},
                    {"created_at", "CREATED", "/created_at", timeCell}},
          .others = {},
          .envelope = {}};
}

Result<std::vector<Item>> allUsers(Accounts& accounts) {
  const auto users = accounts.users();
  if (!users) return users.error();
  std::vector<Item> items;
  for (const UserDetails& one : users.value()) items.push_back(itemOf(one));
  return items;
}

Result<void> listUsers(const Context& context) {
  return readFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<std::vector<Item>> items = allUsers(freezer.accounts());
    if (!items) return items.error();
    return printList(context.output(), userColumns(), items.value());
  });
}

Result<void> deleteUsers(const Context& context, const Removal& removal) {
  return withFreezer(context, [&](Freezer& freezer) {
    Accounts& accounts = freezer.accounts();
    const auto remove = [&](const std::string& name) {
      return withoutValue(
          auditedIdentity(context, {"delete", "user", {}, name}, accounts.deleteUser(name)));
    };
    return removal.run(context, {.verb = "delete",
                                 .done = "deleted",
                                 .noun = "user",
                                 .columns = userColumns(),
                                 .all = [&accounts] { return allUsers(accounts); },
                                 .remove = remove});
  });
}

using ChangeRole = Result<RoleAssignment> (Accounts::*)(const std::string& user,
                                                        const std::string& project,
                                                        const std::string& role);

/// Calls `change`, whose name in the audit log is `verb`.
Result<void> changeRole(const Context& context, std::string_view verb, const RoleOptions& options,
                        ChangeRole change) {
  const RoleAssignment asked{options.user, options.project, options.role};
  return withFreezer(context, [&](Freezer& freezer) {
    return withoutValue(
        auditedIdentity(context, subjectOf(verb, asked),
                        (freezer.accounts().*change)(options.user, options.project, options.role)));
  });
}

/// A role that no rule names would give no access. Roles that were granted under another policy can
/// be revoked.
Result<void> grantRole(const Context& context, const RoleOptions& options) {
  const Result<Policy> policy = loadPolicy(context.config);
  if (!policy) return policy.error();
  if (const auto known = checkRole(policy.value(), "--role", options.role); !known) return known;
  return changeRole(context, "grant", options, &Accounts::grant);
}

Result<void> revokeRole(const Context& context, const RoleOptions& options) {
  return changeRole(context, "revoke", options, &Accounts::revoke);
}

using RunRoleChange = Result<void> (*)(const Context& context, const RoleOptions& options);

void addRoleChange(const Command& users, Context& context, const char* name, const char* help,
                   RunRoleChange run) {
  const Command command = users.add(name, help);
  const auto options = std::make_shared<RoleOptions>();
  command.required({"USER", "Name or ID of the user.", ""}, options->user);
  command.required({"--project", "Name or ID of the project.", "PROJECT"}, options->project);
  command.required({"--role",
                    "Role: reader, member, admin, service or another that a rule of the policy "
                    "names.",
                    "ROLE"},
                   options->role);
  command.example(std::string("freezer-api users ") + name + " alice --project home --role member");
  command.onRun(configured(context, [&context, options, run] { return run(context, *options); }));
}

void addCreate(const Command& users, Context& context) {
  const Command create = users.add("create", "Create a user and print the ID.");
  const auto options = std::make_shared<UserOptions>();
  create.required({"NAME", "Login name of the user.", ""}, options->name);
  create.value({"--id", "ID of the user. Default: a new ID.", "ID"}, options->id);
  options->password.declare(create);
  create.example("freezer-api users create alice --password-file /root/alice.password");
  create.onRun(configured(context, [&context, options] { return createUser(context, *options); }));
}

void addSetPassword(const Command& users, Context& context) {
  const Command command =
      users.add("set-password", "Change the password of a user and revoke the user's tokens.");
  const auto options = std::make_shared<UserOptions>();
  command.required({"USER", "Name or ID of the user.", ""}, options->name);
  options->password.declare(command);
  command.example("freezer-api users set-password alice");
  command.onRun(
      configured(context, [&context, options] { return setPassword(context, *options); }));
}

void addDelete(const Command& users, Context& context) {
  const Command command =
      users.add("delete", "Delete users with their roles and tokens. Their documents are kept.");
  const auto removal = std::make_shared<Removal>();
  removal->declare(command, {"USER", "Names or IDs of the users.", ""});
  command.example("freezer-api users delete alice bob");
  command.onRun(
      configured(context, [&context, removal] { return deleteUsers(context, *removal); }));
}

}  // namespace

void addUsers(const Command& root, Context& context) {
  const Command users = root.add("users", "Manage users of the builtin authentication.");
  addCreate(users, context);
  const Command list = users.add("list", "List users and their roles.");
  list.example("freezer-api users list -f value -c name");
  list.onRun(configured(context, [&context] { return listUsers(context); }));
  addSetPassword(users, context);
  addDelete(users, context);
  addRoleChange(users, context, "grant", "Grant a user a role in a project.", grantRole);
  addRoleChange(users, context, "revoke", "Revoke a user's role in a project.", revokeRole);
}

}  // namespace freezer::cli
