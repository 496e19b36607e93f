#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/driver.h"
#include "tests/bench/measure.h"
#include "tests/support/raw_client.h"

namespace freezer::bench {

/// The number of requests that are prepared before a measurement.
inline constexpr std::uint64_t kAsks = 10'000;

/// The size of a backup's metadata. The stored document has 800 bytes, a list of 100 about 80 KB.
inline constexpr std::size_t kStoredBytes = 700;

using Requests = std::vector<Request>;

/// GETs of random backups out of `count`.
Requests getsOfOne(std::uint64_t count);

/// The same with a token.
Requests getsOfOneBy(const std::string& token, std::uint64_t count);

/// Pages of `limit` backups, each after a random one out of `count`.
Requests pages(std::uint64_t count, std::uint64_t limit);

/// Searches for the first backups of random hosts.
Requests hostSearches(std::uint64_t count);

/// The poll of a scheduler, for each of `clients` in random order; with `close` each has
/// `Connection: close`.
Requests polls(std::uint64_t clients, bool close = false);

/// The report of a scheduler about a running job, for each of `clients`.
Requests updates(std::uint64_t clients, bool close = false);

/// Requests per second that the server at `port` answers.
double requestsPerSecond(const Options& options, std::uint16_t port, const Requests& requests,
                         std::size_t connections);

/// Requests to the server at `port`.
struct Asked {
  std::uint16_t port;
  Requests requests;
};

/// Compares the milliseconds per request of two servers, without concurrent requests.
Outcome compareMilliseconds(const Options& options, const Asked& ours, const Asked& peer);

}  // namespace freezer::bench
