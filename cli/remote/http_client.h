#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "cli/remote/address.h"
#include "core/result.h"

namespace Poco::Net {
class HTTPClientSession;
}

namespace freezer::cli {

struct HttpOptions {
  std::string token;   ///< Sent as X-Auth-Token.
  std::string caFile;  ///< Trusted instead of the certificates of the system; empty: those.
  std::chrono::seconds timeout{60};          ///< For each whole answer.
  std::size_t maxAnswer = 16 * 1024 * 1024;  ///< Bytes.
};

struct HttpAnswer {
  int status = 0;
  std::string body = {};
  std::string location = {};  ///< Of a redirect.
};

/// Reads from one service over HTTP/1.1. The connection is used again as long as the service keeps
/// it open. Redirects are not followed, and the proxies of the environment are not used. Calls must
/// not overlap.
class HttpClient {
 public:
  HttpClient(const RemoteAddress& address, HttpOptions options);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  /// The answer to GET, whatever its status. TooLarge if it has more than HttpOptions::maxAnswer
  /// bytes, StoreFailure if there is none within the timeout.
  Result<HttpAnswer> get(const std::string& path);

  /// The beginning of all URLs, for messages.
  const std::string& origin() const { return address_.origin; }

 private:
  Result<HttpAnswer> exchange(const std::string& path);
  void connect();

  const RemoteAddress address_;
  const HttpOptions options_;
  std::unique_ptr<Poco::Net::HTTPClientSession> session_;  ///< Null: not connected.
};

}  // namespace freezer::cli
