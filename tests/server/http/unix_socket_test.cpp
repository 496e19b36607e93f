// Listening on a Unix socket, beside TCP or instead of it.

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

using Poco::Net::SocketAddress;

class UnixSocket : public testing::Test {
 protected:
  server::ServerConfig socketAlone() const {
    server::ServerConfig config;
    config.bindHost = "";
    config.bindSocket = path_;
    return config;
  }

  RawClient connect() const { return RawClient(Poco::Net::StreamSocket(address())); }
  SocketAddress address() const { return {SocketAddress::UNIX_LOCAL, path_}; }

  /// Why a server does not start.
  std::string complaint(const server::ServerConfig& config) {
    const auto started = server::Server::start(store_.freezer, config);
    EXPECT_FALSE(started);
    if (started) return "";
    EXPECT_EQ(started.error().code, ErrorCode::InvalidRequest);
    return started.error().message;
  }

  TestStore store_;
  const std::string path_ = store_.folder.path() / "freezer.sock";
};

TEST_F(UnixSocket, AnswersAsTcpDoes) {
  HttpService service(store_.freezer, socketAlone());
  RawClient client = connect();
  EXPECT_EQ(client.exchange({"POST", "/v2/p1/actions/a1", R"({"freezer_action":{}})"}).status, 201);
  EXPECT_EQ(client.exchange({"GET", "/v2/p1/actions/a1"}).at("/action_id"), "a1");
  const std::string large(1000 * 1000, 'x');
  const std::string action = R"({"freezer_action":{"x":")" + large + "\"}}";
  EXPECT_EQ(client.exchange({"POST", "/v2/p1/actions/a2", action}).status, 201);
  EXPECT_NE(client.exchange({"GET", "/v2/p1/actions/a2"}).body.find(large), std::string::npos);
}

TEST_F(UnixSocket, StandsBesideTcp) {
  server::ServerConfig config;
  config.bindSocket = path_;
  HttpService service(store_.freezer, config);
  EXPECT_EQ(connect().exchange({"GET", "/healthcheck"}).status, 200);
  EXPECT_EQ(service.ask({"GET", "/healthcheck"}).status, 200);
  const std::vector<std::string> both = {"http://127.0.0.1:" + std::to_string(service.port()),
                                         "unix:" + path_};
  EXPECT_EQ(service.server().addresses(), both);
}

TEST_F(UnixSocket, StandsAloneWhereThereIsNoHost) {
  HttpService service(store_.freezer, socketAlone());
  EXPECT_EQ(service.port(), 0);
  EXPECT_EQ(service.server().addresses(), std::vector<std::string>{"unix:" + path_});
}

TEST_F(UnixSocket, IsNeededWhereThereIsNoHost) {
  server::ServerConfig config;
  config.bindHost = "";
  EXPECT_NE(complaint(config).find("No listener is configured"), std::string::npos);
}

TEST_F(UnixSocket, IsForItsOwnerAndGroupWhateverTheUmask) {
  for (const mode_t mask : {0777U, 0U}) {
    const mode_t before = ::umask(mask);
    HttpService service(store_.freezer, socketAlone());
    ::umask(before);
    struct stat made {};
    ASSERT_EQ(::lstat(path_.c_str(), &made), 0);
    EXPECT_EQ(made.st_mode & 07777U, 0660U);
  }
}

TEST_F(UnixSocket, IsRemovedAtStop) {
  HttpService service(store_.freezer, socketAlone());
  EXPECT_TRUE(std::filesystem::exists(path_));
  service.server().stop();
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnixSocket, IsNotRemovedAtStopWhenItIsAnothers) {
  HttpService service(store_.freezer, socketAlone());
  std::filesystem::rename(path_, path_ + ".old");
  HttpService other(store_.freezer, socketAlone());
  service.server().stop();
  EXPECT_EQ(connect().exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(UnixSocket, ReplacesOneThatWasLeftBehind) {
  Poco::Net::ServerSocket left;
  left.bind(address());
  left.close();
  ASSERT_TRUE(std::filesystem::exists(path_));
  HttpService service(store_.freezer, socketAlone());
  EXPECT_EQ(connect().exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(UnixSocket, DoesNotReplaceOneInUse) {
  HttpService service(store_.freezer, socketAlone());
  const std::string message = complaint(socketAlone());
  EXPECT_NE(message.find("unix:" + path_ + ": it is in use"), std::string::npos) << message;
  EXPECT_EQ(connect().exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(UnixSocket, DoesNotReplaceAFileThatIsNone) {
  std::ofstream(path_) << "precious";
  EXPECT_NE(complaint(socketAlone()).find("not a socket"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(path_), 8U);
}

TEST_F(UnixSocket, NeedsAFolderAndAPathThatFits) {
  server::ServerConfig config = socketAlone();
  config.bindSocket = path_ + "/missing/freezer.sock";
  EXPECT_NE(complaint(config).find(config.bindSocket), std::string::npos);
  config.bindSocket = store_.folder.path() / std::string(120, 'a');
  EXPECT_NE(complaint(config).find("at most 107 bytes"), std::string::npos);
}

TEST_F(UnixSocket, ClientsAreCalledUnixAndMayBeTrusted) {
  server::ServerConfig config = socketAlone();
  const Ask versions{"GET", "/", "", {"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"}};
  {
    HttpService service(store_.freezer, config);
    EXPECT_EQ(connect().exchange(versions).at("/versions/0/links/0/href"),
              "http://freezer.test:9090/v2/");
    EXPECT_TRUE(service.logs("client=\"unix\""));
  }
  config.trustedProxies = server::TrustedProxies::parse("unix").value();
  HttpService service(store_.freezer, config);
  EXPECT_EQ(connect().exchange(versions).at("/versions/0/links/0/href"),
            "https://freezer.test:9090/v2/");
  EXPECT_TRUE(service.logs("client=\"192.0.2.7\""));
}

TEST_F(UnixSocket, LinksNeedAHostThatAClientNames) {
  HttpService service(store_.freezer, socketAlone());
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost:\r\n\r\n");
  EXPECT_EQ(client.receive().at("/versions/0/links/0/href"), "http://localhost/v2/");
}

TEST_F(UnixSocket, IdleClientsDoNotDelayAStop) {
  HttpService service(store_.freezer, socketAlone());
  RawClient idle = connect();
  EXPECT_EQ(idle.exchange({"GET", "/healthcheck"}).status, 200);
  const auto begin = std::chrono::steady_clock::now();
  service.server().stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  EXPECT_TRUE(idle.isClosed());
  EXPECT_THROW(connect(), Poco::Exception);
}

}  // namespace
}  // namespace freezer::test
