#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/freezer.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// Remembers which clients have polled, and writes them to the store from time to time, all in one
/// transaction. A poll itself writes nothing and waits for nothing. Polls that could not be written
/// are written with the next ones. Safe to use from several threads at once.
class LastSeen {
 public:
  static constexpr std::chrono::seconds kPeriod{60};

  /// The most clients to remember until the next write. Others are noted at a later poll.
  static constexpr std::size_t kMostClients = 100'000;

  /// Writes to `freezer`, which must outlive it.
  LastSeen(Freezer& freezer, std::shared_ptr<spdlog::logger> logger,
           std::chrono::milliseconds period = kPeriod, Clock clock = Freezer::systemClock());

  LastSeen(const LastSeen&) = delete;
  LastSeen& operator=(const LastSeen&) = delete;
  ~LastSeen() { stop(); }

  /// Notes that a caller with this scope polls for a client.
  void note(const Scope& scope, const std::string& client_id);

  /// Writes what is left, and ends the thread. Later calls have no effect.
  void stop();

 private:
  using Key = std::pair<std::pair<Scope::By, std::string>, std::string>;

  void run();
  void write();

  Freezer& freezer_;
  const std::shared_ptr<spdlog::logger> logger_;
  const std::chrono::milliseconds period_;
  const Clock clock_;

  std::mutex mutex_;
  std::condition_variable stopped_;
  bool isStopping_ = false;                 ///< Protected by mutex_.
  std::map<Key, std::int64_t> noted_ = {};  ///< Times of the last polls; protected by mutex_.

  std::thread writer_;
};

}  // namespace freezer::server
