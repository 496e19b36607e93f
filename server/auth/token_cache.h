#pragma once

#include <array>
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

namespace freezer::server {

/// Remembers who tokens stand for, and which tokens stand for nobody.
///
/// Tokens are known by a hash, and kept nowhere. Those that were refused have a
/// place of their own, so that no number of them pushes out a good one. Safe to use
/// from several threads at once.
class TokenCache {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.
  using Identity = std::shared_ptr<const Credentials>;

  /// What is to be known of a token.
  struct Answer {
    Identity credentials;      ///< Null: the token was refused.
    std::int64_t expires = 0;  ///< Seconds since the epoch; of no meaning where it was refused.
  };
  using Ask = std::function<Result<Answer>()>;

  struct Limits {
    std::int64_t seconds = 300;    ///< How long an answer is kept at most; 0 or less: not at all.
    std::size_t valid = 10'000;    ///< Answers; the least recently used goes.
    std::size_t refused = 10'000;  ///< The same of tokens that were refused.
  };

  /// Answers that must not be mixed up, since they were asked for otherwise.
  enum class Use : char {
    Alone,    ///< The token is valid by itself.
    Vouched,  ///< It may have expired, since a service vouches for its bearer.
  };

  TokenCache(const Limits& limits, Clock clock);

  /// Who bears `token`; null when it was refused. What is not known is asked: by
  /// one caller, while others who want to know the same wait for that answer. An
  /// Error goes to all of them and is not kept.
  Result<Identity> find(Use use, std::string_view token, const Ask& ask);

 private:
  using Key = std::array<unsigned char, 32>;

  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  struct Entry {
    Identity credentials;
    std::int64_t until = 0;  ///< The first second in which it is no longer known.
  };

  /// Entries in the order of their last use.
  class Shelf {
   public:
    explicit Shelf(std::size_t capacity) : capacity_(capacity) {}

    /// The entry, used now, or null. One that is over goes.
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

  std::mutex mutex_;

  // Protected by mutex_.
  Shelf valid_;
  Shelf refused_;
  std::unordered_map<Key, Flight, KeyHash> flights_;  ///< What is being asked just now.
};

}  // namespace freezer::server
