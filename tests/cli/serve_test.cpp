// serve, as a process: its start, one request, its end.

#include <csignal>
#include <fstream>
#include <iterator>

#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

class ServeTest : public ProgramTest {};

TEST_F(ServeTest, AnswersWhatTheCommandLineWrote) {
  succeed({"clients", "create", "--client-id", "h1"});
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const Reply reply = server.get("/v2/default/clients/h1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json().text(), show("clients", "h1").text());
  succeed({"clients", "patch", "h1", "--description", "seen"});
  EXPECT_NE(server.get("/v2/default/clients/h1").body.find("seen"), std::string::npos);
}

TEST_F(ServeTest, EndsWellOnATerminationAndOnAnInterrupt) {
  for (const int signal : {SIGTERM, SIGINT}) {
    RunningServer server({}, environment_);
    ASSERT_NE(server.port(), 0) << server.text();
    EXPECT_EQ(server.get("/healthcheck").status, 200);
    EXPECT_EQ(server.endBy(signal), 0) << server.text();
  }
}

TEST_F(ServeTest, LogsToTheFileThatIsConfigured) {
  const std::string log = folder_.path() / "freezer.log";
  RunningServer server({"--log-file", log}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  server.get("/healthcheck");
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  std::ifstream stream(log);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_NE(text.find("info listening on http://127.0.0.1:"), std::string::npos) << text;
  EXPECT_NE(text.find("/healthcheck"), std::string::npos) << text;
  EXPECT_NE(text.find("info stopped"), std::string::npos) << text;
}

TEST_F(ServeTest, ALogThatCannotBeWrittenIsAUsageError) {
  fail({"serve", "--bind-port", "0", "--log-file", "/proc/freezer/log"}, 2, "cannot write the log");
}

TEST_F(ServeTest, NoauthListensOnLoopbackAlone) {
  fail({"serve", "--bind-port", "0", "--bind-host", "0.0.0.0"}, 2, "loopback");
}

TEST_F(ServeTest, APortThatIsTakenIsAUsageError) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const std::string port = std::to_string(server.port());
  fail({"serve", "--bind-port", port}, 2, port);
}

}  // namespace
}  // namespace freezer::test
