#include "core/store/sqlite/readers.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

namespace freezer::sqlite {
namespace {

/// Longer than most reads, except searches through many documents.
constexpr std::chrono::milliseconds kPatience{20};

std::size_t mostConnections() {
  constexpr unsigned kForEachProcessor = 2;
  constexpr unsigned kLeast = 8;
  return std::max(kLeast, kForEachProcessor * std::thread::hardware_concurrency());
}

/// Page cache per connection: enough for the inner pages of the indexes, and with few connections
/// also for some leaf pages.
std::size_t cacheKilobytes(std::size_t connections) {
  constexpr std::size_t kOfAll = 20'000;
  constexpr std::size_t kLeast = 2'000;
  return std::max(kLeast, kOfAll / connections);
}

}  // namespace

Readers::Readers(OpenedFile& file, int busyTimeoutMs)
    : file_(file), busyTimeoutMs_(busyTimeoutMs), most_(mostConnections()) {}

std::unique_ptr<Connection> Readers::take() {
  {
    std::unique_lock lock(mutex_);
    if (idle_.empty() && lent_ >= most_) {
      ++waiting_;
      returned_.wait_for(lock, kPatience, [this] { return !idle_.empty(); });
      --waiting_;
    }
    ++lent_;
    if (!idle_.empty()) {
      // The most recently used connection has the warmest cache.
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  try {
    file_.check();
    auto connection = std::make_unique<Connection>(file_.path().string(), busyTimeoutMs_);
    file_.check();
    connection->executeScript("PRAGMA cache_size = -" + std::to_string(cacheKilobytes(most_)));
    return connection;
  } catch (...) {
    const std::lock_guard lock(mutex_);
    --lent_;
    throw;
  }
}

void Readers::giveBack(std::unique_ptr<Connection> connection) {
  bool isAwaited = false;
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    isAwaited = waiting_ > 0;
    if (!isAwaited && lent_ + idle_.size() >= most_) return;  // Close surplus connections.
    idle_.push_back(std::move(connection));
  }
  // After unlocking: otherwise, the woken thread would wait for the lock.
  if (isAwaited) returned_.notify_one();
}

}  // namespace freezer::sqlite
