#include "server/auth/login_throttle.h"

#include <algorithm>
#include <utility>

#include "server/http/ip_address.h"

namespace freezer::server {

namespace {

/// The longest name of a user; longer ones are cut.
constexpr std::size_t kLongestName = 255;

/// The addresses that one client can easily use.
std::string networkOf(std::string_view address) {
  constexpr unsigned kIpv4Bits = 96 + 24;
  constexpr unsigned kIpv6Bits = 64;
  const auto parsed = IpAddress::parse(std::string(address));
  if (!parsed) return std::string(address);
  return parsed->network(parsed->isIpv4() ? kIpv4Bits : kIpv6Bits).text();
}

}  // namespace

LoginThrottle::LoginThrottle(Clock clock) : clock_(std::move(clock)) {}

LoginThrottle::Attempt::Attempt(LoginThrottle& throttle, std::string_view user,
                                std::string_view address)
    : throttle_(throttle),
      pair_(std::string(address) + " user " + std::string(user.substr(0, kLongestName))),
      address_("address " + std::string(address)),
      isKnown_(throttle_.isKnown(pair_)),
      user_(isKnown_ ? pair_ : "user " + std::string(user.substr(0, kLongestName))),
      wait_(throttle_.waitFor(user_, isKnown_ ? user_ : address_)) {
  if (wait_ > std::chrono::seconds(0)) return;  // Does not take a place.
  isRunning_ = throttle_.places_.take(networkOf(address), kPatience);
  if (isRunning_) wait_ = throttle_.waitFor(user_, isKnown_ ? user_ : address_);
}

LoginThrottle::Attempt::~Attempt() {
  if (isRunning_) throttle_.places_.giveBack();
}

void LoginThrottle::Attempt::succeed() {
  throttle_.remember(pair_);
  // The address is not forgotten: an attacker may have a valid account.
  throttle_.forget(user_);
}

void LoginThrottle::Attempt::fail() {
  ++throttle_.failures_;
  throttle_.addFailure(user_, kFreePerUser);
  throttle_.addFailure(address_, kFreePerAddress);
}

bool LoginThrottle::isKnown(const std::string& pair) {
  const std::lock_guard lock(mutex_);
  return known_.contains(pair);
}

void LoginThrottle::remember(const std::string& pair) {
  const std::lock_guard lock(mutex_);
  if (const auto found = known_.find(pair); found != known_.end()) {
    pairs_.splice(pairs_.begin(), pairs_, found->second);
    return;
  }
  if (known_.size() == kCapacity) {
    known_.erase(pairs_.back());
    pairs_.pop_back();
  }
  pairs_.push_front(pair);
  known_.emplace(pairs_.front(), pairs_.begin());
}

std::chrono::seconds LoginThrottle::waitFor(const std::string& user, const std::string& address) {
  const Time now = clock_();
  const std::lock_guard lock(mutex_);
  return std::max(waitOf(user, now), waitOf(address, now));
}

std::chrono::seconds LoginThrottle::waitOf(const std::string& key, Time now) {
  const auto found = found_.find(key);
  if (found == found_.end()) return std::chrono::seconds(0);
  return std::max(std::chrono::seconds(0),
                  std::chrono::ceil<std::chrono::seconds>(found->second->until - now));
}

void LoginThrottle::addFailure(const std::string& key, int free) {
  const Time now = clock_();
  const std::lock_guard lock(mutex_);
  Failures failures{key};
  if (const auto found = found_.find(key); found != found_.end()) {
    if (now - found->second->last < kForgotten) failures.count = found->second->count;
    recent_.erase(found->second);
    found_.erase(found);
  }
  if (found_.size() == kCapacity) {
    found_.erase(recent_.back().key);
    recent_.pop_back();
  }
  ++failures.count;
  failures.last = now;
  if (failures.count >= free) {
    constexpr int kMaxDoublings = 6;  // 64 s: beyond the longest wait.
    const std::chrono::seconds wait(1 << std::min(failures.count - free, kMaxDoublings));
    failures.until = now + std::min(wait, kLongestWait);
  }
  recent_.push_front(std::move(failures));
  found_[key] = recent_.begin();
}

void LoginThrottle::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = found_.find(key);
  if (found == found_.end()) return;
  recent_.erase(found->second);
  found_.erase(found);
}

}  // namespace freezer::server
