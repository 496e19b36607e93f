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

/// The longest password, in bytes.
inline constexpr std::size_t kLongestPassword = 4096;

/// A user with the roles they have.
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
/// Where an operation takes a `user` or `project`, the text is a name or else an ID;
/// NotFound when neither exists. Names are 1 to 255 characters, none of them a control
/// character; ids and roles are letters, digits, _ and -; InvalidRequest otherwise.
class Accounts {
 public:
  /// Uses `store`, which must outlive it.
  Accounts(Store& store, Clock clock);

  // AlreadyExists when the name or the ID exists. An empty ID stands for a new one.
  Result<User> createUser(const std::string& name, const std::string& id,
                          std::string_view password);
  Result<Project> createProject(const std::string& name, const std::string& id);

  Result<std::vector<UserDetails>> users() const;
  Result<std::vector<Project>> projects() const;

  /// The projects that a user has a role in.
  Result<std::vector<Project>> projectsOf(std::string_view user_id) const;

  /// Also revokes the tokens of the user.
  Result<void> setPassword(const std::string& user, std::string_view password);

  // Also delete roles and tokens; documents stay.
  Result<void> deleteUser(const std::string& user);
  Result<void> deleteProject(const std::string& project);

  Result<void> grant(const std::string& user, const std::string& project, const std::string& role);

  /// NotFound when the user does not have the role.
  Result<void> revoke(const std::string& user, const std::string& project, const std::string& role);

 private:
  Store& store_;
  Clock clock_;
};

}  // namespace freezer
