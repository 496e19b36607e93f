// serve as a process: start, requests, signals, stop.

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

#include "tests/support/fake_keystone.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

class ServeTest : public ProgramTest {
 protected:
  /// The status of an answer over a Unix socket.
  static int askBySocket(const std::string& path) {
    using Poco::Net::SocketAddress;
    RawClient client(Poco::Net::StreamSocket(SocketAddress(SocketAddress::UNIX_LOCAL, path)));
    return client.exchange({"GET", "/healthcheck"}).status;
  }

  /// Waits for an effect of the service on the file system.
  static bool becomesTrue(const std::function<bool()>& condition) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition() && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
    return condition();
  }

  static std::string content(const std::string& path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
};

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
  RunningServer server({"--log-file", log, "--log-level", "debug"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  server.get("/healthcheck");
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  const std::string text = content(log);
  EXPECT_NE(text.find(" starts: store " + environment_["FREEZER_DB"] + ", auth_strategy noauth, "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("info listening on http://127.0.0.1:"), std::string::npos) << text;
  EXPECT_NE(text.find("/healthcheck"), std::string::npos) << text;
  EXPECT_NE(text.find("info stopped"), std::string::npos) << text;
}

TEST_F(ServeTest, ListensOnAUnixSocketToo) {
  const std::string path = folder_.path() / "freezer.sock";
  RunningServer server({"--bind-socket", path}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  EXPECT_TRUE(server.says("freezer-api: listening on unix:" + path + "\n"));
  EXPECT_EQ(askBySocket(path), 200);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(ServeTest, ListensOnAUnixSocketAloneWithoutAHost) {
  const std::string path = folder_.path() / "freezer.sock";
  RunningServer server({"--bind-host", "", "--bind-socket", path}, environment_);
  ASSERT_TRUE(server.says("freezer-api: listening on unix:" + path + "\n")) << server.text();
  EXPECT_EQ(server.port(), 0);
  EXPECT_EQ(askBySocket(path), 200);
  EXPECT_EQ(server.text().find("http://"), std::string::npos) << server.text();
}

TEST_F(ServeTest, ASocketThatAKilledServiceLeftIsReplaced) {
  const std::string path = folder_.path() / "freezer.sock";
  RunningServer killed({"--bind-host=", "--bind-socket", path}, environment_);
  ASSERT_TRUE(killed.says("listening")) << killed.text();
  fail({"serve", "--bind-host=", "--bind-socket", path}, 2, path + ": it is in use");
  killed.endBy(SIGKILL);
  EXPECT_TRUE(std::filesystem::exists(path));
  RunningServer server({"--bind-host=", "--bind-socket", path}, environment_);
  ASSERT_TRUE(server.says("listening")) << server.text();
  EXPECT_EQ(askBySocket(path), 200);
}

TEST_F(ServeTest, NothingToListenOnIsAUsageError) {
  fail({"serve", "--bind-host="}, 2, "No listener is configured");
}

TEST_F(ServeTest, AHangUpIsNoEnd) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  ::kill(server.process(), SIGHUP);
  EXPECT_TRUE(server.says("SIGHUP: no log file and no TLS to reload"));
  EXPECT_EQ(server.get("/healthcheck").status, 200);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
}

TEST_F(ServeTest, AHangUpMakesItGoOnInANewLogFile) {
  const std::string log = folder_.path() / "freezer.log";
  const std::string old = log + ".1";
  RunningServer server({"--log-file", log}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  client.exchange({"GET", "/v2/before"});
  client.exchange({"GET", "/v2"});  // After this answer, the previous request is logged.
  std::filesystem::rename(log, old);
  ::kill(server.process(), SIGHUP);
  ASSERT_TRUE(becomesTrue([&] { return std::filesystem::exists(log); }));
  server.get("/v2/after");
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_NE(content(old).find("/v2/before"), std::string::npos) << content(old);
  EXPECT_NE(content(log).find("info SIGHUP: reopened the log file"), std::string::npos);
  EXPECT_NE(content(log).find("/v2/after"), std::string::npos) << content(log);
}

TEST_F(ServeTest, ALogThatCannotBeOpenedAgainGoesOn) {
  const std::string log = folder_.path() / "log" / "freezer.log";
  const std::string old = folder_.path() / "old";
  RunningServer server({"--log-file", log}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  std::filesystem::rename(folder_.path() / "log", old);
  std::ofstream(folder_.path() / "log") << "a file in the place of the folder";
  ::kill(server.process(), SIGHUP);
  EXPECT_TRUE(becomesTrue([&] {
    return content(old + "/freezer.log").find("SIGHUP: cannot reopen the log") != std::string::npos;
  }));
  EXPECT_EQ(server.get("/healthcheck").status, 200);
}

TEST_F(ServeTest, ALogThatCannotBeWrittenIsAUsageError) {
  fail({"serve", "--bind-port", "0", "--log-file", "/proc/freezer/log"}, 2, "cannot write the log");
}

TEST_F(ServeTest, NoauthListensOnLoopbackAlone) {
  fail({"serve", "--bind-port", "0", "--bind-host", "0.0.0.0"}, 2, "loopback");
}

TEST_F(ServeTest, KeystoneNeedsItsSettings) {
  fail({"serve", "--bind-port", "0", "--auth", "keystone"}, 2, "[keystone_authtoken] auth_url");
  environment_["FREEZER_KEYSTONE_AUTH_URL"] = "http://127.0.0.1:5000";
  fail({"serve", "--bind-port", "0", "--auth", "keystone"}, 2, "[keystone_authtoken] username");
  environment_["FREEZER_CONFIG_FILE"] =
      file("freezer-api.conf",
           "[DEFAULT]\nauth_strategy = keystone\n[centralized_scheduler]\nauth_section = other\n");
  fail({"serve", "--bind-port", "0"}, 2, "[centralized_scheduler] auth_section can only be");
}

TEST_F(ServeTest, KeystoneIsSetUpAsForThePythonService) {
  FakeKeystone keystone;
  keystone.add("token-of-alice", {.user_id = "alice"});
  environment_["FREEZER_CONFIG_FILE"] = file("freezer-api.conf",
                                             "[DEFAULT]\nauth_strategy = keystone\n"
                                             "[keystone_authtoken]\n"
                                             "auth_uri = http://public.example/identity\n"
                                             "auth_url = " +
                                                 keystone.url() +
                                                 "/v3\nauth_type = password\n"
                                                 "username = freezer\n"
                                                 "user_domain_name = Default\n"
                                                 "project_name = service\n"
                                                 "project_domain_name = Default\n");
  environment_["FREEZER_KEYSTONE_PASSWORD"] = FakeKeystone::kPassword;
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const auto list = [&](const std::string& token) {
    return RawClient(server.port())
        .exchange({"GET", "/v2/p1/jobs", "", {"X-Auth-Token: " + token}});
  };
  EXPECT_EQ(list("token-of-alice").status, 200);
  EXPECT_EQ(list("unknown").header("www-authenticate"),
            "Keystone uri=\"http://public.example/identity\"");
  EXPECT_EQ(server.endBy(SIGTERM), 0);
  EXPECT_EQ(server.text().find(FakeKeystone::kPassword), std::string::npos);
}

TEST_F(ServeTest, APortThatIsTakenIsAUsageError) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const std::string port = std::to_string(server.port());
  fail({"serve", "--bind-port", port}, 2, port);
}

}  // namespace
}  // namespace freezer::test
