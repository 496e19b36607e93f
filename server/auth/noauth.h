#pragma once

#include <string>

#include "server/auth/authenticator.h"

namespace freezer::server {

/// The strategy `noauth`: every request is the same administrator.
class NoAuth : public Authenticator {
 public:
  NoAuth(std::string user, std::string project);

  /// Never fails.
  Result<Caller> authenticate(const Request& request) const override;

 private:
  const Caller caller_;
};

}  // namespace freezer::server
