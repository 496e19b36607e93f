#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/ServerSocketImpl.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <utility>

#include "server/http/listener.h"
#include "server/http/strict_socket.h"

namespace freezer::server {

/// The socket from which Poco's HTTP server accepts its connections, each a StrictSocket. A
/// connection for which there is no room is answered 503, or closed where an answer would need
/// a TLS handshake.
class ListeningSocket final : public Poco::Net::ServerSocketImpl {
 public:
  /// `shared` must outlive it.
  ListeningSocket(const Listener& listener, const Shared& shared);

  /// Waits for a client.
  bool poll(const Poco::Timespan& timeout, int mode) override;

  /// Accepts a connection; the caller must close it unless StrictSocket::isAdmitted().
  Poco::Net::SocketImpl* acceptConnection(Poco::Net::SocketAddress& client) override;

  /// Lets the server accept the clients that the system has connected already, and then no
  /// more. Each connection that it accepted has been handed on when this returns. The server
  /// must be running.
  void stopAccepting();

 protected:
  ~ListeningSocket() override;

 private:
  using Clock = std::chrono::steady_clock;

  void refuse(Poco::Net::StreamSocket& accepted, const Poco::Net::SocketAddress& client);
  void dropRefused();

  Poco::Net::ServerSocket socket_;
  const Poco::Net::SocketAddress address_;
  const TlsContext* const tls_;
  const Shared& shared_;
  std::deque<std::pair<Clock::time_point, Poco::Net::StreamSocket>> refused_;
  std::atomic<std::size_t> accepted_ = 0;
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> hasNoticed_ = false;  ///< Whether an accept has failed because of the stop.
};

}  // namespace freezer::server
