#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/driver.h"
#include "tests/bench/measure.h"
#include "tests/support/raw_client.h"

namespace freezer::bench {

/// How many of a kind of request are made ready before a measurement.
inline constexpr std::uint64_t kAsks = 10'000;

/// Of a stored backup: with its envelope 800 bytes, so 100 are about 80 KB.
inline constexpr std::size_t kStoredBytes = 700;

using Requests = std::vector<Request>;

/// A GET of a backup at random, of `count`.
Requests getsOfOne(std::uint64_t count);

/// The same by the bearer of a token.
Requests getsOfOneBy(const std::string& token, std::uint64_t count);

/// A page of `limit` after a backup at random, of `count`.
Requests pages(std::uint64_t count, std::uint64_t limit);

/// A search for the first backups of a host at random.
Requests hostSearches(std::uint64_t count);

/// What a scheduler asks for, for each of `clients` in a random order; with
/// `close` each says that nothing will follow on its connection.
Requests polls(std::uint64_t clients, bool close = false);

/// What a scheduler reports of a job that it runs, for each of `clients`.
Requests updates(std::uint64_t clients, bool close = false);

/// Requests a second while the service, or whoever is at `port`, answers these.
double requestsPerSecond(const Options& options, std::uint16_t port, const Requests& requests,
                         std::size_t connections);

/// Milliseconds that one request takes when nobody else asks.
double millisecondsEach(const Options& options, std::uint16_t port, const Requests& requests);

}  // namespace freezer::bench
