#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "server/http/access_log.h"
#include "server/http/listener.h"

namespace freezer::server {

/// A thread that lets connections in.
class Acceptor {
 public:
  /// Takes a connection over, leaving none; false when there is no room for it.
  using Take = std::function<bool(Poco::Net::StreamSocket&)>;

  /// Accepts on `listener` until stop(). A connection that is not taken is answered
  /// 503 at once, or just closed where that would need a TLS handshake. `log` must
  /// outlive it.
  Acceptor(const Listener& listener, Take take, const AccessLog& log);

  /// Stops.
  ~Acceptor();

  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  /// Lets in those whom the system has let in already, then closes the socket.
  void stop();

 private:
  /// A file descriptor that is readable once wake() was called.
  class WakeUp {
   public:
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    int descriptor() const { return descriptor_; }
    void wake() const;

   private:
    const int descriptor_;
  };

  void run();
  void awaitClient() const;
  bool isClientWaiting();
  void acceptOne();
  void refuse(Poco::Net::StreamSocket& client);
  void tell(Poco::Net::StreamSocket& client, const std::string& message);
  void dropRefused();

  // Constant after construction.
  const Take take_;
  const AccessLog& log_;
  const bool isTcp_;
  const bool isTls_;
  const WakeUp wakeUp_;

  // The thread's own.
  Poco::Net::ServerSocket socket_;
  std::deque<std::pair<std::chrono::steady_clock::time_point, Poco::Net::StreamSocket>> refused_;

  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace freezer::server
