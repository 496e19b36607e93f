#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "core/store/distribution.h"

namespace freezer {

/// What an open store has done, for monitoring. Safe to use from several threads at once.
struct StoreCounters {
  static constexpr double kSizes[] = {1, 2, 4, 8, 16, 32, 64, 128};
  static constexpr double kSeconds[] = {0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 1, 5};

  /// Changes that were committed together: one value for each transaction that was committed.
  Distribution groupSizes{kSizes};

  /// Seconds from a change until its transaction began: the wait for other writers. On MariaDB, the
  /// wait for a connection.
  Distribution writerWaits{kSeconds};

  std::atomic<std::uint64_t> failures = 0;  ///< Transactions that the engine could not commit.
  std::atomic<std::uint64_t> reruns = 0;    ///< Changes that ran again, as others came first.
  std::atomic<std::uint64_t> scans = 0;     ///< Lists that read documents to find those that match.

  /// Notes a change that has waited since `begin`.
  void noteWait(std::chrono::steady_clock::time_point begin) {
    const std::chrono::duration<double> wait = std::chrono::steady_clock::now() - begin;
    writerWaits.add(wait.count());
  }
};

}  // namespace freezer
