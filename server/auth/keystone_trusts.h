#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/json/document.h"
#include "server/auth/keystone_client.h"
#include "server/auth/trusts.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// Trusts of Keystone (OS-TRUST) whose trustee is the user of the service. They are created
/// with the caller's token, and thus for its project only.
class KeystoneTrusts : public Trusts {
 public:
  /// `client` must outlive this object.
  KeystoneTrusts(KeystoneClient& client, std::shared_ptr<spdlog::logger> logger);

  Result<std::optional<Trust>> obtain(const Credentials& caller, const std::string& project_id,
                                      const std::string& token) override;

  /// Uses the caller's token if the trust is theirs; otherwise, or if that fails, the token
  /// of the service.
  void release(const Trust& trust, const Credentials& caller, const std::string& token) override;

 private:
  /// What a suitable trust looks like.
  struct Wanted {
    const Credentials& trustor;
    std::string trustee_user_id;
    std::vector<std::string> roles;  ///< Names or ids.
    bool rolesAreIds = true;
  };

  Result<Trust> findOrCreate(const Credentials& caller, const std::string& project_id,
                             const std::string& token);
  Result<Wanted> wantedOf(const Credentials& caller, const std::string& token);
  Result<std::vector<std::string>> roleIdsOf(const std::string& token);
  std::optional<std::string> find(const Wanted& wanted, const std::string& token);
  bool hasRoles(const Wanted& wanted, const std::string& trust_id, const std::string& token);
  Result<std::string> create(const Wanted& wanted, const std::string& token);

  KeystoneClient& client_;
  const std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace freezer::server
