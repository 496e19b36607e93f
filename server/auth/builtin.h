#pragma once

#include <cstdint>
#include <string>

#include "core/identity/tokens.h"
#include "server/auth/authenticator.h"
#include "server/auth/login_throttle.h"

namespace freezer::server {

/// The strategy `builtin`: tokens are those of the store, which is asked each time,
/// so that a token that any node or command revokes is refused at once.
class Builtin : public Authenticator {
 public:
  /// `tokens` must outlive it.
  explicit Builtin(const Tokens& tokens) : tokens_(tokens) {}

  /// A service token that comes along must be valid as well.
  Result<std::shared_ptr<const Credentials>> authenticate(const Request& request) const override;

  /// The Identity API of this service.
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
