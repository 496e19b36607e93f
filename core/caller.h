#pragma once

#include <optional>
#include <string>
#include <vector>

namespace freezer {

/// Whose documents an operation is about. To a caller, a document outside the
/// scope does not exist, so ids cannot be probed (spec, section 5).
struct Scope {
  enum class By {
    Project,   ///< v2: the project in the path.
    User,      ///< v1: the user of the token.
    Everyone,  ///< All projects: administrators and central schedulers.
  };
  By by = By::Project;
  std::string id;  ///< The project or user; empty for Everyone.
};

/// Who is asking, as the identity provider vouches for it.
struct Credentials {
  std::string user_id;
  std::string user_name;
  std::string project_id;          ///< Their own, whatever a path says; empty: of none.
  std::vector<std::string> roles;  ///< In that project, in lower case.
};

/// What lets a central client act for a user (spec, section 6). The members are
/// named as in a job's user_credentials.
struct Trust {
  std::string trust_id;
  std::string trustor_user_id;
};

/// On whose behalf an operation is done. New documents belong to `user_id` and
/// `project_id`, which is the one in the path under v2 and the credentials' own
/// under v1.
struct Caller {
  std::string user_id;
  std::string user_name;
  std::string project_id;
  Scope scope;
  std::optional<Trust> trust = {};  ///< For a job that they give to a central client.
};

}  // namespace freezer
