#pragma once

#include <chrono>
#include <mutex>

namespace freezer::server {

/// Spares those who would ask a service that has just not answered the wait for it:
/// until it answers again, one of them a second may try. Safe to use from several
/// threads at once.
class Breaker {
 public:
  /// Whether to ask now.
  bool admits() {
    const std::lock_guard lock(mutex_);
    if (!open_) return true;
    const auto now = Clock::now();
    if (now < nextTry_) return false;
    nextTry_ = now + kPause;
    return true;
  }

  /// Says how it went.
  void report(bool answered) {
    const std::lock_guard lock(mutex_);
    open_ = !answered;
    if (open_) nextTry_ = Clock::now() + kPause;
  }

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr std::chrono::seconds kPause{1};

  std::mutex mutex_;

  // Protected by mutex_.
  bool open_ = false;
  Clock::time_point nextTry_;  ///< Of meaning while it is open.
};

}  // namespace freezer::server
