#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace freezer {

/// The documents that a caller can see. To a caller, a document outside the scope does not
/// exist, so IDs cannot be probed (freezer-api-rest(7), "Errors").
struct Scope {
  enum class By {
    Project,   ///< v2: the project in the path.
    User,      ///< v1: the user of the token.
    Everyone,  ///< All projects: administrators and central schedulers.
  };
  By by = By::Project;
  std::string id;  ///< The project or user; empty for Everyone.
};

/// The identity of a caller, as the identity provider confirms it.
struct Credentials {
  std::string user_id;
  std::string user_name;
  std::string project_id;  ///< The project of the token, whatever the path says; empty: none.
  std::vector<std::string> roles;  ///< In that project, in lower case.
};

/// Lets a central client act for a user (freezer-api-rest(7), "Trusts"). The members are
/// named as in a job's user_credentials.
struct Trust {
  std::string trust_id;
  std::string trustor_user_id;
};

/// Gives the present time, in seconds since the epoch.
using Clock = std::function<std::int64_t()>;

/// The user and project of an operation. New documents belong to `user_id` and
/// `project_id`, which is the one in the path under v2 and the credentials' own
/// under v1.
struct Caller {
  std::string user_id;
  std::string user_name;
  std::string project_id;
  Scope scope;
  std::optional<Trust> trust = {};  ///< For a job of a central client.
};

}  // namespace freezer
