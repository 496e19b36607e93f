#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>
#include <unordered_map>

namespace freezer::server {

/// Slows down password guessing: after a few failures for one user, or from one address,
/// the next attempt has to wait, twice as long after each failure, up to a minute. The
/// state is in memory, bounded, and separate on each node. Safe to use from several threads
/// at once.
class LoginThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Clock = std::function<Time()>;

  // Many users may share an address.
  static constexpr int kFreePerUser = 5;
  static constexpr int kFreePerAddress = 20;
  static constexpr std::chrono::seconds kLongestWait{60};
  static constexpr std::chrono::minutes kForgotten{15};  ///< After the last failure.
  static constexpr std::size_t kCapacity = 10'000;       ///< Users and addresses.

  explicit LoginThrottle(Clock clock = std::chrono::steady_clock::now);

  /// An attempt to log in. At most two run at a time, which bounds the memory for hashing,
  /// and the number of guesses made before a failure is recorded.
  class Attempt {
   public:
    /// Blocks until one of the two places is free, unless wait() is positive.
    Attempt(LoginThrottle& throttle, std::string_view user, std::string_view address);
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    ~Attempt();

    /// How long the attempt has to wait; zero: it may proceed.
    std::chrono::seconds wait() const { return wait_; }

    // The result of the attempt.
    void succeed();
    void fail();

   private:
    LoginThrottle& throttle_;
    const std::string user_;
    const std::string address_;
    std::chrono::seconds wait_;
    bool isRunning_ = false;
  };

 private:
  struct Failures {
    std::string key;  ///< A user or an address.
    int count = 0;
    Time last = {};
    Time until = {};  ///< Earliest time of the next attempt.
  };
  using Recent = std::list<Failures>;

  std::chrono::seconds waitFor(const std::string& user, const std::string& address);
  std::chrono::seconds waitOf(const std::string& key, Time now);
  void addFailure(const std::string& key, int free);
  void forget(const std::string& key);

  const Clock clock_;
  std::counting_semaphore<2> free_{2};

  std::mutex mutex_;

  // Protected by mutex_.
  Recent recent_;  ///< Ordered by last failure, the latest first.
  std::unordered_map<std::string, Recent::iterator> found_;
};

}  // namespace freezer::server
