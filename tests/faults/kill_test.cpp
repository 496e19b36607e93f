// serve, killed while it writes: no acknowledged change is lost.

#include <algorithm>
#include <csignal>
#include <random>

#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr int kRounds = 20;
constexpr std::size_t kWriters = 4;

class KilledServer : public ProgramTest {
 protected:
  /// Runs writers until the server is killed at a random time, and returns their documents.
  std::vector<Written> writeUntilKilled(const std::string& name) {
    Writers writers(kWriters, name);
    RunningServer server({"--log-file", log_}, environment_);
    EXPECT_NE(server.port(), 0) << server.text();
    writers.start(server.port());
    EXPECT_TRUE(writers.await(1));
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds_(random_)));
    EXPECT_EQ(server.endBy(SIGKILL), 128 + SIGKILL);
    writers.join();
    return writers.documents();
  }

  /// Expects that the next program finds all documents. With `commandLineFirst` this is the command
  /// line, so that it recovers the store too.
  void expectNothingLost(const std::vector<Written>& documents, bool commandLineFirst) {
    if (commandLineFirst) {
      const auto last = std::ranges::find_if(documents.rbegin(), documents.rend(), isKnownBackup);
      if (last != documents.rend()) {
        EXPECT_GE(show("backups", last->id).integerAt("/backup_metadata/change", 0), last->version);
      }
    }
    RunningServer server({"--log-file", log_}, environment_);
    ASSERT_NE(server.port(), 0) << server.text();
    RawClient client(server.port());
    expectStored(client, documents, [](const Written& document, std::int64_t version) {
      return version == document.version || (document.inDoubt && version == document.version + 1);
    });
    const BackupCount count = countBackups(all_);
    const std::int64_t stored = storedBackups(client);
    EXPECT_GE(stored, count.acknowledged);
    EXPECT_LE(stored, count.acknowledged + count.inDoubt);
  }

  static bool isKnownBackup(const Written& document) {
    return document.kind == Kind::Backup && !document.id.empty();
  }

  const std::string log_ = folder_.path() / "serve.log";
  std::vector<Written> all_;
  const unsigned seed_ = std::random_device{}();
  std::minstd_rand random_{seed_};
  std::uniform_int_distribution<int> microseconds_{0, 150'000};
};

TEST_F(KilledServer, LosesNothingThatItAcknowledged) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  succeed({"clients", "create", "--client-id", kHost});
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::vector<Written> documents = writeUntilKilled("round" + std::to_string(round));
    all_.insert(all_.end(), documents.begin(), documents.end());
    expectNothingLost(documents, round % 2 == 0);
    EXPECT_EQ(succeed({"db", "check"}), "ok");
  }
  expectNothingLost(all_, false);
  RecordProperty("documents", static_cast<int>(all_.size()));
}

}  // namespace
}  // namespace freezer::test
