#pragma once

#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <unordered_set>

namespace freezer::server {

/// The open connections: how many there may be, which one makes room for a new one, and
/// how they end when the service stops. It owns none of them. Safe to use from several
/// threads at once.
///
/// At capacity a new connection replaces the one that has been idle longest, if that one
/// has been idle for a second or more. Otherwise the new connection is refused: a busy
/// connection is never closed to make room.
class Connections {
 public:
  class Connection {
   public:
    explicit Connection(const Poco::Net::StreamSocket& socket) : socket_(socket) {}

    /// Whether this connection must not be kept for another request.
    bool isEnding() const { return ending_; }

   private:
    friend class Connections;

    using Clock = std::chrono::steady_clock;

    Poco::Net::StreamSocket socket_;  ///< Without TLS.
    std::atomic<bool> ending_ = false;
    std::atomic<bool> served_ = false;  ///< Whether a request has arrived.
    std::atomic<bool> idle_ = false;
    std::atomic<Clock::time_point> idleSince_ = Clock::time_point();
    bool begun_ = false;  ///< Whether a thread serves it. Protected by the registry's mutex.
  };

  /// `capacity` must be positive.
  explicit Connections(std::size_t capacity) : capacity_(capacity) {}

  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Adds a connection, which must be removed before it is closed or destroyed. False when
  /// there is no room for it.
  bool add(Connection& connection);

  /// Does nothing for a connection that was not added.
  void remove(Connection& connection);

  /// Marks the connection as served by a thread.
  void begin(Connection& connection);

  /// Mark the time in which the connection waits for a request. In this time its receiving
  /// side may be shut down; bytes that were received before can still be read.
  void beginIdle(Connection& connection);
  void endIdle(Connection& connection);

  /// Marks every connection, and each one that is still added, as ending: the answer to its
  /// next request is the last. To be called before the listeners close, so that each answer
  /// after that tells its client so.
  void beginStop();

  /// Waits until a thread serves every connection that was added, at most five seconds.
  void awaitBegun();

  /// Ends all connections and waits until they are removed, at most 9 seconds unless a
  /// request takes longer inside: idle connections end at once, new ones get a second to
  /// send their request, and a partial request gets five seconds to become complete.
  /// Nothing may be added afterwards.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  bool makeRoom();
  bool closedWithin(std::unique_lock<std::mutex>& lock, Clock::time_point end);

  const std::size_t capacity_;

  std::mutex mutex_;
  std::condition_variable changed_;       ///< While stopping: one has begun or was removed.
  std::unordered_set<Connection*> open_;  ///< Protected by mutex_.
  std::atomic<bool> stopping_ = false;    ///< Set under mutex_.
};

}  // namespace freezer::server
