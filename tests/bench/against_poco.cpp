#include "tests/bench/asks.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"

namespace freezer::bench {
namespace {

constexpr std::size_t kConnections = 64;

/// The service on `store`, and a bare server that answers every request with the service's answer
/// to the first one.
Outcome compareWithPoco(const Options& options, const std::filesystem::path& store,
                        Requests requests, const test::Ask& sample) {
  const Service service(store);
  const BarePoco poco(options.stores(), askFor(200, service.port(), sample));
  // Only the service can give a wrong answer, so its answer is checked once.
  run({.port = service.port(), .requests = requests, .count = requests.size() / 100});
  for (Request& request : requests) request.contains.clear();
  return compare(
      options, "req/s",
      [&] { return requestsPerSecond(options, service.port(), requests, kConnections); },
      [&] { return requestsPerSecond(options, poco.port(), requests, kConnections); });
}

}  // namespace

Outcome getOneAgainstPoco(const Options& options) {
  const std::uint64_t count = options.scaled(100'000);
  return compareWithPoco(options, storeOfBackups(options.stores(), count, kStoredBytes),
                         getsOfOne(count), {"GET", kBase + "/backups/" + backupId(0)});
}

Outcome listAgainstPoco(const Options& options) {
  const std::uint64_t count = options.scaled(100'000);
  return compareWithPoco(options, storeOfBackups(options.stores(), count, kStoredBytes),
                         pages(count, 100), {"GET", kBase + "/backups?limit=100"});
}

Outcome pollAgainstPoco(const Options& options) {
  const std::uint64_t clients = options.scaled(10'000);
  return compareWithPoco(options, storeOfJobs(options.stores(), clients), polls(clients),
                         {"GET", kBase + "/jobs/?limit=10&offset=0",
                          R"({"match_not":[{"status":"completed"}],"match":[{"client_id":")" +
                              clientId(0) + R"("}]})"});
}

}  // namespace freezer::bench
