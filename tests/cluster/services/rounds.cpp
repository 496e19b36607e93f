#include "tests/cluster/services/rounds.h"

#include <gtest/gtest.h>

namespace freezer::test {

std::optional<std::int64_t> Rounds::await(std::size_t scheduler, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const bool isOpen = begun_.wait(lock, stop, [&] { return !round_.isAnswered.at(scheduler); });
  return isOpen ? std::optional(tag_) : std::nullopt;
}

void Rounds::answer(std::size_t scheduler, bool isRaise, std::int64_t tag) {
  const std::lock_guard lock(mutex_);
  if (isRaise) ++round_.raises;
  if (tag != tag_ + 1) {
    round_.isWrong = true;
    ADD_FAILURE() << "A start with the tag " << tag_ << " was answered with " << tag;
  }
  round_.isAnswered.at(scheduler) = true;
  if (++round_.answers == kSchedulers) finish();
}

void Rounds::finish() {
  const bool hasOneRaise = round_.raises == 1 || (round_.raises == 0 && round_.isInDoubt);
  EXPECT_TRUE(hasOneRaise) << round_.raises << " schedulers raised the tag " << tag_;
  if (hasOneRaise && !round_.isWrong) ++right_;
  ++tag_;
  round_ = {};
  begun_.notify_all();
}

void Rounds::doubt() {
  const std::lock_guard lock(mutex_);
  round_.isInDoubt = true;
}

std::int64_t Rounds::count() const {
  const std::lock_guard lock(mutex_);
  return tag_;
}

std::int64_t Rounds::right() const {
  const std::lock_guard lock(mutex_);
  return right_;
}

std::string jobOfScheduler(std::size_t scheduler) {
  return "scheduler" + std::to_string(scheduler);
}

}  // namespace freezer::test
