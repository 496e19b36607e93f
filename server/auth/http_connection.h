#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "server/auth/bounded_socket.h"
#include "server/auth/http_client.h"

namespace Poco::Net {
class HTTPClientSession;
}

namespace freezer::server {

/// One connection to a server, which carries one exchange at a time. Not to be shared
/// between threads. What fails throws a Poco::Exception whose text holds nothing of what
/// was sent; the connection is of no use then.
class HttpConnection {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  /// Connects to the host of `url`, trying each of its addresses until `deadline`.
  HttpConnection(const std::string& url, const HttpClient::Options& options, Deadline deadline);
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  /// Returns the reply: a whole one of at most `maxReply` bytes, its head included.
  HttpReply exchange(const HttpRequest& request, std::size_t maxReply, Deadline deadline);

  /// Whether any part of the last reply was received.
  bool hasReceived() const { return bounds_.received; }

  /// Whether another exchange may follow: the server keeps the connection open, has sent
  /// nothing after the last reply, and that was not long ago.
  bool isReusable() const;

 private:
  // Constant after construction.
  const std::string path_;  ///< Of the URL: what the paths of requests begin with.
  std::string host_;        ///< With the port, as the field Host has it.

  Bounds bounds_;
  std::unique_ptr<Poco::Net::HTTPClientSession> session_;  ///< Its socket uses bounds_.
  bool kept_ = false;
  Deadline lastUse_;
};

}  // namespace freezer::server
