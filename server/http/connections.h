#pragma once

#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

namespace freezer::server {

class TlsContext;

/// The open connections, each served by a thread of its own. Safe to use from
/// several threads at once.
///
/// At capacity a new connection takes the place of the one that has been idle
/// longest, if that is for a second or more; otherwise it is not taken, and those
/// that are busy are left in peace.
class Connections {
 public:
  struct Connection {
    Connection(const Poco::Net::StreamSocket& taken, const TlsContext* begin)
        : socket(taken), tls(begin) {}

    Poco::Net::StreamSocket socket;
    const TlsContext* const tls;  ///< What to begin with; null: plain HTTP.

    /// Set once this connection must not be kept for another request.
    std::atomic<bool> ending = false;

   private:
    friend class Connections;

    using Clock = std::chrono::steady_clock;

    std::atomic<bool> served_ = false;  ///< Until a request has come it may be on its way.
    std::atomic<bool> idle_ = false;
    std::atomic<Clock::time_point> idleSince_ = Clock::time_point();
  };

  /// Serves a connection; it is closed when this returns. Must not throw.
  using Serve = std::function<void(Connection&)>;

  /// At most `capacity`, which must be positive, are served at a time.
  Connections(std::size_t capacity, Serve serve);

  /// Stops.
  ~Connections();

  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Takes a connection over and serves it, leaving `socket` unconnected; false
  /// when that cannot be done now.
  bool add(Poco::Net::StreamSocket& socket, const TlsContext* tls);

  /// Says that the connection waits for a request, and that one has come. In
  /// between it may be hung up on; what it received before that can still be read.
  void beginIdle(Connection& connection);
  void endIdle(Connection& connection);

  /// Ends all connections and waits until they are closed, at most 9 seconds
  /// unless a request takes longer inside: those that are idle end at once, those
  /// that are new get a second to send their request, and half a request has five
  /// seconds to become a whole one. Nothing may be added afterwards.
  void stop();

 private:
  void work();
  bool makeRoom();
  bool canBeServed();
  bool closedWithin(std::unique_lock<std::mutex>& lock, std::chrono::steady_clock::time_point end);

  // Constant after construction.
  const std::size_t capacity_;
  const Serve serve_;

  std::mutex mutex_;
  std::condition_variable work_;    ///< There is something to serve, or stopping_.
  std::condition_variable closed_;  ///< The last connection was closed.

  // Protected by mutex_.
  std::list<Connection> open_;  ///< A connection keeps its place until it is closed.
  std::deque<std::list<Connection>::iterator> waiting_;  ///< Not served by a thread yet.
  std::vector<std::thread> threads_;
  std::size_t idleThreads_ = 0;

  std::atomic<bool> stopping_ = false;  // Set under mutex_, for those who wait for work_.
};

}  // namespace freezer::server
