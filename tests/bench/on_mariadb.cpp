#include <fstream>
#include <future>
#include <vector>

#include "tests/bench/asks.h"
#include "tests/bench/mariadb_peer.h"
#include "tests/bench/mariadb_store.h"
#include "tests/bench/programs.h"
#include "tests/bench/report.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"

namespace freezer::bench {
namespace {

constexpr std::size_t kClients = 16;

std::filesystem::path backups(const Options& options, std::uint64_t count) {
  return storeOfBackups(options.stores(), options.scaled(count), kStoredBytes);
}

std::string databaseOf(const std::string& url) {
  const std::size_t begin = url.rfind('/') + 1;
  return url.substr(begin, url.find('?', begin) - begin);
}

/// A service that may use one processor only.
class NarrowService {
 public:
  NarrowService(const MariadbStore& store, const Options& options, int processor)
      : service_(store.url(), options.stores(), {{"FREEZER_AUTH", "builtin"}},
                 {"/usr/bin/taskset", "-c", std::to_string(processor)}) {}

  double loginsPerSecond(const Options& options, std::size_t connections) const {
    const std::string login = R"({"auth": {"identity": {"methods": ["password"], "password":
        {"user": {"name": "alice", "domain": {"id": "default"}, "password": "secret"}}}}})";
    const Requests logins{{test::requestText({"POST", "/identity/v3/auth/tokens", login}), 201}};
    return requestsPerSecond(options, service_.port(), logins, connections);
  }

 private:
  Service service_;
};

void createUser(const MariadbStore& store, const Options& options) {
  std::filesystem::create_directories(options.stores());
  const std::filesystem::path password = options.stores() / "password";
  std::ofstream(password) << "secret\n";
  runCommandOn(store.url(), {"users", "create", "alice", "--password-file", password.string()});
}

/// Compares the time of a request on 1,000,000 documents with that on 10,000, on one server.
Outcome compareSizesOnMariadb(const Options& options,
                              Requests (*requestsFor)(std::uint64_t count)) {
  const auto server = newMariadbServer();
  const MariadbStore largeStore(server, backups(options, 1'000'000));
  const MariadbStore smallStore(server, backups(options, 10'000));
  const Service large(largeStore.url(), options.stores());
  const Service small(smallStore.url(), options.stores());
  return compareMilliseconds(options, {large.port(), requestsFor(options.scaled(1'000'000))},
                             {small.port(), requestsFor(options.scaled(10'000))});
}

}  // namespace

Outcome postsOnMariadb(const Options& options) {
  const auto server = newMariadbServer();
  const MariadbStore store(server, backups(options, 10'000));
  const MariadbStore peerStore(server, backups(options, 10'000));
  const Service service(store.url(), options.stores());
  MariadbPeer peer(*server, databaseOf(peerStore.url()));
  Requests posts;
  for (std::uint64_t i = 0; i < kAsks; ++i) {
    posts.push_back(
        {test::requestText({"POST", kBase + "/backups", backupBody(i, kAsks, kStoredBytes)}), 201});
  }
  return compare(
      options, "rows/s",
      [&] { return requestsPerSecond(options, service.port(), posts, kClients); },
      [&] { return peer.insertBackups(kClients, options.duration); });
}

Outcome twoNodesOnMariadb(const Options& options) {
  const MariadbStore store;
  createUser(store, options);
  const NarrowService first(store, options, 0);
  const NarrowService second(store, options, 1);
  return compare(
      options, "req/s",
      [&] {
        auto beside = std::async(std::launch::async,
                                 [&] { return second.loginsPerSecond(options, kClients / 2); });
        const double sum = first.loginsPerSecond(options, kClients / 2);
        return sum + beside.get();
      },
      [&] { return first.loginsPerSecond(options, kClients); });
}

Outcome searchInManyOnMariadb(const Options& options) {
  return compareSizesOnMariadb(options, hostSearches);
}

Outcome pageOfManyOnMariadb(const Options& options) {
  return compareSizesOnMariadb(options, [](std::uint64_t count) { return pages(count, 10); });
}

Outcome getOneOfManyOnMariadb(const Options& options) {
  return compareSizesOnMariadb(options, getsOfOne);
}

}  // namespace freezer::bench
