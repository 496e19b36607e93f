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

/// Trusts of Keystone (OS-TRUST) with the service's own user as the trustee. They are
/// made by the caller's token and thus for its project alone.
class KeystoneTrusts : public Trusts {
 public:
  /// Uses `client`, which must outlive it.
  KeystoneTrusts(KeystoneClient& client, std::shared_ptr<spdlog::logger> logger);

  Result<std::optional<Trust>> obtain(const Credentials& caller, const std::string& project_id,
                                      const std::string& token) override;

  /// By the token of a caller whose trust it is, else or if that fails by the service's.
  void release(const Trust& trust, const Credentials& caller, const std::string& token) override;

 private:
  /// What a trust has to be.
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
