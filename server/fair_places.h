#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace freezer::server {

/// A few places for expensive work, shared fairly between groups of clients: each group that waits
/// gets a place in turn, however many of its clients wait. Safe to use from several threads at
/// once.
class FairPlaces {
 public:
  using Clock = std::chrono::steady_clock;

  /// At most `mostWaiting` clients of a group wait; further ones get no place.
  explicit FairPlaces(int places, std::size_t mostWaiting = std::numeric_limits<std::size_t>::max())
      : mostWaiting_(mostWaiting), free_(places) {}

  /// Waits for a place for a client of `group`, at most `patience`. Returns whether it got one,
  /// which must be given back.
  bool take(const std::string& group, std::chrono::milliseconds patience);

  /// The same until `end`, which is asked again twenty times a second and must not call this
  /// object.
  bool take(const std::string& group, const std::function<Clock::time_point()>& end);

  void giveBack();

  /// The number of threads that wait.
  std::size_t waiting() const;

 private:
  /// A thread that waits.
  struct Waiter {
    std::condition_variable served;
    bool hasPlace = false;
  };
  struct Group {
    std::deque<Waiter*> waiters;  ///< The first has waited longest.
    std::list<std::string>::iterator turn;
  };

  void enqueue(const std::string& group, Waiter& waiter);
  void leave(const std::string& group, Waiter& waiter);

  const std::size_t mostWaiting_;

  mutable std::mutex mutex_;

  // Protected by mutex_.
  int free_;                                       ///< Positive only if nobody waits.
  std::list<std::string> turns_;                   ///< The groups that wait, the next one first.
  std::unordered_map<std::string, Group> groups_;  ///< The same groups.
};

}  // namespace freezer::server
