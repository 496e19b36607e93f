#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/result.h"
#include "server/http/request.h"

namespace freezer::server {

/// How often the credentials of a token were cached.
struct CacheCounts {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
};

/// Authenticates requests. Safe to use from several threads at once.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  /// Returns the credentials of the caller. Unauthenticated if they are missing or refused,
  /// Unavailable if the service that validates them does not answer.
  virtual Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const = 0;

  /// The URL at which a refused caller can get a token. `base` is the URL of this service
  /// as the caller sees it.
  virtual std::string identityUrl(const std::string& base) const = 0;

  /// None unless it has a cache.
  virtual std::optional<CacheCounts> cacheCounts() const { return {}; }
};

}  // namespace freezer::server
