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

/// Slows down those who guess passwords: after a few failures for one user, or from
/// one address, the next attempt has to wait, twice as long after each failure, up to
/// a minute. Kept in memory, of a bounded size, by each node for itself. Safe to use
/// from several threads at once.
class LoginThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Clock = std::function<Time()>;

  // Many users may share an address.
  static constexpr int kFreePerUser = 5;
  static constexpr int kFreePerAddress = 20;
  static constexpr std::chrono::seconds kLongestWait{60};
  static constexpr std::chrono::minutes kForgotten{15};  ///< After the last failure.
  static constexpr std::size_t kMost = 10'000;           ///< Users and addresses remembered.

  explicit LoginThrottle(Clock clock = std::chrono::steady_clock::now);

  /// An attempt to log in. Two are under way at a time: that bounds the memory that
  /// hashing takes, and what can be guessed before a failure is known.
  class Attempt {
   public:
    /// Waits until it may begin.
    Attempt(LoginThrottle& throttle, std::string_view user, std::string_view address);
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    ~Attempt();

    /// How long it must not be made yet; zero: now.
    std::chrono::seconds wait() const { return wait_; }

    /// Says how it went.
    void succeed();
    void fail();

   private:
    LoginThrottle& throttle_;
    const std::string user_;
    const std::string address_;
    std::chrono::seconds wait_;
    bool underWay_ = false;
  };

 private:
  struct Failures {
    std::string whose;
    int count = 0;
    Time last = {};
    Time until = {};  ///< No attempt before.
  };
  using Recent = std::list<Failures>;

  std::chrono::seconds waitFor(const std::string& user, const std::string& address);
  std::chrono::seconds waitOf(const std::string& whose, Time now);
  void addFailure(const std::string& whose, int free);
  void forget(const std::string& whose);

  const Clock clock_;
  std::counting_semaphore<2> free_{2};

  std::mutex mutex_;

  // Protected by mutex_.
  Recent recent_;  ///< Those that failed last come first.
  std::unordered_map<std::string, Recent::iterator> found_;
};

}  // namespace freezer::server
