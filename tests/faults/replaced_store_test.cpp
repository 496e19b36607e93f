// serve on a store whose files are deleted or replaced while it runs.

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

class ReplacedStore : public ProgramTest {
 protected:
  /// Makes a larger store with one client, to replace the one of the server.
  void makeOther() const {
    ASSERT_EQ(runProgram({"seed", "--backups", "500", "--clients", "0"}, on(other_)).status, 0);
    ASSERT_EQ(runProgram({"clients", "create", "--client-id", "other"}, on(other_)).status, 0);
  }

  static std::string bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  static Reply createClient(const RunningServer& server, const std::string& id) {
    return RawClient(server.port())
        .exchange({"POST", kBase + "/clients", R"({"client_id":")" + id + R"("})"});
  }

  static void expectLost(const RunningServer& server) {
    for (int i = 0; i < 3; ++i) {
      const Reply reply = createClient(server, "late-" + std::to_string(i));
      EXPECT_EQ(reply.status, 503) << reply.body;
      EXPECT_NE(reply.body.find("deleted or replaced"), std::string::npos) << reply.body;
    }
    EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 503);
    EXPECT_EQ(server.get(kBase + "/clients").status, 503);
    EXPECT_NE(server.text().find("store.sqlite was deleted or replaced"), std::string::npos)
        << server.text();
  }

  const fs::path file_ = folder_.path() / "store.sqlite";
  const fs::path other_ = folder_.path() / "other.sqlite";
  const fs::path moved_ = folder_.path() / "moved.sqlite";
};

TEST_F(ReplacedStore, ADeletedStoreAcknowledgesNothing) {
  RunningServer server({}, environment_);
  ASSERT_EQ(createClient(server, "first").status, 201) << server.text();
  fs::remove(file_);
  expectLost(server);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(ReplacedStore, TheNewStoreIsNotTouchedAndTheOldOneKeepsWhatWasAcknowledged) {
  makeOther();
  const std::string before = bytesOf(other_);
  RunningServer server({}, environment_);
  for (const char* id : {"first", "second"})
    ASSERT_EQ(createClient(server, id).status, 201) << server.text();

  fs::rename(file_, moved_);
  fs::rename(other_, file_);
  expectLost(server);
  // Another program can use the new store while the server still runs.
  EXPECT_EQ(succeed({"db", "check"}), "ok");
  EXPECT_EQ(succeed({"clients", "list", "-f", "value", "-c", "client_id"}), "other");
  EXPECT_EQ(bytesOf(file_), before);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_EQ(bytesOf(file_), before);
  EXPECT_EQ(succeed({"db", "check"}), "ok");

  const Outcome old = runProgram({"clients", "list", "-f", "value", "-c", "client_id"}, on(moved_));
  EXPECT_EQ(old.out, "first\nsecond\n") << old.err;
}

TEST_F(ReplacedStore, TheHealthCheckAloneProtectsTheNewStore) {
  makeOther();
  RunningServer server({}, environment_);
  ASSERT_EQ(createClient(server, "first").status, 201) << server.text();
  fs::rename(other_, file_);
  EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 503);
  EXPECT_EQ(succeed({"clients", "list", "-f", "value", "-c", "client_id"}), "other");
}

TEST_F(ReplacedStore, AStopAloneProtectsTheNewStore) {
  makeOther();
  RunningServer server({}, environment_);
  ASSERT_EQ(createClient(server, "first").status, 201) << server.text();
  ASSERT_EQ(server.get(kBase + "/clients/first").status, 200);
  fs::rename(other_, file_);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_EQ(succeed({"clients", "list", "-f", "value", "-c", "client_id"}), "other");
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

TEST_F(ReplacedStore, ADeletedLogLosesNothing) {
  RunningServer server({}, environment_);
  ASSERT_EQ(createClient(server, "first").status, 201) << server.text();
  fs::remove(file_.string() + "-wal");
  expectLost(server);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_EQ(succeed({"clients", "list", "-f", "value", "-c", "client_id"}), "first");
}

TEST_F(ReplacedStore, AnotherServerUsesTheNewStoreAndTheEndOfTheFirstDoesNotDisturbIt) {
  makeOther();
  RunningServer first({}, environment_);
  ASSERT_EQ(createClient(first, "first").status, 201) << first.text();
  fs::rename(other_, file_);
  expectLost(first);

  const RunningServer second({}, environment_);
  EXPECT_EQ(createClient(second, "next").status, 201) << second.text();
  EXPECT_EQ(first.endBy(SIGTERM), 0);
  EXPECT_EQ(createClient(second, "last").status, 201) << second.text();
  EXPECT_EQ(second.get(kBase + "/clients/other").status, 200);
}

}  // namespace
}  // namespace freezer::test
