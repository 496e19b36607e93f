#pragma once

#include <cstdint>
#include <string>

#include "core/identity/tokens.h"
#include "server/auth/authenticator.h"
#include "server/auth/login_throttle.h"

namespace freezer::server {

// The strategies that need no other service (freezer-api-rest(7), "Authentication").

/// The strategy `noauth`: every request comes from the same administrator.
class NoAuth : public Authenticator {
 public:
  NoAuth(const std::string& user, const std::string& project);

  /// Never fails.
  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// Empty: no caller is refused.
  std::string identityUrl(const std::string& base) const override;

 private:
  const std::shared_ptr<const Credentials> credentials_;
};

/// The strategy `builtin`: tokens of the store. The store is asked for each request, so a
/// token that another node or a command revokes is refused at once.
class Builtin : public Authenticator {
 public:
  /// `tokens` must outlive this object.
  explicit Builtin(const Tokens& tokens) : tokens_(tokens) {}

  /// If the request has a service token, that must be valid too.
  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// The URL of the Identity API of this service.
  std::string identityUrl(const std::string& base) const override;

 private:
  const Tokens& tokens_;
};

/// What the routes of the Identity API need besides the store.
struct IdentityApi {
  explicit IdentityApi(std::int64_t seconds) : tokenSeconds(seconds) {}

  const std::int64_t tokenSeconds;  ///< How long a new token is valid.
  LoginThrottle throttle;
};

}  // namespace freezer::server
