#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/auth/libcurl.h"

namespace freezer::server {

/// What is asked of another service.
struct HttpAsk {
  std::string method;
  std::string url;
  std::vector<std::string> headers = {};  ///< "X-Auth-Token: ...", without line ends.
  std::string body = {};                  ///< JSON; empty: none.
};

struct HttpReply {
  int status = 0;
  std::string subjectToken = {};  ///< X-Subject-Token, empty where there was none.
  std::string body = {};
};

/// Asks other services by HTTP, over connections that are kept for the next
/// question. It follows no redirect and uses no proxy, whatever the environment
/// says. Safe to use from several threads at once.
class HttpClient {
 public:
  struct Options {
    std::string caFile = {};  ///< Instead of the certificates that the system trusts.
    std::string certFile = {};
    std::string keyFile = {};
    bool insecure = false;  ///< Whether any certificate will do.
    std::size_t maxReply = 1024 * 1024;
    std::size_t maxConnections = 16;
  };

  HttpClient(const Libcurl& curl, Options options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// The reply, whatever its status. Unavailable, whose detail says why, when there
  /// is no whole one of at most Options::maxReply bytes within `timeout`, the wait
  /// for a free connection included.
  Result<HttpReply> exchange(const HttpAsk& ask, std::chrono::milliseconds timeout);

 private:
  class Handle;
  class Lent;

  std::unique_ptr<Handle> take(std::chrono::steady_clock::time_point end);
  void giveBack(std::unique_ptr<Handle> handle);

  // Constant after construction.
  const Libcurl curl_;
  const Options options_;

  std::mutex mutex_;
  std::condition_variable returned_;

  // Protected by mutex_.
  std::vector<std::unique_ptr<Handle>> idle_;  ///< The one that was used last at the end.
  std::size_t lent_ = 0;
};

}  // namespace freezer::server
