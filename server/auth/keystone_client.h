#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/result.h"
#include "server/auth/breaker.h"
#include "server/auth/http_client.h"
#include "server/auth/keystone_config.h"

namespace freezer::server {

/// Whether `token` can be one at all: 1 to 16384 visible ASCII characters. Whatever
/// else a caller sends is never passed on.
bool isTokenText(std::string_view token);

/// Asks Keystone, in the name of the service or of others. Safe to use from several
/// threads at once.
///
/// A question that is not answered is asked again, as often as configured and for
/// twice the time of one try in all. It fails with Unavailable then, with a detail
/// for the log that holds no token and no password.
class KeystoneClient {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.

  /// `config` is complete.
  KeystoneClient(KeystoneConfig config, Clock clock);

  const KeystoneConfig& config() const { return config_; }

  /// Asks with a token of the caller's choice; `ask.path` is a path: "/v3/...".
  /// Returns any reply but those that tell of a failure inside (500 to 599).
  Result<HttpReply> askWith(const std::string& token, HttpRequest ask);

  /// The same with the service's own token. One that is refused is renewed, once.
  Result<HttpReply> askAsService(const HttpRequest& ask);

  /// The id of the service's own user.
  Result<std::string> userId();

  /// What is to be said of a reply that is not one of those there can be.
  Error unexpected(const HttpRequest& ask, const HttpReply& reply, std::string_view why = "") const;

 private:
  struct OwnToken {
    std::string text;
    std::string user_id;
    std::int64_t renewAt = 0;  ///< Seconds since the epoch; before it expires.
  };
  using OwnTokenPtr = std::shared_ptr<const OwnToken>;

  Result<OwnTokenPtr> ownToken(const std::string& refused = "");
  Result<OwnTokenPtr> newToken();
  Result<HttpReply> ask(const HttpRequest& ask);
  Error unavailable(const HttpRequest& ask, std::string_view why) const;

  // Constant after construction.
  const KeystoneConfig config_;
  const Clock clock_;

  HttpClient http_;
  Breaker breaker_;
  std::mutex renewing_;
  OwnTokenPtr token_;  ///< Protected by renewing_; null until it is needed.
};

}  // namespace freezer::server
