#include "server/auth/token_cache.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <stdexcept>

namespace freezer::server {

std::size_t TokenCache::KeyHash::operator()(const Key& key) const noexcept {
  std::size_t hash = 0;  // The key is a hash already.
  std::memcpy(&hash, key.data(), sizeof hash);
  return hash;
}

const TokenCache::Entry* TokenCache::Shelf::find(const Key& key, std::int64_t now) {
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  if (place->second->second.until <= now) {
    entries_.erase(place->second);
    places_.erase(place);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, place->second);
  return &place->second->second;
}

void TokenCache::Shelf::put(const Key& key, Entry entry) {
  if (const auto place = places_.find(key); place != places_.end()) {
    place->second->second = std::move(entry);
    return;
  }
  entries_.emplace_front(key, std::move(entry));
  places_[key] = entries_.begin();
  if (entries_.size() > capacity_) {
    places_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

TokenCache::TokenCache(const Limits& limits, Clock clock)
    : limits_(limits), clock_(std::move(clock)), valid_(limits.valid), refused_(limits.refused) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialized");
}

Result<TokenCache::Identity> TokenCache::find(Use use, std::string_view token, const Ask& ask) {
  const Key key = keyOf(use, token);
  std::unique_lock lock(mutex_);
  if (const Entry* entry = known(key)) {
    ++hits_;
    return entry->credentials;
  }
  if (const auto flight = flights_.find(key); flight != flights_.end()) {
    ++hits_;
    const Flight same = flight->second;
    lock.unlock();
    return same.get();
  }
  ++misses_;
  std::promise<Result<Identity>> promise;
  flights_.emplace(key, promise.get_future().share());
  lock.unlock();
  try {
    auto identity = askFor(key, ask);
    promise.set_value(identity);
    return identity;
  } catch (...) {
    lock.lock();
    flights_.erase(key);
    promise.set_exception(std::current_exception());
    throw;
  }
}

TokenCache::Key TokenCache::keyOf(Use use, std::string_view token) {
  Key key;
  const auto prefix = static_cast<unsigned char>(use);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, key.size());
  crypto_generichash_update(&state, &prefix, 1);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(token.data()),
                            token.size());
  crypto_generichash_final(&state, key.data(), key.size());
  return key;
}

const TokenCache::Entry* TokenCache::known(const Key& key) {
  const std::int64_t now = clock_();
  const Entry* const entry = valid_.find(key, now);
  return entry != nullptr ? entry : refused_.find(key, now);
}

/// Validates the token and caches the result.
Result<TokenCache::Identity> TokenCache::askFor(const Key& key, const Ask& ask) {
  const auto answer = ask();
  const std::lock_guard lock(mutex_);
  flights_.erase(key);
  if (!answer) return answer.error();
  keep(key, answer.value());
  return answer.value().credentials;
}

void TokenCache::keep(const Key& key, const Answer& answer) {
  const std::int64_t now = clock_();
  const std::int64_t until = now + limits_.seconds;
  if (!answer.credentials) {
    if (until > now) refused_.put(key, {nullptr, until});
  } else if (const std::int64_t end = std::min(until, answer.expires); end > now) {
    valid_.put(key, {answer.credentials, end});
  }
}

}  // namespace freezer::server
