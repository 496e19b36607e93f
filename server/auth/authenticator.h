#pragma once

#include "core/caller.h"
#include "core/result.h"
#include "server/request.h"

namespace freezer::server {

/// Finds out who sends a request. Safe to use from several threads at once.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  /// The caller, with the project of their own and without a scope: that
  /// depends on the route.
  virtual Result<Caller> authenticate(const Request& request) const = 0;
};

}  // namespace freezer::server
