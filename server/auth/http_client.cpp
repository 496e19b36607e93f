#include "server/auth/http_client.h"

#include <Poco/Exception.h>

#include "server/auth/http_connection.h"

namespace freezer::server {
namespace {

using SteadyClock = std::chrono::steady_clock;

Error failed(std::string why) {
  return {ErrorCode::Unavailable, "Another service does not answer.", {}, std::move(why)};
}

}  // namespace

/// The right to use one of the connections, held until destruction.
class HttpClient::Slot {
 public:
  /// Waits for a free one until `deadline`.
  Slot(HttpClient& client, Deadline deadline) : client_(client) {
    std::unique_lock lock(client_.mutex_);
    isHeld_ = client_.freed_.wait_until(
        lock, deadline, [&] { return client_.inUse_ < client_.options_.maxConnections; });
    if (isHeld_) ++client_.inUse_;
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() {
    if (!isHeld_) return;
    {
      const std::lock_guard lock(client_.mutex_);
      --client_.inUse_;
    }
    client_.freed_.notify_one();
  }

  bool isHeld() const { return isHeld_; }

 private:
  HttpClient& client_;
  bool isHeld_ = false;
};

HttpClient::HttpClient(std::string url, Options options)
    : url_(std::move(url)), options_(std::move(options)) {}

HttpClient::~HttpClient() = default;

Result<HttpReply> HttpClient::exchange(const HttpRequest& request,
                                       std::chrono::milliseconds timeout) try {
  const auto deadline = SteadyClock::now() + timeout;
  const Slot slot(*this, deadline);
  if (!slot.isHeld()) return failed("all connections are in use");
  return exchangeBy(deadline, request);
} catch (const Poco::Exception& failure) {
  return failed(failure.displayText());
}

HttpReply HttpClient::exchangeBy(Deadline deadline, const HttpRequest& request) {
  ConnectionPtr connection = takeKept();
  if (connection) {
    try {
      return exchangeOver(connection, request, deadline);
    } catch (const Poco::Exception&) {
      if (request.method == "POST" || connection->hasReceived()) throw;
    }
  }
  connection = std::make_unique<HttpConnection>(url_, options_, deadline);
  return exchangeOver(connection, request, deadline);
}

/// Keeps `connection` if the exchange succeeds.
HttpReply HttpClient::exchangeOver(ConnectionPtr& connection, const HttpRequest& request,
                                   Deadline deadline) {
  HttpReply reply = connection->exchange(request, options_.maxReply, deadline);
  const std::lock_guard lock(mutex_);
  kept_.push_back(std::move(connection));
  return reply;
}

/// A kept connection that can be used again, or null.
HttpClient::ConnectionPtr HttpClient::takeKept() {
  const std::lock_guard lock(mutex_);
  while (!kept_.empty()) {
    ConnectionPtr connection = std::move(kept_.back());
    kept_.pop_back();
    if (connection->isReusable()) return connection;
  }
  return nullptr;
}

}  // namespace freezer::server
