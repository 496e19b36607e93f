#include "server/auth/keystone.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/identity/tokens.h"
#include "server/auth/keystone_token.h"

namespace freezer::server {

Keystone::Keystone(KeystoneClient& client, KeystoneClient::Clock clock)
    : client_(client),
      clock_(std::move(clock)),
      cache_({.seconds = client.config().tokenCacheTime}, clock_) {}

Result<std::shared_ptr<const Credentials>> Keystone::authenticate(const Request& request) const {
  if (!request.authToken) return unauthenticated();
  const auto use = useFor(request);
  if (!use) return use.error();
  return bearer(use.value(), *request.authToken);
}

std::string Keystone::identityUrl(const std::string& /*base*/) const {
  return client_.config().wwwAuthenticateUri;
}

/// How to validate the caller's token. Unauthenticated if the request has an invalid
/// service token.
Result<TokenCache::Use> Keystone::useFor(const Request& request) const {
  if (!request.serviceToken) return TokenCache::Use::Alone;
  const auto service = bearer(TokenCache::Use::Alone, *request.serviceToken);
  if (!service) return service.error();
  const KeystoneConfig& config = client_.config();
  const bool hasServiceRole =
      std::ranges::any_of(service.value()->roles, [&](const std::string& role) {
        return std::ranges::find(config.serviceTokenRoles, role) != config.serviceTokenRoles.end();
      });
  if (!hasServiceRole && config.serviceTokenRolesRequired) return unauthenticated();
  return hasServiceRole ? TokenCache::Use::WithServiceToken : TokenCache::Use::Alone;
}

/// The credentials of a token. Unauthenticated if it is refused.
Result<TokenCache::Identity> Keystone::bearer(TokenCache::Use use, std::string_view token) const {
  if (!isTokenText(token)) return unauthenticated();
  const auto validateToken = [&] { return validate(use, token); };
  // By reference: std::function then needs no allocation.
  auto identity = cache_.find(use, token, std::cref(validateToken));
  if (identity && !identity.value()) return unauthenticated();
  return identity;
}

Result<TokenCache::Answer> Keystone::validate(TokenCache::Use use, std::string_view token) const {
  HttpRequest request{"GET", "/v3/auth/tokens?nocatalog"};
  if (use == TokenCache::Use::WithServiceToken) request.path += "&allow_expired=1";
  request.headers = {{"X-Subject-Token", std::string(token)}};
  const auto answered = client_.sendAsService(request);
  if (!answered) return answered.error();
  const HttpReply& reply = answered.value();
  // sendAsService() has renewed the service's own token: 401 is about the caller's.
  if (reply.status == 404 || reply.status == 401) return TokenCache::Answer{};
  if (reply.status != 200) return client_.unexpected(request, reply);
  auto read = readToken(reply.body);
  if (!read) return client_.unexpected(request, reply, read.error().message);
  KeystoneToken& answer = read.value();
  const bool expired = answer.expires <= clock_();
  if (expired && use == TokenCache::Use::Alone) return TokenCache::Answer{};
  return TokenCache::Answer{std::make_shared<const Credentials>(std::move(answer.credentials)),
                            answer.expires};
}

}  // namespace freezer::server
