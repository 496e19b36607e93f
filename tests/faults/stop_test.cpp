// serve, stopped by SIGTERM under load: no request is cut off.

#include <csignal>
#include <fstream>

#include "tests/core/store/engine_program_test.h"
#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRestarts = 5;
constexpr int kChangesBetween = 100;
constexpr std::chrono::seconds kTimeToEnd{10};

class StoppedServer : public EngineProgramTest {};

TEST_F(StoppedServer, AnswersWhatItAcceptedAndLosesNothing) {
  const std::string log = folder_.path() / "serve.log";
  succeed({"clients", "create", "--client-id", kHost});
  Writers writers(8, "writer");
  for (int i = 0; i < kRestarts; ++i) {
    RunningServer server({"--log-file", log}, environment_);
    ASSERT_NE(server.port(), 0) << server.text();
    writers.start(server.port());
    EXPECT_TRUE(writers.await(kChangesBetween));
    const auto begin = Clock::now();
    EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
    EXPECT_LT(Clock::now() - begin, kTimeToEnd);
    writers.join();
  }
  EXPECT_FALSE(writers.wereCutOff());

  RunningServer server({"--log-file", log}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  // A request without any reply was not accepted, so it must have had no effect.
  expectStored(client, writers.documents(), isAcknowledged);
  EXPECT_EQ(storedBackups(client), countBackups(writers.documents()).acknowledged)
      << writers.busyReplies() << " replies that the store is busy\n"
      << std::ifstream(log).rdbuf();
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

}  // namespace
}  // namespace freezer::test
