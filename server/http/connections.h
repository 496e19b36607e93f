#pragma once

#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "server/incidents.h"

namespace freezer::server {

/// The open connections: how many there may be, which one makes room for a new one, and
/// how they end when the service stops. It owns none of them. Safe to use from several
/// threads at once.
///
/// At capacity a new connection replaces one that waits for a request: of the address with the
/// most connections, the one that has waited longest. A request that has not arrived as a whole
/// counts as waiting, and so does a handshake; a client that was answered less than a second ago
/// is spared, since it is likely to ask again. If none can be replaced, the new connection is
/// refused: one whose request runs is never closed to make room. The same holds within the share
/// of an address.
class Connections {
 public:
  class Connection {
   public:
    /// `address` is that of the client; empty: it is not limited to a share.
    Connection(const Poco::Net::StreamSocket& socket, std::string address)
        : socket_(socket), address_(std::move(address)) {}

    /// Whether this connection must not be kept for another request.
    bool isEnding() const { return ending_; }

   private:
    friend class Connections;

    using Clock = std::chrono::steady_clock;

    Poco::Net::StreamSocket socket_;  ///< Without TLS.
    const std::string address_;
    std::atomic<bool> ending_ = false;
    std::atomic<bool> waiting_ = true;  ///< Whether its request has not arrived as a whole.
    std::atomic<Clock::time_point> waitingSince_ = Clock::now();
    std::atomic<bool> hasAsked_ = false;  ///< Whether a request has arrived as a whole.
    std::atomic<bool> served_ = false;    ///< Whether a byte has arrived.
    std::atomic<bool> idle_ = false;      ///< Whether not a byte of its request has arrived.
    bool begun_ = false;  ///< Whether a thread serves it. Protected by the registry's mutex.
  };

  /// The number of connections, and of those from one address; both must be positive.
  Connections(std::size_t capacity, std::size_t share, Incidents& incidents)
      : capacity_(capacity), share_(share), incidents_(incidents) {}

  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Adds a connection, which must be removed before it is closed or destroyed. False when
  /// there is no room for it.
  bool add(Connection& connection);

  /// Does nothing for a connection that was not added.
  void remove(Connection& connection);

  /// The number of connections.
  std::size_t open() const {
    const std::lock_guard lock(mutex_);
    return open_.size();
  }

  /// Marks the connection as served by a thread.
  void begin(Connection& connection);

  /// Mark the time in which the connection waits for a request. In this time its receiving
  /// side may be shut down; bytes that were received before can still be read.
  void beginIdle(Connection& connection);
  void endIdle(Connection& connection);

  /// Marks the time in which a request runs, once it has arrived as a whole.
  void beginRequest(Connection& connection);

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

  bool makeRoom(const std::string& address);
  Connection* findSpare(const std::string& address) const;
  std::size_t countOf(const std::string& address) const;
  void end(Connection& connection);
  void leave(const Connection& connection);
  bool closedWithin(std::unique_lock<std::mutex>& lock, Clock::time_point end);

  const std::size_t capacity_;
  const std::size_t share_;
  Incidents& incidents_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;  ///< While stopping: one has begun or was removed.

  // Protected by mutex_.
  std::unordered_set<Connection*> open_;
  std::size_t staying_ = 0;                              ///< Of them, how many are not ending.
  std::unordered_map<std::string, std::size_t> counts_;  ///< Of these, how many by address.

  std::atomic<bool> stopping_ = false;  ///< Set under mutex_.
};

}  // namespace freezer::server
