#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace freezer {

class AuditTrail;

/// The documents that a caller can see. A document outside the scope is reported as not found, so
/// IDs cannot be probed (freezer-api-rest(7), "Errors").
struct Scope {
  enum class By {
    Project,   ///< v2: the project in the path.
    User,      ///< v1: the user of the token.
    Everyone,  ///< All projects: administrators and central schedulers.
  };
  By by = By::Project;
  std::string id;  ///< The project or user; empty for Everyone.
};

/// The identity of a caller, as confirmed by the identity provider.
struct Credentials {
  std::string user_id;
  std::string user_name;
  std::string project_id;  ///< The project of the token; may differ from the path; empty: none.
  std::vector<std::string> roles;  ///< In that project, in lower case.
  std::string project_name = {};   ///< Of that project; empty: not known.
};

/// Authorizes a central client to act for a user (freezer-api-rest(7), "Trusts"). Members are named
/// as in user_credentials of a job.
struct Trust {
  std::string trust_id;
  std::string trustor_user_id;
};

/// Returns the current time, in seconds since the epoch.
using Clock = std::function<std::int64_t()>;

/// The user and project of an operation, which own new documents. The project is the one in the
/// path (v2) or of the credentials (v1).
struct Caller {
  std::string user_id;
  std::string user_name;
  std::string project_id;
  Scope scope;
  std::optional<Trust> trust = {};  ///< For jobs of central clients.
  std::string project_name = {};    ///< Empty: not known.
  AuditTrail* audit = nullptr;  ///< Learns what the caller changes; null: there is no audit log.
};

}  // namespace freezer
