#include "server/fair_places.h"

#include <algorithm>

namespace freezer::server {

bool FairPlaces::take(const std::string& group, std::chrono::milliseconds patience) {
  return take(group, [end = Clock::now() + patience] { return end; });
}

bool FairPlaces::take(const std::string& group, const std::function<Clock::time_point()>& end) {
  constexpr std::chrono::milliseconds kBetweenQuestions{50};
  std::unique_lock lock(mutex_);
  if (free_ > 0) {
    --free_;
    return true;
  }
  const auto found = groups_.find(group);
  if (found != groups_.end() && found->second.waiters.size() >= mostWaiting_) return false;
  Waiter waiter;
  enqueue(group, waiter);
  while (!waiter.hasPlace) {
    const auto now = Clock::now();
    const auto last = end();
    if (now >= last) {
      leave(group, waiter);
      return false;
    }
    waiter.served.wait_until(lock, std::min(last, now + kBetweenQuestions));
  }
  return true;
}

void FairPlaces::enqueue(const std::string& group, Waiter& waiter) {
  const auto [found, isNew] = groups_.try_emplace(group);
  if (isNew) found->second.turn = turns_.insert(turns_.end(), group);
  found->second.waiters.push_back(&waiter);
}

void FairPlaces::leave(const std::string& group, Waiter& waiter) {
  const auto left = groups_.find(group);
  std::erase(left->second.waiters, &waiter);
  if (!left->second.waiters.empty()) return;
  turns_.erase(left->second.turn);
  groups_.erase(left);
}

std::size_t FairPlaces::waiting() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [name, group] : groups_) count += group.waiters.size();
  return count;
}

void FairPlaces::giveBack() {
  const std::lock_guard lock(mutex_);
  if (turns_.empty()) {
    ++free_;
    return;
  }
  const auto next = groups_.find(turns_.front());
  Group& group = next->second;
  Waiter& waiter = *group.waiters.front();
  group.waiters.pop_front();
  if (group.waiters.empty()) {
    turns_.pop_front();
    groups_.erase(next);
  } else {
    turns_.splice(turns_.end(), turns_, group.turn);
  }
  waiter.hasPlace = true;
  waiter.served.notify_one();  // While locked: the waiter does not outlive its wait.
}

}  // namespace freezer::server
