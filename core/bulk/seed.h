#pragma once

#include <cstdint>
#include <string>

#include "core/bulk/bulk.h"

namespace freezer {

/// The most documents of a kind that a plan may ask for.
inline constexpr std::int64_t kMostSeeded = 1'000'000'000;

/// What a test wants to find in a store.
struct SeedPlan {
  std::int64_t clients = 0;
  std::int64_t jobs = 0;  ///< Each with its action. They need a client.
  std::int64_t backups = 0;
  std::int64_t sessions = 0;  ///< Each with up to three of the jobs.

  std::int64_t randomSeed = 1;
  std::int64_t until = 0;  ///< The latest there is, seconds since the epoch.

  std::string project_id;  ///< Whose it is to be.
  std::string user_id;
};

/// How long before SeedPlan::until the oldest document was made, in seconds.
inline constexpr std::int64_t kSeedPast = 90LL * 24 * 3600;

/// Made-up documents as lines to be imported: machines, jobs that mostly went well,
/// and their backups of the last 30 days. The same plan gives the same lines, on every
/// machine; to import them twice changes nothing. Of one random seed, those of two
/// projects do not meet.
NextLine seedLines(const SeedPlan& plan);

}  // namespace freezer
