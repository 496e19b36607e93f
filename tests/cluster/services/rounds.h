#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace freezer::test {

inline constexpr std::size_t kSchedulers = 6;

/// Schedulers that start one session at once, round by round. Each sends the tag that the session
/// has before the round. The first one raises it, and all others must find it raised by one.
class Rounds {
 public:
  /// Waits for the round that this scheduler has not been answered in, and returns its tag. None: a
  /// stop was requested.
  std::optional<std::int64_t> await(std::size_t scheduler, const std::stop_token& stop);

  /// The answer to a start. An `isRaise` has the result "success".
  void answer(std::size_t scheduler, bool isRaise, std::int64_t tag);

  /// A start has an unknown outcome: the raise of this round may have no answer.
  void doubt();

  std::int64_t count() const;  ///< Complete rounds; the tag before the current one.
  std::int64_t right() const;  ///< Rounds with exactly one raise, by one.

 private:
  struct Round {
    std::array<bool, kSchedulers> isAnswered = {};
    std::size_t answers = 0;
    int raises = 0;
    bool isInDoubt = false;
    bool isWrong = false;
  };

  void finish();

  mutable std::mutex mutex_;
  std::condition_variable_any begun_;
  std::int64_t tag_ = 0;
  std::int64_t right_ = 0;
  Round round_;
};

/// The session of the rounds, and the job of a scheduler in it.
inline const std::string kRoundsSession = "rounds";
std::string jobOfScheduler(std::size_t scheduler);

}  // namespace freezer::test
