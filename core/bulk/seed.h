#pragma once

#include <cstdint>
#include <string>

#include "core/bulk/bulk.h"

namespace freezer {

/// Maximum number of documents of one kind in a plan.
inline constexpr std::int64_t kMostSeeded = 1'000'000'000;

/// The content of a test store.
struct SeedPlan {
  std::int64_t clients = 0;
  std::int64_t jobs = 0;  ///< Each with its own action. Jobs need at least one client.
  std::int64_t backups = 0;
  std::int64_t sessions = 0;  ///< Each with up to three jobs.

  std::int64_t randomSeed = 1;
  std::int64_t until = 0;  ///< Latest time in the documents, seconds since the epoch.

  std::string project_id;  ///< Owner of the documents.
  std::string user_id;
};

/// Age of the oldest document at SeedPlan::until, in seconds.
inline constexpr std::int64_t kSeedPast = 90LL * 24 * 3600;

/// Generates documents as lines to import: clients, jobs that mostly succeeded, and their backups
/// of the last 30 days. The same plan gives the same lines on every platform, so importing them
/// twice changes nothing. The IDs of two projects never collide, even with the same random seed.
NextLine seedLines(const SeedPlan& plan);

}  // namespace freezer
