#pragma once

#include <chrono>
#include <thread>

namespace freezer::test {

/// The longest wait of these tests, also with a sanitizer in the service and other tests on the
/// same processors.
inline constexpr std::chrono::seconds kLongestWait{120};

/// Polls `condition` until it holds; false after `patience`.
template <typename Condition>
bool await(Condition condition, std::chrono::seconds patience = kLongestWait) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

}  // namespace freezer::test
