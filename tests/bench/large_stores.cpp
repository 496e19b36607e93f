#include "tests/bench/asks.h"
#include "tests/bench/report.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

/// Less growth of memory than this is noise.
constexpr double kNoGrowthMegabytes = 1;

fs::path largeStore(const Options& options) {
  return storeOfBackups(options.stores(), options.scaled(1'000'000), kStoredBytes);
}

/// Compares the time of a request on 1,000,000 documents with that on 10,000.
Outcome compareSizes(const Options& options, Requests (*requestsFor)(std::uint64_t count)) {
  const std::uint64_t largeCount = options.scaled(1'000'000);
  const std::uint64_t smallCount = options.scaled(10'000);
  const Service large(largeStore(options));
  const Service small(storeOfBackups(options.stores(), smallCount, kStoredBytes));
  return compareMilliseconds(options, {large.port(), requestsFor(largeCount)},
                             {small.port(), requestsFor(smallCount)});
}

/// Eight of ten requests get one backup, the others search for a host or get a page.
Requests mixed(std::uint64_t count) {
  Requests requests = getsOfOne(count);
  const Requests searches = hostSearches(count);
  const Requests lists = pages(count, 10);
  for (std::size_t i = 0; i + 5 < requests.size(); i += 10) {
    requests[i] = searches[i];
    requests[i + 5] = lists[i];
  }
  return requests;
}

}  // namespace

Outcome searchInManyDocuments(const Options& options) {
  return compareSizes(options, hostSearches);
}

Outcome pageOfManyDocuments(const Options& options) {
  return compareSizes(options, [](std::uint64_t count) { return pages(count, 10); });
}

Outcome getOneOfManyDocuments(const Options& options) {
  return compareSizes(options, getsOfOne);
}

Outcome memoryAfterManyRequests(const Options& options) {
  const Requests requests = mixed(options.scaled(1'000'000));
  const Service service(largeStore(options));
  const auto memoryAfter = [&](std::uint64_t count) {
    run({.port = service.port(), .requests = requests, .count = count});
    return service.megabytes("VmRSS");
  };
  const double half = memoryAfter(options.scaled(500'000));
  const double end = memoryAfter(options.scaled(500'000));
  Outcome outcome{.values = {end}, .unit = "MB", .ours = end};
  outcome.notes.push_back(number(half) + " MB after half of the requests");
  if (end > half + kNoGrowthMegabytes) outcome.misses.push_back("the memory grows");
  return outcome;
}

Outcome startToFirstAnswer(const Options& options) {
  const fs::path store = largeStore(options);
  const test::Ask getOne{"GET", kBase + "/backups/" + backupId(1)};
  return repeat(options, "ms", [&] {
    const auto begin = std::chrono::steady_clock::now();
    const Service service(store);
    askFor(200, service.port(), getOne);
    return 1000 * Seconds(std::chrono::steady_clock::now() - begin).count();
  });
}

Outcome manySchedulers(const Options& options) {
  constexpr double kPolls = 10'000 / 60.0;
  constexpr double kUpdates = 200;
  constexpr int kLonger = 5;  // Longer than other rows, because the rate of requests is low.
  const std::uint64_t clients = options.scaled(10'000);
  const Requests asked = polls(clients, true);
  const Requests reported = updates(clients, true);
  Requests requests;
  // Five polls per six updates are 167 polls per 200 updates.
  for (std::size_t i = 0; i + 6 <= asked.size(); i += 6) {
    for (std::size_t k = 0; k < 6; ++k) {
      if (k < 5) requests.push_back(asked[i + k]);
      requests.push_back(reported[i + k]);
    }
  }
  const Service service(copyOf(storeOfJobs(options.stores(), clients), "scheduled"));
  return repeat(options, "ms", [&] {
    const Measured measured = run({.port = service.port(),
                                   .requests = requests,
                                   .keepAlive = false,
                                   .duration = kLonger * options.duration,
                                   .rate = kPolls + kUpdates});
    return 1000 * measured.percentile(0.99).count();
  });
}

}  // namespace freezer::bench
