#pragma once

#include <memory>
#include <string>

#include "core/caller.h"
#include "core/result.h"
#include "server/http/request.h"

namespace freezer::server {

/// Finds out who sends a request. Safe to use from several threads at once.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  /// Unauthenticated when nobody vouches for the caller, Unavailable when whoever
  /// could do so does not answer.
  virtual Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const = 0;

  /// Where a caller who was turned away gets a token. `base` is the URL of this
  /// service as the caller sees it.
  virtual std::string identityUrl(const std::string& base) const = 0;
};

}  // namespace freezer::server
