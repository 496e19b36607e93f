// serve and the command line write to one store at the same time.

#include <csignal>
#include <span>

#include "tests/core/store/engine_program_test.h"
#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

/// Long enough for all interactions of two processes.
constexpr std::chrono::seconds kDuration{30};

constexpr int kStoreBusy = 8;  // The exit status for a busy store.

/// One of several writers of the same backup, each of which changes a key of its own.
struct Sharer {
  std::string key;
  std::int64_t last = 0;  ///< The last acknowledged value.
};

class TwoProcesses : public EngineProgramTest {
 protected:
  /// Runs a command until the store is not busy, and returns the first line of its output.
  std::string runRetried(const Words& arguments, const std::string& message = "") {
    while (true) {
      const Outcome outcome = run(arguments);
      if (outcome.status == kStoreBusy) {
        ++busyRuns_;
        continue;
      }
      EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
      EXPECT_EQ(outcome.err, message);
      return outcome.out.substr(0, outcome.out.find('\n'));
    }
  }

  /// Runs commands as a script of an administrator would.
  void runCommands(const std::string& shared, Sharer& sharer, const std::stop_token& stop) {
    while (!stop.stop_requested() && !HasFailure()) {
      const std::string id = runRetried({"backups", "create", "--container", "c1", "--hostname",
                                         "host1", "--backup-name", "daily"});
      runRetried({"backups", "patch", id, "--set", "backup_metadata.change=2"});
      const std::string value = std::to_string(sharer.last + 1);
      runRetried(
          {"backups", "patch", shared, "--set", "backup_metadata." + sharer.key + "=" + value});
      ++sharer.last;
      if (sharer.last % 2 == 0) {
        runRetried({"backups", "delete", id}, "freezer-api: deleted 1 backup\n");
      } else {
        kept_.push_back(id);
      }
    }
  }

  void change(std::uint16_t port, const std::string& shared, Sharer& sharer,
              const std::stop_token& stop) {
    RawClient client(port);
    while (!stop.stop_requested()) {
      const std::string value = std::to_string(sharer.last + 1);
      const Reply reply =
          client.exchange({"PATCH", kBase + "/backups/" + shared,
                           R"({"backup_metadata":{")" + sharer.key + R"(":)" + value + "}}"});
      if (reply.status == 503) continue;
      ASSERT_EQ(reply.status, 200) << reply.body;
      ++sharer.last;
    }
  }

  std::vector<std::string> kept_;  ///< Backups that the command line created and did not delete.
  int busyRuns_ = 0;
};

TEST_F(TwoProcesses, LoseNoChangeOfEachOther) {
  succeed({"clients", "create", "--client-id", kHost});
  const std::string shared = succeed(
      {"backups", "create", "--container", "c1", "--hostname", "host1", "--backup-name", "shared"});
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();

  Writers writers(4, "writer");
  Sharer sharers[] = {{"first"}, {"second"}, {"commands"}};
  {
    writers.start(server.port());
    std::vector<std::jthread> threads;
    for (Sharer& sharer : std::span(sharers).first(2)) {
      threads.emplace_back(
          [&](const std::stop_token& stop) { change(server.port(), shared, sharer, stop); });
    }
    threads.emplace_back(
        [&](const std::stop_token& stop) { runCommands(shared, sharers[2], stop); });
    std::this_thread::sleep_for(kDuration);
    writers.stop();
  }

  RawClient client(server.port());
  expectStored(client, writers.documents(), isAcknowledged);
  const Reply reply = client.exchange({"GET", kBase + "/backups/" + shared});
  std::int64_t version = 1;
  for (const Sharer& sharer : sharers) {
    EXPECT_GT(sharer.last, 0) << sharer.key;
    EXPECT_EQ(reply.at("/backup_metadata/" + sharer.key), std::to_string(sharer.last));
    version += sharer.last;
  }
  EXPECT_EQ(reply.header("etag"), '"' + std::to_string(version) + '"');
  for (const std::string& id : kept_)
    EXPECT_EQ(show("backups", id).integerAt("/backup_metadata/change", 0), 2);
  EXPECT_EQ(storedBackups(client), countBackups(writers.documents()).acknowledged + 1 +
                                       static_cast<std::int64_t>(kept_.size()));
  EXPECT_EQ(succeed({"db", "check"}), "ok");
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  RecordProperty("documents", static_cast<int>(writers.documents().size()));
  RecordProperty("changesBesides", static_cast<int>(version - 1));
  RecordProperty("commands", static_cast<int>(sharers[2].last));
  RecordProperty("busyReplies", writers.busyReplies());
  RecordProperty("busyRuns", busyRuns_);
}

TEST_F(TwoProcesses, ASecondServerOnThePortDoesNotDisturbTheFirst) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const std::string port = std::to_string(server.port());
  fail({"serve", "--bind-port", port}, 2, "Cannot listen on 127.0.0.1 port " + port);
  EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 200);
  succeed({"clients", "create", "--client-id", kHost});
  EXPECT_EQ(server.get(kBase + "/clients/" + kHost).status, 200);
}

}  // namespace
}  // namespace freezer::test
