#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// Maximum length of a password, in bytes.
inline constexpr std::size_t kLongestPassword = 4096;

/// A user with the assigned roles.
struct UserDetails {
  struct Role {
    Project project;
    std::string role;
  };
  User user;
  std::vector<Role> roles;
};

/// Users, projects and roles of the strategy `builtin` (freezer-api-rest(7), "Authentication").
/// Every operation is one transaction. Safe to use from several threads at once.
///
/// A `user` or `project` is given by name or ID; the name is tried first. NotFound if neither
/// exists. Names have 1 to 255 characters and no control characters; IDs and roles consist of
/// letters, digits, _ and -; InvalidRequest otherwise.
class Accounts {
 public:
  /// Uses `store`, which must outlive it.
  Accounts(Store& store, Clock clock);

  // AlreadyExists if the name or the ID exists. If the ID is empty, a new one is generated.
  Result<User> createUser(const std::string& name, const std::string& id,
                          std::string_view password);
  Result<Project> createProject(const std::string& name, const std::string& id);

  Result<std::vector<UserDetails>> users() const;
  Result<std::vector<Project>> projects() const;
  Result<Project> project(const std::string& project) const;

  /// The projects that a user has a role in.
  Result<std::vector<Project>> projectsOf(std::string_view user_id) const;

  // These return what they have changed.

  /// Also revokes the tokens of the user.
  Result<User> setPassword(const std::string& user, std::string_view password);

  // Also delete roles and tokens. Documents are kept.
  Result<User> deleteUser(const std::string& user);
  Result<Project> deleteProject(const std::string& project);

  Result<RoleAssignment> grant(const std::string& user, const std::string& project,
                               const std::string& role);

  /// NotFound when the user does not have the role.
  Result<RoleAssignment> revoke(const std::string& user, const std::string& project,
                                const std::string& role);

 private:
  Store& store_;
  Clock clock_;
};

}  // namespace freezer
