#pragma once

#include <chrono>
#include <mutex>

namespace freezer::server {

/// A circuit breaker: after a service has failed to answer, only one request a second is
/// sent to it until it answers again; the others fail without a wait. Safe to use from
/// several threads at once.
class Breaker {
 public:
  /// Whether a request may be sent now.
  bool admits() {
    const std::lock_guard lock(mutex_);
    if (!open_) return true;
    const auto now = Clock::now();
    if (now < nextTry_) return false;
    nextTry_ = now + kPause;
    return true;
  }

  /// Records whether the service answered.
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
  Clock::time_point nextTry_;  ///< Only meaningful while open_.
};

}  // namespace freezer::server
