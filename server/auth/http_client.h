#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace freezer::server {

class HttpConnection;

/// A request to another service.
struct HttpRequest {
  std::string method;
  std::string path;  ///< With the query; appended to the URL of the service.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};  ///< JSON; empty: none.
};

struct HttpReply {
  int status = 0;
  std::string subjectToken = {};  ///< X-Subject-Token; empty if absent.
  std::string body = {};
};

/// Sends requests to one service over HTTP/1.1, by Poco's HTTPClientSession. Connections
/// are kept and used again. Redirects are not followed, and proxies of the environment are
/// not used. Safe to use from several threads at once. The process must ignore SIGPIPE.
class HttpClient {
 public:
  struct Options {
    std::string caFile = {};  ///< Trusted in place of the certificates of the system.
    std::string certFile = {};
    std::string keyFile = {};            ///< Empty: the key is in certFile.
    bool insecure = false;               ///< Whether the certificate of the server is not verified.
    std::size_t maxReply = 1024 * 1024;  ///< Bytes, with the head.
    std::size_t maxConnections = 16;
  };

  /// `url` is http or https, a host, and a path without a slash at its end, if any.
  HttpClient(std::string url, Options options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Returns the reply, whatever its status. Fails with Unavailable, whose detail says why,
  /// when there is no whole reply of at most Options::maxReply bytes within `timeout`,
  /// which includes the wait for a free connection.
  ///
  /// A kept connection may turn out to be closed by the service: a request that can be
  /// repeated without harm (RFC 9110, section 9.2.2) is then sent once more, over a new
  /// one.
  Result<HttpReply> exchange(const HttpRequest& request, std::chrono::milliseconds timeout);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  using ConnectionPtr = std::unique_ptr<HttpConnection>;
  class Slot;

  HttpReply exchangeBy(Deadline deadline, const HttpRequest& request);
  HttpReply exchangeOver(ConnectionPtr& connection, const HttpRequest& request, Deadline deadline);
  ConnectionPtr takeKept();

  // Constant after construction.
  const std::string url_;
  const Options options_;

  std::mutex mutex_;
  std::condition_variable freed_;

  // Protected by mutex_.
  std::vector<ConnectionPtr> kept_;  ///< The one used last at the end.
  std::size_t inUse_ = 0;
};

}  // namespace freezer::server
