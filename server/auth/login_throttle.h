#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/fair_places.h"

namespace freezer::server {

/// Slows down password guessing: after a few failures for one user, or from one address,
/// the next attempt has to wait, twice as long after each failure, up to a minute. Where a user has
/// logged in before, only the failures of that user from that address count, so that nobody else
/// can lock the user out there. The state is in memory, bounded, and separate on each node. Safe to
/// use from several threads at once.
class LoginThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Clock = std::function<Time()>;

  // Many users may share an address.
  static constexpr int kFreePerUser = 5;
  static constexpr int kFreePerAddress = 20;
  static constexpr std::chrono::seconds kLongestWait{60};
  static constexpr std::chrono::minutes kForgotten{15};  ///< After the last failure.
  static constexpr std::size_t kCapacity = 10'000;       ///< Of each memory below.

  /// How long an attempt waits for its turn.
  static constexpr std::chrono::seconds kPatience{3};

  explicit LoginThrottle(Clock clock = std::chrono::steady_clock::now);

  /// The number of attempts that have failed.
  std::uint64_t failures() const { return failures_; }

  /// An attempt to log in. At most two run at a time, which bounds the memory for hashing,
  /// and the number of guesses made before a failure is recorded. The networks of the addresses
  /// (/24 of IPv4, /64 of IPv6) take turns.
  class Attempt {
   public:
    /// Blocks until one of the two places is free, unless wait() is positive, or until kPatience
    /// has passed.
    Attempt(LoginThrottle& throttle, std::string_view user, std::string_view address);
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    ~Attempt();

    /// How long the attempt has to wait; zero: it may proceed.
    std::chrono::seconds wait() const { return wait_; }

    /// Whether it has one of the places; if not and wait() is zero, too many others wait.
    bool isRunning() const { return isRunning_; }

    // The result of the attempt.
    void succeed();
    void fail();

   private:
    LoginThrottle& throttle_;
    const std::string pair_;     ///< The user at this address.
    const std::string address_;  ///< Of failures.
    const bool isKnown_;         ///< Whether the pair has succeeded before.
    const std::string user_;     ///< Of failures: the user everywhere, or the known pair.
    std::chrono::seconds wait_;
    bool isRunning_ = false;
  };

 private:
  struct Failures {
    std::string key;  ///< A user, a known pair or an address.
    int count = 0;
    Time last = {};
    Time until = {};  ///< Earliest time of the next attempt.
  };
  using Recent = std::list<Failures>;

  bool isKnown(const std::string& pair);
  void remember(const std::string& pair);
  std::chrono::seconds waitFor(const std::string& user, const std::string& address);
  std::chrono::seconds waitOf(const std::string& key, Time now);
  void addFailure(const std::string& key, int free);
  void forget(const std::string& key);

  const Clock clock_;
  FairPlaces places_{2};
  std::atomic<std::uint64_t> failures_ = 0;

  std::mutex mutex_;

  // Protected by mutex_.
  Recent recent_;  ///< Ordered by last failure, the latest first.
  std::unordered_map<std::string, Recent::iterator> found_;
  std::list<std::string> pairs_;  ///< That succeeded, the latest first.
  std::unordered_map<std::string_view, std::list<std::string>::iterator> known_;  ///< Of pairs_.
};

}  // namespace freezer::server
