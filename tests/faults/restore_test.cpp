// db backup while other programs write, and a db restore that is killed.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/faults/writer.h"
#include "tests/support/running_command.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

class CopiedStore : public ProgramTest {
 protected:
  /// Runs a command on the store `file`, expects success, and returns its output.
  std::string succeedOn(const std::string& file, const Words& arguments) const {
    const Outcome outcome = runProgram(arguments, on(file));
    EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
    return outcome.out;
  }

  const std::string copy_ = folder_.path() / "copy.sqlite";
};

TEST_F(CopiedStore, HasAllThatWasAcknowledgedBeforeAndIsWhole) {
  constexpr int kRounds = 5;
  succeed({"clients", "create", "--client-id", kHost});
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  for (int round = 0; round < kRounds; ++round) {
    Writers before(2, "before-" + std::to_string(round));
    before.start(server.port());
    ASSERT_TRUE(before.await(50));
    before.stop();
    Writers during(4, "during-" + std::to_string(round));
    during.start(server.port());
    ASSERT_TRUE(during.await(1));
    succeed({"db", "backup", copy_, "--force"});
    ASSERT_TRUE(during.await(1));  // The writers were never blocked.
    during.stop();

    EXPECT_EQ(succeedOn(copy_, {"db", "check"}), "ok\n");
    RunningServer copied({"--log-file", folder_.path() / "copied.log"}, on(copy_));
    ASSERT_NE(copied.port(), 0) << copied.text();
    RawClient client(copied.port());
    expectStored(client, before.documents(), isAcknowledged);
    // The copy is a snapshot; storedVersion() expects that each document is complete.
    expectStored(client, during.documents(), [](const Written& document, std::int64_t version) {
      return version <= document.version;
    });
  }
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

class KilledRestore : public CopiedStore {
 protected:
  /// Adds `count` backups named `name`, each of a few pages.
  void fill(const std::string& store, const std::string& name, int count) {
    RunningServer server({"--log-file", folder_.path() / "fill.log"}, on(store));
    ASSERT_NE(server.port(), 0) << server.text();
    RawClient client(server.port());
    const std::string body = R"({"container":"c1","hostname":"host1","backup_name":")" + name +
                             R"(","filler":")" + std::string(20'000, 'x') + R"("})";
    for (int i = 0; i < count; ++i)
      ASSERT_EQ(client.exchange({"POST", kBase + "/backups", body}).status, 201);
    EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  }

  /// The number of backups with this name, according to the service.
  static std::int64_t backupsNamed(RawClient& client, const std::string& name) {
    const Reply reply = client.exchange({"GET", kBase + "/backups?limit=1&with_count=true",
                                         R"({"match":[{"backup_name":")" + name + R"("}]})"});
    EXPECT_EQ(reply.status, 200) << reply.body;
    return std::stoll(reply.at("/count"));
  }

  /// Starts a restore, and kills it when the journal, which is empty before, has `bytes`. Returns
  /// false if the restore ended before.
  bool killRestore(std::uintmax_t bytes) const {
    const std::string journal = folder_.path() / "store.sqlite-wal";
    const auto size = [&] {
      std::error_code absent;
      const auto found = std::filesystem::file_size(journal, absent);
      return absent ? 0 : found;
    };
    RunningCommand restore({"db", "restore", copy_, "--yes"}, environment_);
    while (size() < bytes && !restore.hasEnded()) std::this_thread::yield();
    return restore.endBy(SIGKILL) == 128 + SIGKILL;
  }
};

TEST_F(KilledRestore, LeavesTheOldContentOrTheNewAndNothingBetween) {
  constexpr int kOld = 150;
  constexpr int kNew = 300;
  const std::string store = folder_.path() / "store.sqlite";
  const std::string other = folder_.path() / "other.sqlite";
  const std::string old = folder_.path() / "old.sqlite";
  fill(store, "old", kOld);
  fill(other, "new", kNew);
  succeedOn(other, {"db", "backup", copy_});
  succeedOn(store, {"db", "backup", old});

  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  const std::uintmax_t all = std::filesystem::file_size(copy_);
  int kills = 0;
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    succeed({"db", "restore", old, "--yes"});
    succeed({"db", "vacuum"});  // The journal is empty now.
    if (killRestore(all * static_cast<std::uintmax_t>(round) / kRounds)) ++kills;
    const std::int64_t left = backupsNamed(client, "old");
    EXPECT_TRUE(left == kOld || left == 0) << left;
    EXPECT_EQ(backupsNamed(client, "new"), left == kOld ? 0 : kNew);
    EXPECT_EQ(succeed({"db", "check"}), "ok");
  }
  EXPECT_GT(kills, 0);  // Usually every restore is killed.
  succeed({"db", "restore", copy_, "--yes"});
  EXPECT_EQ(backupsNamed(client, "new"), kNew);
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  RecordProperty("kills", kills);
}

}  // namespace
}  // namespace freezer::test
