#include "core/store/mariadb/pool.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "core/store/mariadb/errors.h"

namespace freezer::mariadb {
namespace {

/// More make the server slower, not faster; each is a thread there.
constexpr std::size_t kMostConnections = 32;

}  // namespace

Pool::Pool(const Address& address, Role role, int patienceMs)
    : address_(address), role_(role), patienceMs_(patienceMs) {}

Pool::Lease::Lease(Pool& pool) : pool_(pool) {
  pool_.awaitPlace();
  try {
    connection_ = pool_.takeIdle();
    isNew_ = !connection_;
    if (isNew_) connection_ = pool_.connect();
  } catch (...) {
    pool_.giveBack(nullptr);
    throw;
  }
}

Pool::Lease::~Lease() {
  if (isOpen_ && isUsable_) isUsable_ = connection_->rollBack();
  if (!isUsable_) connection_.reset();
  pool_.giveBack(std::move(connection_));
}

void Pool::Lease::begin(Connection::Timing timing, std::int64_t documents) {
  connection_->begin(timing, documents);
  isOpen_ = true;
}

void Pool::Lease::commit() {
  connection_->commit();
  isOpen_ = false;
}

void Pool::Lease::discard() {
  isUsable_ = false;
  pool_.leaveHost(connection_->host());
}

/// Waits until the number of connections allows one more.
void Pool::awaitPlace() {
  std::unique_lock lock(mutex_);
  const bool isFree = returned_.wait_for(lock, std::chrono::milliseconds(patienceMs_),
                                         [this] { return lent_ < kMostConnections; });
  if (!isFree) throw Failure(Failure::Kind::Unavailable, "all connections are in use");
  ++lent_;
}

/// Null if there is none.
std::unique_ptr<Connection> Pool::takeIdle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

std::unique_ptr<Connection> Pool::connect() {
  std::size_t first = 0;
  {
    const std::lock_guard lock(mutex_);
    first = host_;
  }
  auto connection = std::make_unique<Connection>(address_, role_, patienceMs_, first);
  const std::lock_guard lock(mutex_);
  host_ = connection->host();
  return connection;
}

/// The idle connections to a host that is silent would have to be waited for one after another.
void Pool::leaveHost(std::size_t host) {
  std::vector<std::unique_ptr<Connection>> left;  // Closed without the lock.
  const std::lock_guard lock(mutex_);
  const auto gone = std::partition(idle_.begin(), idle_.end(), [host](const auto& connection) {
    return connection->host() != host;
  });
  std::move(gone, idle_.end(), std::back_inserter(left));
  idle_.erase(gone, idle_.end());
  if (host_ == host) host_ = (host + 1) % std::max<std::size_t>(1, address_.hosts.size());
}

/// Null: the connection was closed.
void Pool::giveBack(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace freezer::mariadb
