#include "server/http/connections.h"

#include <Poco/Exception.h>

#include <algorithm>

namespace freezer::server {
namespace {

/// A connection that was used a moment ago is likely to be used again.
constexpr std::chrono::seconds kSpared{1};

/// How long a stop waits for accepted connections to get a thread.
constexpr std::chrono::seconds kAllBegin{5};

// When a stop ends which connections, counted from its beginning.
constexpr std::chrono::seconds kNewOnesEnd{1};
constexpr std::chrono::seconds kHalfRequestsEnd{5};
constexpr std::chrono::seconds kSlowReadersEnd{9};

void shutDownReceiving(Poco::Net::StreamSocket& socket) try {
  socket.shutdownReceive();
} catch (const Poco::Exception&) {
  // The client closed the connection before.
}

void shutDown(Poco::Net::StreamSocket& socket) try {
  socket.shutdown();
} catch (const Poco::Exception&) {
  // The client closed the connection before.
}

}  // namespace

bool Connections::add(Connection& connection) {
  const std::lock_guard lock(mutex_);
  if (!makeRoom()) return false;
  connection.ending_ = stopping_.load();
  open_.insert(&connection);
  return true;
}

/// Whether there is room for one more connection, if need be at the expense of an idle one.
bool Connections::makeRoom() {
  if (open_.size() < capacity_) return true;
  const auto isStaying = [](const Connection* one) { return !one->ending_; };
  if (static_cast<std::size_t>(std::ranges::count_if(open_, isStaying)) < capacity_) return true;

  const auto isSpare = [now = Clock::now()](const Connection& one) {
    return one.idle_ && !one.ending_ && now - one.idleSince_.load() >= kSpared;
  };
  Connection* idlest = nullptr;
  for (Connection* one : open_) {
    if (!isSpare(*one)) continue;
    if (idlest == nullptr || one->idleSince_.load() < idlest->idleSince_.load()) idlest = one;
  }
  if (idlest == nullptr) return false;
  idlest->ending_ = true;
  shutDownReceiving(idlest->socket_);
  return true;
}

void Connections::remove(Connection& connection) {
  const std::lock_guard lock(mutex_);
  if (open_.erase(&connection) > 0 && stopping_) changed_.notify_all();
}

void Connections::begin(Connection& connection) {
  const std::lock_guard lock(mutex_);
  connection.begun_ = true;
  if (stopping_) changed_.notify_all();
}

void Connections::beginIdle(Connection& connection) {
  connection.idleSince_ = Clock::now();
  connection.idle_ = true;
  // stop() sets its flag before it reads these. So either it sees this connection as idle, or
  // this line sees the stop.
  if (stopping_ && connection.served_) shutDownReceiving(connection.socket_);
}

void Connections::endIdle(Connection& connection) {
  connection.served_ = true;
  connection.idle_ = false;
}

void Connections::beginStop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (Connection* one : open_) one->ending_ = true;
}

void Connections::awaitBegun() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kAllBegin,
                    [this] { return std::ranges::all_of(open_, &Connection::begun_); });
}

bool Connections::closedWithin(std::unique_lock<std::mutex>& lock, Clock::time_point end) {
  return changed_.wait_until(lock, end, [this] { return open_.empty(); });
}

void Connections::stop() {
  beginStop();
  const auto begin = Clock::now();
  std::unique_lock lock(mutex_);
  for (Connection* one : open_) {
    if (one->idle_ && one->served_) shutDownReceiving(one->socket_);
  }
  if (!closedWithin(lock, begin + kNewOnesEnd)) {
    for (Connection* one : open_) {
      if (one->idle_) shutDownReceiving(one->socket_);
    }
  }
  if (!closedWithin(lock, begin + kHalfRequestsEnd)) {
    for (Connection* one : open_) shutDownReceiving(one->socket_);
  }
  if (!closedWithin(lock, begin + kSlowReadersEnd)) {
    for (Connection* one : open_) shutDown(one->socket_);
  }
  changed_.wait(lock, [this] { return open_.empty(); });
}

}  // namespace freezer::server
