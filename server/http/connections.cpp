#include "server/http/connections.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace freezer::server {
namespace {

using Clock = std::chrono::steady_clock;

/// A connection that was used a moment ago is likely to be used again.
constexpr std::chrono::seconds kSpared{1};

// When a stop ends which connections, counted from its beginning.
constexpr std::chrono::seconds kNewOnesEnd{1};
constexpr std::chrono::seconds kHalfRequestsEnd{5};
constexpr std::chrono::seconds kSlowReadersEnd{9};

/// Lets reading end after what has been received, and a thread that waits for
/// more wake up.
void hangUp(Connections::Connection& connection) try {
  connection.ending = true;
  connection.socket.shutdownReceive();
} catch (const Poco::Exception&) {
  // The client was faster.
}

void cutOff(Connections::Connection& connection) try {
  connection.socket.shutdown();
} catch (const Poco::Exception&) {
  // The client was faster.
}

}  // namespace

Connections::Connections(std::size_t capacity, Serve serve)
    : capacity_(capacity), serve_(std::move(serve)) {}

Connections::~Connections() {
  stop();
}

bool Connections::add(Poco::Net::StreamSocket& socket, const TlsContext* tls) {
  const std::lock_guard lock(mutex_);
  if (!makeRoom()) return false;
  waiting_.push_back(open_.emplace(open_.end(), socket, tls));
  if (canBeServed()) {
    socket = Poco::Net::StreamSocket();  // While it is shared, it is not closed.
    work_.notify_one();
    return true;
  }
  open_.erase(waiting_.back());
  waiting_.pop_back();
  return false;
}

/// Whether there is room for one more, which an idle connection may have to make.
bool Connections::makeRoom() {
  const auto isStaying = [](const Connection& one) { return !one.ending; };
  if (open_.size() < capacity_) return true;
  if (static_cast<std::size_t>(std::ranges::count_if(open_, isStaying)) < capacity_) return true;

  const auto isSpare = [now = Clock::now()](const Connection& one) {
    return one.idle_ && !one.ending && now - one.idleSince_.load() >= kSpared;
  };
  Connection* idlest = nullptr;
  for (Connection& one : open_) {
    if (isSpare(one) && (idlest == nullptr || one.idleSince_.load() < idlest->idleSince_.load())) {
      idlest = &one;
    }
  }
  if (idlest != nullptr) hangUp(*idlest);
  return idlest != nullptr;
}

/// Whether a thread will come to serve the connections that wait.
bool Connections::canBeServed() {
  if (idleThreads_ >= waiting_.size() || threads_.size() >= capacity_) return true;
  try {
    threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    // The system has no more threads: one of those we have will have to do.
  }
  return !threads_.empty();
}

void Connections::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idleThreads_;
    work_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    --idleThreads_;
    if (waiting_.empty()) return;
    const auto connection = waiting_.front();
    waiting_.pop_front();

    lock.unlock();
    serve_(*connection);
    lock.lock();

    std::list<Connection> done;
    done.splice(done.end(), open_, connection);
    if (open_.empty()) closed_.notify_all();
    lock.unlock();
    done.clear();  // Closes the socket, which takes a moment.
    lock.lock();
  }
}

void Connections::beginIdle(Connection& connection) {
  connection.idleSince_ = Clock::now();
  connection.idle_ = true;
  // In this order, against that of stop(): one of the two sees the other.
  if (stopping_ && connection.served_) hangUp(connection);
}

void Connections::endIdle(Connection& connection) {
  connection.served_ = true;
  connection.idle_ = false;
}

bool Connections::closedWithin(std::unique_lock<std::mutex>& lock, Clock::time_point end) {
  return closed_.wait_until(lock, end, [this] { return open_.empty(); });
}

void Connections::stop() {
  const auto begin = Clock::now();
  std::unique_lock lock(mutex_);
  stopping_ = true;
  work_.notify_all();
  for (Connection& one : open_) {
    one.ending = true;
    if (one.idle_ && one.served_) hangUp(one);
  }
  if (!closedWithin(lock, begin + kNewOnesEnd)) {
    for (Connection& one : open_) {
      if (one.idle_) hangUp(one);
    }
  }
  if (!closedWithin(lock, begin + kHalfRequestsEnd)) std::ranges::for_each(open_, hangUp);
  if (!closedWithin(lock, begin + kSlowReadersEnd)) std::ranges::for_each(open_, cutOff);

  std::vector<std::thread> threads = std::exchange(threads_, {});
  lock.unlock();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace freezer::server
