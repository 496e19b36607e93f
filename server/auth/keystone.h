#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/auth/authenticator.h"
#include "server/auth/keystone_client.h"
#include "server/auth/token_cache.h"

namespace freezer::server {

/// The strategy `keystone`: callers are who Keystone says their X-Auth-Token stands
/// for. What it said is remembered for a while, and lasts while Keystone is away.
///
/// A service that sends its own X-Service-Token with one of the configured roles
/// vouches for a user whose token has expired meanwhile.
class Keystone : public Authenticator {
 public:
  /// Uses `client`, which must outlive it.
  Keystone(KeystoneClient& client, KeystoneClient::Clock clock);

  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// Where www_authenticate_uri says.
  std::string identityUrl(const std::string& base) const override;

 private:
  Result<TokenCache::Identity> bearer(TokenCache::Use use, std::string_view token) const;
  Result<TokenCache::Answer> ask(TokenCache::Use use, std::string_view token) const;
  Result<TokenCache::Use> useFor(const Request& request) const;

  KeystoneClient& client_;
  const KeystoneClient::Clock clock_;
  mutable TokenCache cache_;
};

}  // namespace freezer::server
