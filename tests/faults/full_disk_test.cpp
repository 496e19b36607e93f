// serve on a full disk, which a limit on the size of its files simulates.

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <future>
#include <iterator>

#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr rlim_t kLittleSpace = 1024 * 1024;
constexpr std::size_t kFillerSize = 50'000;
constexpr int kClients = 8;

/// A backup so large that a few of them fill the space.
Ask askForABackup() {
  return {"POST", kBase + "/backups",
          R"({"container":"c1","hostname":"host1","backup_name":"daily","filler":")" +
              std::string(kFillerSize, 'x') + R"("})"};
}

class FullDisk : public ProgramTest {
 protected:
  static void limitSpace(const RunningServer& server, rlim_t bytes) {
    rlimit limit{};
    ASSERT_EQ(::prlimit(server.process(), RLIMIT_FSIZE, nullptr, &limit), 0);
    limit.rlim_cur = std::min(bytes, limit.rlim_max);
    ASSERT_EQ(::prlimit(server.process(), RLIMIT_FSIZE, &limit, nullptr), 0);
  }

  /// Creates backups until the space is used up, and returns their ids.
  static std::vector<std::string> fillUp(std::uint16_t port) {
    std::vector<std::string> ids;
    RawClient client(port);
    while (ids.size() < kLittleSpace / kFillerSize) {
      const Reply reply = client.exchange(askForABackup());
      if (reply.status != 201) {
        expectRefusal(reply);
        return ids;
      }
      ids.push_back(reply.at("/backup_id"));
    }
    ADD_FAILURE() << "All backups fit into the space.";
    return ids;
  }

  /// Expects a 500 without internal details.
  static void expectRefusal(const Reply& reply) {
    EXPECT_EQ(reply.status, 500) << reply.body;
    EXPECT_EQ(reply.body.find("store"), std::string::npos) << reply.body;
  }
};

TEST_F(FullDisk, RefusesWritesUntilThereIsSpaceAgain) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();

  limitSpace(server, kLittleSpace);
  std::vector<std::string> ids;
  std::vector<std::future<std::vector<std::string>>> clients;
  for (int i = 0; i < kClients; ++i)
    clients.push_back(std::async(std::launch::async, fillUp, server.port()));
  for (auto& client : clients) std::ranges::copy(client.get(), std::back_inserter(ids));
  // After concurrent requests were refused, there may be space for a single one.
  std::ranges::copy(fillUp(server.port()), std::back_inserter(ids));
  EXPECT_FALSE(ids.empty());

  RawClient client(server.port());
  for (const std::string& id : ids)
    EXPECT_EQ(client.exchange({"GET", kBase + "/backups/" + id}).status, 200);
  EXPECT_EQ(storedBackups(client), static_cast<std::int64_t>(ids.size()));
  EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 503);

  limitSpace(server, RLIM_INFINITY);
  const Reply reply = client.exchange(askForABackup());
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 200);
  ids.push_back(reply.at("/backup_id"));
  EXPECT_EQ(storedBackups(client), static_cast<std::int64_t>(ids.size()));
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  EXPECT_NE(server.text().find("store.sqlite cannot be used"), std::string::npos) << server.text();

  for (const std::string& id : ids)
    EXPECT_EQ(show("backups", id).textAt("/backup_metadata/filler").size(), kFillerSize);
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

}  // namespace
}  // namespace freezer::test
