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
  if (!makeRoom(connection.address_)) return false;
  open_.insert(&connection);
  if (stopping_) {
    connection.ending_ = true;
  } else {
    ++staying_;
    ++counts_[connection.address_];
  }
  return true;
}

/// Whether there is room for one more connection from `address`, if need be in place of another.
bool Connections::makeRoom(const std::string& address) {
  const bool isShareUsed = !address.empty() && countOf(address) >= share_;
  if (!isShareUsed && staying_ < capacity_) return true;
  Connection* const spare = findSpare(isShareUsed ? address : std::string());
  if (spare == nullptr) return false;
  incidents_.note(Incident::ConnectionReplaced, "client " + spare->address_);
  end(*spare);
  return true;
}

/// The connection that can best be spared, or null; if `address` is not empty, one of that address.
Connections::Connection* Connections::findSpare(const std::string& address) const {
  const auto now = Clock::now();
  Connection* best = nullptr;
  std::pair<std::size_t, Clock::duration> highest;
  for (Connection* one : open_) {
    if (!one->waiting_ || one->ending_ || (!address.empty() && one->address_ != address)) continue;
    const Clock::duration waited = now - one->waitingSince_.load();
    if (one->hasAsked_ && waited < kSpared) continue;
    const std::pair rank(countOf(one->address_), waited);
    if (best != nullptr && rank <= highest) continue;
    best = one;
    highest = rank;
  }
  return best;
}

std::size_t Connections::countOf(const std::string& address) const {
  const auto found = counts_.find(address);
  return found == counts_.end() ? 0 : found->second;
}

void Connections::end(Connection& connection) {
  leave(connection);
  connection.ending_ = true;
  shutDownReceiving(connection.socket_);
}

/// Gives up the place of a connection that is not ending yet.
void Connections::leave(const Connection& connection) {
  if (connection.ending_) return;
  --staying_;
  const auto found = counts_.find(connection.address_);
  if (--found->second == 0) counts_.erase(found);
}

void Connections::remove(Connection& connection) {
  const std::lock_guard lock(mutex_);
  if (open_.erase(&connection) == 0) return;
  leave(connection);
  connection.ending_ = true;
  if (stopping_) changed_.notify_all();
}

void Connections::begin(Connection& connection) {
  const std::lock_guard lock(mutex_);
  connection.begun_ = true;
  if (stopping_) changed_.notify_all();
}

void Connections::beginIdle(Connection& connection) {
  connection.waitingSince_ = Clock::now();
  connection.waiting_ = true;
  connection.idle_ = true;
  // stop() sets its flag before it reads these. So either it sees this connection as idle, or
  // this line sees the stop.
  if (stopping_ && connection.served_) shutDownReceiving(connection.socket_);
}

void Connections::endIdle(Connection& connection) {
  connection.served_ = true;
  connection.idle_ = false;
}

void Connections::beginRequest(Connection& connection) {
  connection.hasAsked_ = true;
  connection.waiting_ = false;
}

void Connections::beginStop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (Connection* one : open_) {
    leave(*one);
    one->ending_ = true;
  }
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
