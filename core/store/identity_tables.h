#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

/// The tables of the strategy `builtin` (freezer-api-rest(7), "Authentication").
namespace freezer {

struct User {
  std::string id;
  std::string name;           ///< Unique.
  std::string password_hash;  ///< From hashPassword().
  std::int64_t created_at = 0;
};

struct Project {
  std::string id;
  std::string name;  ///< Unique.
  std::int64_t created_at = 0;
};

/// A role of a user in a project.
struct RoleAssignment {
  std::string user_id;
  std::string project_id;
  std::string role;  ///< In lower case.
};

/// A token; its text is not stored.
struct Token {
  std::string id;          ///< For lists and revocation.
  std::string hash;        ///< From tokenHash(). Unique.
  std::string method;      ///< How its owner authenticated: "password" or "token".
  std::string user_id;     ///< Its owner.
  std::string project_id;  ///< Its scope; empty: none.
  std::int64_t issued_at = 0;
  std::int64_t expires_at = 0;
};

/// A token with the names of its owner and project, and the owner's roles in the project.
struct TokenDetails {
  Token token;
  std::string user_name;
  std::string project_name;        ///< Empty for an unscoped token.
  std::vector<std::string> roles;  ///< As assigned, sorted.
};

/// How a user or project is identified.
enum class NamedBy { Id, Name };

/// Read access to the tables in one snapshot. All errors are store errors.
class IdentityView {
 public:
  virtual ~IdentityView() = default;

  virtual Result<std::optional<User>> user(NamedBy by, std::string_view name) = 0;
  virtual Result<std::optional<Project>> project(NamedBy by, std::string_view name) = 0;
  virtual Result<std::optional<TokenDetails>> token(std::string_view hash) = 0;

  // Complete lists: users and projects sorted by name, assignments by user, project and role,
  // tokens by time of issue.
  virtual Result<std::vector<User>> users() = 0;
  virtual Result<std::vector<Project>> projects() = 0;
  virtual Result<std::vector<RoleAssignment>> roleAssignments() = 0;
  virtual Result<std::vector<TokenDetails>> tokens() = 0;

  /// The projects in which a user has a role, sorted by name.
  virtual Result<std::vector<Project>> projectsOf(std::string_view user_id) = 0;
};

/// Write access to the tables in one transaction.
class IdentityTables : public IdentityView {
 public:
  // AlreadyExists if the ID or the name exists.
  virtual Result<void> insert(const User& user) = 0;
  virtual Result<void> insert(const Project& project) = 0;

  /// Does nothing if the assignment exists. User and project must exist.
  virtual Result<void> insert(const RoleAssignment& assignment) = 0;
  virtual Result<void> insert(const Token& token) = 0;

  virtual Result<void> setPasswordHash(std::string_view user_id, std::string_view hash) = 0;

  // Remove the rows that exist. Removing a user or a project also removes its assignments and
  // tokens.
  virtual Result<void> removeUser(std::string_view id) = 0;
  virtual Result<void> removeProject(std::string_view id) = 0;
  virtual Result<void> removeTokensOf(std::string_view user_id) = 0;
  virtual Result<void> removeTokensExpiredBy(std::int64_t time) = 0;

  // Remove one row; false if it does not exist.
  virtual Result<bool> remove(const RoleAssignment& assignment) = 0;
  virtual Result<bool> removeToken(std::string_view id) = 0;
};

}  // namespace freezer
