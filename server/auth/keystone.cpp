#include "server/auth/keystone.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "server/auth/keystone_token.h"

namespace freezer::server {
namespace {

Error unauthenticated() {
  return {ErrorCode::Unauthenticated, "The request you have made requires authentication."};
}

}  // namespace

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

/// How the caller's token is to be looked at: Unauthenticated when they come with a
/// service's token that is not good.
Result<TokenCache::Use> Keystone::useFor(const Request& request) const {
  if (!request.serviceToken) return TokenCache::Use::Alone;
  const auto service = bearer(TokenCache::Use::Alone, *request.serviceToken);
  if (!service) return service.error();
  const KeystoneConfig& config = client_.config();
  const bool vouches = std::ranges::any_of(service.value()->roles, [&](const std::string& role) {
    return std::ranges::find(config.serviceTokenRoles, role) != config.serviceTokenRoles.end();
  });
  if (!vouches && config.serviceTokenRolesRequired) return unauthenticated();
  return vouches ? TokenCache::Use::Vouched : TokenCache::Use::Alone;
}

/// Who bears a token; Unauthenticated when it is nobody.
Result<TokenCache::Identity> Keystone::bearer(TokenCache::Use use, std::string_view token) const {
  if (!isTokenText(token)) return unauthenticated();
  const auto question = [&] { return ask(use, token); };
  // A reference is small enough to be passed on without an allocation.
  auto identity = cache_.find(use, token, std::cref(question));
  if (identity && !identity.value()) return unauthenticated();
  return identity;
}

Result<TokenCache::Answer> Keystone::ask(TokenCache::Use use, std::string_view token) const {
  HttpRequest ask{"GET", "/v3/auth/tokens?nocatalog"};
  if (use == TokenCache::Use::Vouched) ask.path += "&allow_expired=1";
  HttpRequest withToken = ask;
  withToken.headers = {{"X-Subject-Token", std::string(token)}};
  const auto asked = client_.askAsService(withToken);
  if (!asked) return asked.error();
  const HttpReply& reply = asked.value();
  // 401 to a token of ours that was just renewed can mean the caller's alone.
  if (reply.status == 404 || reply.status == 401) return TokenCache::Answer{};
  if (reply.status != 200) return client_.unexpected(ask, reply);
  auto read = readToken(reply.body);
  if (!read) return client_.unexpected(ask, reply, read.error().message);
  KeystoneToken& answer = read.value();
  const bool expired = answer.expires <= clock_();
  if (expired && use == TokenCache::Use::Alone) return TokenCache::Answer{};
  return TokenCache::Answer{std::make_shared<const Credentials>(std::move(answer.credentials)),
                            answer.expires};
}

}  // namespace freezer::server
