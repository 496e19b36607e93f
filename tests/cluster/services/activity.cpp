#include "tests/cluster/services/activity.h"

#include <algorithm>

namespace freezer::test {

void Activity::Times::note(Clock::time_point now) {
  longest = std::max(longest, now - last);
  last = now;
  hasWritten = true;
}

template <typename Function>
void Activity::forEach(Function function) {
  function(any_);
  for (Times& times : writers_) function(times);
  for (Times& times : services_) function(times);
}

void Activity::acknowledge(std::size_t service, std::optional<std::size_t> writer) {
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  any_.note(now);
  services_.at(service).note(now);
  if (writer) writers_.at(*writer).note(now);
}

void Activity::begin() {
  const std::lock_guard lock(mutex_);
  forEach([now = Clock::now()](Times& times) { times = {.last = now}; });
}

void Activity::expectAll() {
  const std::lock_guard lock(mutex_);
  forEach([](Times& times) { times.hasWritten = false; });
}

bool Activity::haveAllWritten() const {
  const std::lock_guard lock(mutex_);
  return std::ranges::all_of(writers_, &Times::hasWritten) &&
         std::ranges::all_of(services_, &Times::hasWritten);
}

Silence::Duration Activity::longestOf(const Times& times, Clock::time_point now) {
  return std::max(times.longest, now - times.last);
}

Silence Activity::end() const {
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  Silence silence{.any = longestOf(any_, now)};
  for (const Times& times : writers_)
    silence.writer = std::max(silence.writer, longestOf(times, now));
  for (const Times& times : services_)
    silence.service = std::max(silence.service, longestOf(times, now));
  return silence;
}

}  // namespace freezer::test
