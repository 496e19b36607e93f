#pragma once

#include <chrono>
#include <thread>

namespace freezer::test {

/// Longer than anything takes here, even with a sanitizer in the service and
/// other tests on the same processors.
inline constexpr std::chrono::seconds kPatience{120};

/// Asks `condition` again and again until it holds; false when it never does.
template <typename Condition>
bool await(Condition condition, std::chrono::seconds patience = kPatience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

}  // namespace freezer::test
