#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/caller.h"
#include "core/result.h"
#include "server/auth/authenticator.h"

namespace freezer::server {

/// Caches the credentials of valid tokens, and refused tokens.
///
/// The keys are hashes; tokens are not stored. Refused tokens have a cache of their own, so
/// that they cannot evict valid ones. Safe to use from several threads at once.
class TokenCache {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.
  using Identity = std::shared_ptr<const Credentials>;

  /// The result of a validation.
  struct Answer {
    Identity credentials;      ///< Null: the token was refused.
    std::int64_t expires = 0;  ///< Seconds since the epoch; unused if refused.
  };
  using Ask = std::function<Result<Answer>()>;

  struct Limits {
    std::int64_t seconds = 300;    ///< Maximum age of an entry; 0 or less: no caching.
    std::size_t valid = 10'000;    ///< Capacity; the least recently used is evicted.
    std::size_t refused = 10'000;  ///< The same for refused tokens.
  };

  /// How a token is validated. Results for different uses are cached separately.
  enum class Use : char {
    Alone,             ///< The token itself must be valid.
    WithServiceToken,  ///< The token may have expired: a service sent it with its own token.
  };

  TokenCache(const Limits& limits, Clock clock);

  /// Returns the credentials of `token`, or null if it is refused. If they are not cached,
  /// one caller runs `ask` and concurrent callers with the same token wait for its result.
  /// An Error is returned to all of them and is not cached.
  Result<Identity> find(Use use, std::string_view token, const Ask& ask);

  /// How often find() had an answer, or could wait for one, and how often it had to ask.
  CacheCounts counts() const { return {.hits = hits_, .misses = misses_}; }

 private:
  using Key = std::array<unsigned char, 32>;

  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  struct Entry {
    Identity credentials;
    std::int64_t until = 0;  ///< Expiry, in seconds since the epoch.
  };

  /// A bounded cache that evicts the least recently used entry.
  class Shelf {
   public:
    explicit Shelf(std::size_t capacity) : capacity_(capacity) {}

    /// Returns the entry and marks it as used, or null. Removes an expired entry.
    const Entry* find(const Key& key, std::int64_t now);
    void put(const Key& key, Entry entry);

   private:
    using Entries = std::list<std::pair<Key, Entry>>;

    const std::size_t capacity_;
    Entries entries_;  ///< The most recently used first.
    std::unordered_map<Key, Entries::iterator, KeyHash> places_;
  };

  using Flight = std::shared_future<Result<Identity>>;

  static Key keyOf(Use use, std::string_view token);
  const Entry* known(const Key& key);
  Result<Identity> askFor(const Key& key, const Ask& ask);
  void keep(const Key& key, const Answer& answer);

  const Limits limits_;
  const Clock clock_;

  std::atomic<std::uint64_t> hits_ = 0;
  std::atomic<std::uint64_t> misses_ = 0;

  std::mutex mutex_;

  // Protected by mutex_.
  Shelf valid_;
  Shelf refused_;
  std::unordered_map<Key, Flight, KeyHash> flights_;  ///< Validations in progress.
};

}  // namespace freezer::server
