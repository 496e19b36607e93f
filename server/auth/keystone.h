#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/auth/authenticator.h"
#include "server/auth/keystone_client.h"
#include "server/auth/token_cache.h"

namespace freezer::server {

/// The strategy `keystone`: Keystone validates the X-Auth-Token of a request. Results are
/// cached and remain valid while Keystone is down.
///
/// A service that sends its own X-Service-Token, with one of the configured roles, can act
/// for a user whose token has expired.
class Keystone : public Authenticator {
 public:
  /// `client` must outlive this object.
  Keystone(KeystoneClient& client, KeystoneClient::Clock clock);

  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// The setting www_authenticate_uri.
  std::string identityUrl(const std::string& base) const override;

  std::optional<CacheCounts> cacheCounts() const override { return cache_.counts(); }

 private:
  Result<TokenCache::Identity> bearer(TokenCache::Use use, std::string_view token) const;
  Result<TokenCache::Answer> validate(TokenCache::Use use, std::string_view token) const;
  Result<TokenCache::Use> useFor(const Request& request) const;

  KeystoneClient& client_;
  const KeystoneClient::Clock clock_;
  mutable TokenCache cache_;
};

}  // namespace freezer::server
