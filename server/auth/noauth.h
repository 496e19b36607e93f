#pragma once

#include <string>

#include "server/auth/authenticator.h"

namespace freezer::server {

/// The strategy `noauth`: every request is the same administrator.
class NoAuth : public Authenticator {
 public:
  NoAuth(const std::string& user, const std::string& project);

  /// Never fails.
  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// Nowhere: nobody is turned away.
  std::string identityUrl(const std::string& base) const override;

 private:
  const std::shared_ptr<const Credentials> credentials_;
};

}  // namespace freezer::server
