#include "server/auth/login_throttle.h"

#include <algorithm>
#include <utility>

namespace freezer::server {

using std::chrono::seconds;

namespace {

/// What tells users apart; no user has a longer name.
constexpr std::size_t kMostOfName = 255;

}  // namespace

LoginThrottle::LoginThrottle(Clock clock) : clock_(std::move(clock)) {}

LoginThrottle::Attempt::Attempt(LoginThrottle& throttle, std::string_view user,
                                std::string_view address)
    : throttle_(throttle),
      user_("user " + std::string(user.substr(0, kMostOfName))),
      address_("address " + std::string(address)),
      wait_(throttle_.waitFor(user_, address_)) {
  if (wait_ > seconds(0)) return;  // Without holding up others.
  throttle_.free_.acquire();
  underWay_ = true;
  wait_ = throttle_.waitFor(user_, address_);
}

LoginThrottle::Attempt::~Attempt() {
  if (underWay_) throttle_.free_.release();
}

void LoginThrottle::Attempt::succeed() {
  // Not for the address: whoever guesses may have a password of their own.
  throttle_.forget(user_);
}

void LoginThrottle::Attempt::fail() {
  throttle_.addFailure(user_, kFreePerUser);
  throttle_.addFailure(address_, kFreePerAddress);
}

seconds LoginThrottle::waitFor(const std::string& user, const std::string& address) {
  const Time now = clock_();
  const std::lock_guard lock(mutex_);
  return std::max(waitOf(user, now), waitOf(address, now));
}

seconds LoginThrottle::waitOf(const std::string& whose, Time now) {
  const auto found = found_.find(whose);
  if (found == found_.end()) return seconds(0);
  return std::max(seconds(0), std::chrono::ceil<seconds>(found->second->until - now));
}

void LoginThrottle::addFailure(const std::string& whose, int free) {
  const Time now = clock_();
  const std::lock_guard lock(mutex_);
  Failures failures{whose};
  if (const auto found = found_.find(whose); found != found_.end()) {
    if (now - found->second->last < kForgotten) failures.count = found->second->count;
    recent_.erase(found->second);
    found_.erase(found);
  }
  if (found_.size() == kMost) {
    found_.erase(recent_.back().whose);
    recent_.pop_back();
  }
  ++failures.count;
  failures.last = now;
  if (failures.count >= free) {
    constexpr int kMostDoublings = 6;  // 64 s: beyond the longest wait.
    const seconds wait(1 << std::min(failures.count - free, kMostDoublings));
    failures.until = now + std::min(wait, kLongestWait);
  }
  recent_.push_front(std::move(failures));
  found_[whose] = recent_.begin();
}

void LoginThrottle::forget(const std::string& whose) {
  const std::lock_guard lock(mutex_);
  const auto found = found_.find(whose);
  if (found == found_.end()) return;
  recent_.erase(found->second);
  found_.erase(found);
}

}  // namespace freezer::server
