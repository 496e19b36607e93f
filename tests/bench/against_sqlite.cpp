#include <stdexcept>

#include "tests/bench/asks.h"
#include "tests/bench/report.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"
#include "tests/bench/sqlite_peer.h"

namespace freezer::bench {
namespace {

/// The size of a posted backup's metadata.
constexpr std::size_t kPostedBytes = 1024;

/// The growth of VmHWM that a search may cause.
constexpr double kFlatMegabytes = 8;

Requests posts(std::uint64_t count) {
  Requests requests;
  for (std::uint64_t number = 0; number < count; ++number) {
    requests.push_back(
        {test::requestText({"POST", kBase + "/backups", backupBody(number, count, kPostedBytes)}),
         201});
  }
  return requests;
}

/// Each run uses a new copy of the same store on both sides, so earlier inserts do not matter.
Outcome comparePosts(const Options& options, std::size_t connections,
                     std::size_t rowsPerTransaction) {
  const std::uint64_t count = options.scaled(10'000);
  const std::filesystem::path store = storeOfBackups(options.stores(), count, kPostedBytes);
  const Requests requests = posts(count);
  return compare(
      options, "rows/s",
      [&] {
        const Service service(copyOf(store, "posted"));
        return requestsPerSecond(options, service.port(), requests, connections);
      },
      [&] {
        return SqlitePeer(copyOf(store, "inserted"))
            .insertBackups(rowsPerTransaction, options.duration);
      });
}

}  // namespace

Outcome postsOfManyAgainstSqlite(const Options& options) {
  return comparePosts(options, 64, 64);
}

Outcome postsOfOneAgainstSqlite(const Options& options) {
  return comparePosts(options, 1, 1);
}

Outcome patchesAgainstSqlite(const Options& options) {
  const std::uint64_t clients = options.scaled(10'000);
  const std::filesystem::path store = storeOfJobs(options.stores(), clients);
  const Requests requests = updates(clients);
  return compare(
      options, "rows/s",
      [&] {
        const Service service(copyOf(store, "patched"));
        return requestsPerSecond(options, service.port(), requests, 16);
      },
      [&] { return SqlitePeer(copyOf(store, "updated")).updateJobs(64, options.duration); });
}

Outcome scanOfManyDocuments(const Options& options) {
  const std::string key = "consistency_checksum";
  const std::string text = "of no document";
  const std::filesystem::path store =
      storeOfBackups(options.stores(), options.scaled(1'000'000), kStoredBytes);
  const Requests search = {
      {test::requestText(
           {"GET", kBase + "/backups", R"({"match":[{")" + key + R"(":")" + text + R"("}]})"}),
       200, R"("backups":[])"}};
  const Service service(store);
  SqlitePeer peer(store);
  const double before = service.megabytes("VmRSS");
  Outcome outcome = compare(
      options, "s",
      [&] {
        return run({.port = service.port(), .requests = search, .connections = 1, .count = 1})
            .elapsed.count();
      },
      [&] { return peer.scan(key, text).count(); });
  const double grown = service.megabytes("VmHWM") - before;
  outcome.notes.push_back("memory grew by " + number(grown) + " MB at most");
  if (grown > kFlatMegabytes) outcome.misses.push_back("the memory is not flat");
  return outcome;
}

}  // namespace freezer::bench
