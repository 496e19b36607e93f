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

/// Whether `token` has the form of a token: 1 to 16384 visible ASCII characters. Anything
/// else is not sent to Keystone.
bool isTokenText(std::string_view token);

/// Sends requests to Keystone, with the token of the service or another one. Safe to use
/// from several threads at once.
///
/// A request that fails is sent again, as often as configured and within twice the time of
/// one attempt. Then it fails with Unavailable, whose detail, for the log, contains no
/// token and no password.
class KeystoneClient {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.

  /// `config` comes from complete().
  KeystoneClient(KeystoneConfig config, Clock clock);

  const KeystoneConfig& config() const { return config_; }

  /// Sends `request` with `token`. A reply of status 500 to 599 is a failure.
  Result<HttpReply> send(const std::string& token, HttpRequest request);

  /// Sends `request` with the token of the service. If that is refused, it is renewed once.
  Result<HttpReply> sendAsService(const HttpRequest& request);

  /// The id of the user of the service.
  Result<std::string> userId();

  /// The error for a reply that is not one of the expected ones.
  Error unexpected(const HttpRequest& request, const HttpReply& reply,
                   std::string_view why = "") const;

 private:
  struct OwnToken {
    std::string text;
    std::string user_id;
    std::int64_t renewAt = 0;  ///< Seconds since the epoch, before the expiry.
  };
  using OwnTokenPtr = std::shared_ptr<const OwnToken>;

  Result<OwnTokenPtr> ownToken(const std::string& refused = "");
  Result<OwnTokenPtr> newToken();
  Result<HttpReply> sendWithRetries(const HttpRequest& request);
  Error unavailable(const HttpRequest& request, std::string_view why) const;

  // Constant after construction.
  const KeystoneConfig config_;
  const Clock clock_;

  HttpClient http_;
  Breaker breaker_;
  std::mutex renewing_;
  OwnTokenPtr token_;  ///< Protected by renewing_; null until first used.
};

}  // namespace freezer::server
