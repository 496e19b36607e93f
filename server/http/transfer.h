#pragma once

#include <chrono>

namespace freezer::server {

using SteadyClock = std::chrono::steady_clock;
using Deadline = SteadyClock::time_point;

/// How an attempt to move bytes ended.
enum class Transfer { Ready, Closed, TimedOut };

/// The time left, rounded to milliseconds so that a connection which waits the
/// same time again and again does not set the socket's option again.
inline std::chrono::milliseconds left(Deadline deadline) {
  return std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
}

}  // namespace freezer::server
