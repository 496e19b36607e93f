#include "core/identity/accounts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/identity/names.h"
#include "core/identity/secrets.h"
#include "core/rules/validation.h"
#include "core/text.h"
#include "core/uuid.h"

namespace freezer {
namespace {

constexpr std::size_t kLongestName = 255;

/// IDs and roles have the same format as IDs of documents.
bool isId(std::string_view text) {
  return isValidId(resourceOf(Kind::Job), text);
}

Result<void> checkName(std::string_view kind, const std::string& name) {
  const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (!name.empty() && name.size() <= kLongestName && std::ranges::none_of(name, isControl)) {
    return {};
  }
  return Error{ErrorCode::InvalidRequest,
               "the name of a " + std::string(kind) +
                   " must have 1 to 255 characters, without control characters"};
}

/// The requested ID, or a new one.
Result<std::string> chooseId(const std::string& wished) {
  if (wished.empty()) return newId();
  if (isId(wished)) return wished;
  return Error{ErrorCode::InvalidRequest,
               "an id must be 1 to 255 letters, digits, _ and -, not " + excerpt(wished)};
}

Result<std::string> normalRole(const std::string& role) {
  if (!isId(role)) {
    return Error{ErrorCode::InvalidRequest,
                 "a role must be 1 to 255 letters, digits, _ and -, not " + excerpt(role)};
  }
  return lowered(role);
}

Result<void> checkPassword(std::string_view password) {
  if (!password.empty() && password.size() <= kLongestPassword) return {};
  return Error{ErrorCode::InvalidRequest, "a password must have 1 to 4096 bytes"};
}

Result<RoleAssignment> assignmentNamed(IdentityView& view, const std::string& user,
                                       const std::string& project, const std::string& role) {
  auto normal = normalRole(role);
  if (!normal) return normal.error();
  auto whose = userNamed(view, user);
  if (!whose) return whose.error();
  auto where = projectNamed(view, project);
  if (!where) return where.error();
  return RoleAssignment{std::move(whose).value().id, std::move(where).value().id,
                        std::move(normal).value()};
}

}  // namespace

Accounts::Accounts(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

Result<User> Accounts::createUser(const std::string& name, const std::string& id,
                                  std::string_view password) {
  if (const auto checked = checkName("user", name); !checked) return checked.error();
  if (const auto checked = checkPassword(password); !checked) return checked.error();
  const auto chosen = chooseId(id);
  if (!chosen) return chosen.error();
  const User user = {chosen.value(), name, hashPassword(password), clock_()};
  return writeTo(store_, [&](Transaction& transaction) -> Result<User> {
    const auto inserted = transaction.identity().insert(user);
    if (!inserted) return inserted.error();
    return user;
  });
}

Result<Project> Accounts::createProject(const std::string& name, const std::string& id) {
  if (const auto checked = checkName("project", name); !checked) return checked.error();
  const auto chosen = chooseId(id);
  if (!chosen) return chosen.error();
  const Project project = {chosen.value(), name, clock_()};
  return writeTo(store_, [&](Transaction& transaction) -> Result<Project> {
    const auto inserted = transaction.identity().insert(project);
    if (!inserted) return inserted.error();
    return project;
  });
}

Result<std::vector<UserDetails>> Accounts::users() const {
  return readFrom(store_, [](Snapshot& view) -> Result<std::vector<UserDetails>> {
    const auto users = view.identity().users();
    if (!users) return users.error();
    const auto projects = view.identity().projects();
    if (!projects) return projects.error();
    const auto assignments = view.identity().roleAssignments();
    if (!assignments) return assignments.error();

    std::map<std::string_view, const Project*> byId;
    for (const Project& project : projects.value()) byId[project.id] = &project;
    std::map<std::string_view, std::vector<UserDetails::Role>> roles;
    for (const RoleAssignment& one : assignments.value()) {
      roles[one.user_id].push_back({*byId.at(one.project_id), one.role});
    }
    std::vector<UserDetails> all;
    for (const User& user : users.value()) all.push_back({user, roles[user.id]});
    return all;
  });
}

Result<std::vector<Project>> Accounts::projects() const {
  return readFrom(store_, [](Snapshot& view) { return view.identity().projects(); });
}

Result<Project> Accounts::project(const std::string& project) const {
  return readFrom(store_, [&](Snapshot& view) { return projectNamed(view.identity(), project); });
}

Result<User> Accounts::setPassword(const std::string& user, std::string_view password) {
  if (const auto checked = checkPassword(password); !checked) return checked.error();
  const std::string hash = hashPassword(password);
  return writeTo(store_, [&](Transaction& transaction) -> Result<User> {
    IdentityTables& tables = transaction.identity();
    auto found = userNamed(tables, user);
    if (!found) return found;
    if (const auto set = tables.setPasswordHash(found.value().id, hash); !set) return set.error();
    const auto revoked = tables.removeTokensOf(found.value().id);
    return revoked ? found : revoked.error();
  });
}

Result<User> Accounts::deleteUser(const std::string& user) {
  return writeTo(store_, [&](Transaction& transaction) -> Result<User> {
    auto found = userNamed(transaction.identity(), user);
    if (!found) return found;
    const auto removed = transaction.identity().removeUser(found.value().id);
    return removed ? found : removed.error();
  });
}

Result<Project> Accounts::deleteProject(const std::string& project) {
  return writeTo(store_, [&](Transaction& transaction) -> Result<Project> {
    auto found = projectNamed(transaction.identity(), project);
    if (!found) return found;
    const auto removed = transaction.identity().removeProject(found.value().id);
    return removed ? found : removed.error();
  });
}

Result<RoleAssignment> Accounts::grant(const std::string& user, const std::string& project,
                                       const std::string& role) {
  return writeTo(store_, [&](Transaction& transaction) -> Result<RoleAssignment> {
    auto assignment = assignmentNamed(transaction.identity(), user, project, role);
    if (!assignment) return assignment;
    const auto inserted = transaction.identity().insert(assignment.value());
    return inserted ? assignment : inserted.error();
  });
}

Result<RoleAssignment> Accounts::revoke(const std::string& user, const std::string& project,
                                        const std::string& role) {
  return writeTo(store_, [&](Transaction& transaction) -> Result<RoleAssignment> {
    IdentityTables& tables = transaction.identity();
    auto wanted = assignmentNamed(tables, user, project, role);
    if (!wanted) return wanted;
    const auto had = tables.remove(wanted.value());
    if (!had) return had.error();
    if (had.value()) return wanted;
    return Error{ErrorCode::NotFound, user + " does not have the role " + wanted.value().role +
                                          " in the project " + project};
  });
}

Result<std::vector<Project>> Accounts::projectsOf(std::string_view user_id) const {
  return readFrom(store_, [&](Snapshot& view) { return view.identity().projectsOf(user_id); });
}

}  // namespace freezer
