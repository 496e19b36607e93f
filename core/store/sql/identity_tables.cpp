#include "core/store/sql/identity_tables.h"

#include <Poco/StringTokenizer.h>

#include <algorithm>
#include <utility>

#include "core/store/sql/failure.h"

namespace freezer::sql {
namespace {

constexpr const char* kSelectUsers = "SELECT id, name, password_hash, created_at FROM users";
constexpr const char* kSelectProjects = "SELECT id, name, created_at FROM projects";
constexpr const char* kSelectTokens =
    "SELECT tokens.id, hash, method, tokens.user_id, tokens.project_id, issued_at, expires_at, "
    "users.name, projects.name, (SELECT group_concat(role) FROM role_assignments "
    "WHERE role_assignments.user_id = tokens.user_id "
    "AND role_assignments.project_id = tokens.project_id) "
    "FROM tokens JOIN users ON users.id = tokens.user_id "
    "LEFT JOIN projects ON projects.id = tokens.project_id";

User readUser(const Cursor& row) {
  return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
          row.integer(3)};
}

Project readProject(const Cursor& row) {
  return {std::string(row.text(0)), std::string(row.text(1)), row.integer(2)};
}

TokenDetails readToken(const Cursor& row) {
  const Poco::StringTokenizer assigned(std::string(row.text(9)), ",",
                                       Poco::StringTokenizer::TOK_IGNORE_EMPTY);
  std::vector<std::string> roles(assigned.begin(), assigned.end());
  std::ranges::sort(roles);
  return {{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
           std::string(row.text(3)), std::string(row.text(4)), row.integer(5), row.integer(6)},
          std::string(row.text(7)),
          std::string(row.text(8)),
          std::move(roles)};
}

template <typename Row>
std::vector<Row> readAll(Cursor rows, Row (*read)(const Cursor&)) {
  std::vector<Row> all;
  while (rows.next()) all.push_back(read(rows));
  return all;
}

template <typename Row>
std::optional<Row> readOne(Cursor rows, Row (*read)(const Cursor&)) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

/// A query for one row by ID or name.
std::string one(const char* select, NamedBy by) {
  return std::string(select) + (by == NamedBy::Id ? " WHERE id = ?" : " WHERE name = ?");
}

Error taken(std::string_view kind, const std::string& name, const std::string& id) {
  return {ErrorCode::AlreadyExists, "a " + std::string(kind) + " with the name " + name +
                                        " or the id " + id + " already exists"};
}

}  // namespace

Result<std::optional<User>> SqlIdentityTables::user(NamedBy by, std::string_view name) {
  Cursor rows = connection_.run(one(kSelectUsers, by));
  rows.bind(name);
  return readOne(std::move(rows), readUser);
}

Result<std::optional<Project>> SqlIdentityTables::project(NamedBy by, std::string_view name) {
  Cursor rows = connection_.run(one(kSelectProjects, by));
  rows.bind(name);
  return readOne(std::move(rows), readProject);
}

Result<std::optional<TokenDetails>> SqlIdentityTables::token(std::string_view hash) {
  static const std::string sql = std::string(kSelectTokens) + " WHERE hash = ?";
  Cursor rows = connection_.run(sql);
  rows.bind(hash);
  return readOne(std::move(rows), readToken);
}

Result<std::vector<User>> SqlIdentityTables::users() {
  return readAll(connection_.run(std::string(kSelectUsers) + " ORDER BY name"), readUser);
}

Result<std::vector<Project>> SqlIdentityTables::projects() {
  return readAll(connection_.run(std::string(kSelectProjects) + " ORDER BY name"), readProject);
}

Result<std::vector<RoleAssignment>> SqlIdentityTables::roleAssignments() {
  return readAll<RoleAssignment>(
      connection_.run("SELECT user_id, project_id, role FROM role_assignments ORDER BY 1, 2, 3"),
      [](const Cursor& row) -> RoleAssignment {
        return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))};
      });
}

Result<std::vector<TokenDetails>> SqlIdentityTables::tokens() {
  return readAll(connection_.run(std::string(kSelectTokens) + " ORDER BY issued_at, tokens.id"),
                 readToken);
}

Result<std::vector<Project>> SqlIdentityTables::projectsOf(std::string_view user_id) {
  Cursor rows = connection_.run(std::string(kSelectProjects) +
                                " WHERE id IN (SELECT project_id FROM role_assignments "
                                "WHERE user_id = ?) ORDER BY name");
  rows.bind(user_id);
  return readAll(std::move(rows), readProject);
}

/// False if a row with one of its unique values exists.
bool SqlIdentityTables::insertNew(std::string_view sql, const Values& values) try {
  connection_.execute(sql, values);
  return true;
} catch (const Failure& failure) {
  if (failure.kind() != Failure::Kind::Duplicate) throw;
  return false;
}

Result<void> SqlIdentityTables::insert(const User& user) {
  const bool isNew =
      insertNew("INSERT INTO users (id, name, password_hash, created_at) VALUES (?, ?, ?, ?)",
                {user.id, user.name, user.password_hash, user.created_at});
  return isNew ? Result<void>() : taken("user", user.name, user.id);
}

Result<void> SqlIdentityTables::insert(const Project& project) {
  const bool isNew = insertNew("INSERT INTO projects (id, name, created_at) VALUES (?, ?, ?)",
                               {project.id, project.name, project.created_at});
  return isNew ? Result<void>() : taken("project", project.name, project.id);
}

Result<void> SqlIdentityTables::insert(const RoleAssignment& assignment) {
  insertNew("INSERT INTO role_assignments (user_id, project_id, role) VALUES (?, ?, ?)",
            {assignment.user_id, assignment.project_id, assignment.role});
  return {};
}

Result<void> SqlIdentityTables::insert(const Token& token) {
  connection_.execute(
      "INSERT INTO tokens (id, hash, method, user_id, project_id, issued_at, expires_at) "
      "VALUES (?, ?, ?, ?, nullif(?, ''), ?, ?)",
      {token.id, token.hash, token.method, token.user_id, token.project_id, token.issued_at,
       token.expires_at});
  return {};
}

Result<void> SqlIdentityTables::setPasswordHash(std::string_view user_id, std::string_view hash) {
  connection_.execute("UPDATE users SET password_hash = ? WHERE id = ?",
                      {std::string(hash), std::string(user_id)});
  return {};
}

Result<void> SqlIdentityTables::removeUser(std::string_view id) {
  connection_.execute("DELETE FROM users WHERE id = ?", {std::string(id)});
  return {};
}

Result<void> SqlIdentityTables::removeProject(std::string_view id) {
  connection_.execute("DELETE FROM projects WHERE id = ?", {std::string(id)});
  return {};
}

Result<bool> SqlIdentityTables::remove(const RoleAssignment& assignment) {
  connection_.execute(
      "DELETE FROM role_assignments WHERE user_id = ? AND project_id = ? AND role = ?",
      {assignment.user_id, assignment.project_id, assignment.role});
  return connection_.changes() > 0;
}

Result<bool> SqlIdentityTables::removeToken(std::string_view id) {
  connection_.execute("DELETE FROM tokens WHERE id = ?", {std::string(id)});
  return connection_.changes() > 0;
}

Result<void> SqlIdentityTables::removeTokensOf(std::string_view user_id) {
  connection_.execute("DELETE FROM tokens WHERE user_id = ?", {std::string(user_id)});
  return {};
}

Result<void> SqlIdentityTables::removeTokensExpiredBy(std::int64_t time) {
  connection_.execute("DELETE FROM tokens WHERE expires_at <= ?", {time});
  return {};
}

}  // namespace freezer::sql
