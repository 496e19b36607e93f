// Starting, being full and stopping.

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <future>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

/// Lets a test hold requests inside the store.
class GatedStore : public Store {
 public:
  explicit GatedStore(Store& store) : store_(store) {}

  Result<void> read(const ReadWork& work) override {
    ++inside_;
    inside_.notify_all();
    permits_.acquire();
    return store_.read(work);
  }
  Result<void> write(const WriteWork& work) override { return store_.write(work); }
  Result<void> ping() override { return store_.ping(); }

  void awaitInside(int count) {
    for (int now = inside_; now < count; now = inside_) inside_.wait(now);
  }
  void letOneThrough() { permits_.release(); }
  void open() { permits_.release(kAll); }

 private:
  Store& store_;
  static constexpr std::ptrdiff_t kAll = 1000;

  std::atomic<int> inside_ = 0;  ///< Requests that have come in since the beginning.
  std::counting_semaphore<> permits_{0};
};

class Lifecycle : public testing::Test {
 protected:
  TestStore store_;
  GatedStore gate_{*store_.store};
  Freezer gated_{gate_};
};

server::ServerConfig ofConnections(int count) {
  server::ServerConfig config;
  config.maxConnections = count;
  config.maxConnectionsPerAddress = count;
  return config;
}

/// A connection, or null when it is refused.
std::unique_ptr<RawClient> connect(std::uint16_t port) try {
  return std::make_unique<RawClient>(port);
} catch (const Poco::Exception&) {
  return nullptr;
}

const std::string kHealth = requestText({"GET", "/healthcheck"});
const std::string kList = requestText({"GET", "/v2/p1/jobs"});

// --- Starting ------------------------------------------------------------------------

TEST_F(Lifecycle, NoauthListensOnLoopbackOnly) {
  for (const char* host : {"0.0.0.0", "::", "192.0.2.1"}) {
    server::ServerConfig config;
    config.bindHost = host;
    config.bindPort = 0;
    const auto started = server::Server::start(store_.freezer, config);
    ASSERT_FALSE(started) << host;
    EXPECT_EQ(started.error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(started.error().message.find("loopback"), std::string::npos);
  }
}

TEST_F(Lifecycle, NoauthListensElsewhereWhenToldTo) {
  server::ServerConfig config;
  config.bindHost = "0.0.0.0";
  config.allowRemoteNoauth = true;
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask({"GET", "/healthcheck"}).status, 200);
}

TEST_F(Lifecycle, APortInUseIsNotShared) {
  HttpService first(store_.freezer);
  server::ServerConfig config;
  config.bindPort = first.port();
  const auto second = server::Server::start(store_.freezer, config);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::InvalidRequest);
  EXPECT_NE(second.error().message.find(std::to_string(first.port())), std::string::npos);
}

TEST_F(Lifecycle, AHostThatIsNoneIsAnError) {
  server::ServerConfig config;
  config.bindHost = "no host";
  EXPECT_FALSE(server::Server::start(store_.freezer, config));
  EXPECT_FALSE(server::Server::start(store_.freezer, ofConnections(0)));
}

// --- Being full ----------------------------------------------------------------------

TEST_F(Lifecycle, OverCapacityIsAnsweredAtOnce) {
  HttpService service(gated_, ofConnections(2));
  RawClient busy[] = {RawClient(service.port()), RawClient(service.port())};
  for (RawClient& client : busy) client.send(kList);
  gate_.awaitInside(2);

  for (int i = 0; i < 100; ++i) {
    RawClient refused(service.port());
    if (i % 2 == 0) refused.send(kHealth);
    const Reply reply = refused.receive();
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.header("retry-after"), "1");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(refused.isClosed());
  }

  gate_.open();
  for (RawClient& client : busy) EXPECT_EQ(client.receive().status, 200);
}

TEST_F(Lifecycle, TheIdlestConnectionMakesRoom) {
  HttpService service(gated_, ofConnections(2));
  RawClient idle(service.port());
  idle.send(kHealth);
  EXPECT_EQ(idle.receive().status, 200);
  RawClient busy(service.port());
  busy.send(kList);
  gate_.awaitInside(1);

  // Those that were used a moment ago stay, so this may take a second.
  Reply reply;
  const auto patience = Clock::now() + seconds(20);
  while (reply.status != 200 && Clock::now() < patience) {
    RawClient late(service.port());
    late.send(kHealth);
    reply = late.receive();
  }
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(idle.isClosed());
  gate_.open();
  EXPECT_EQ(busy.receive().status, 200);
}

TEST_F(Lifecycle, ARequestThatHasNotArrivedMakesRoomAtOnce) {
  HttpService service(store_.freezer, ofConnections(3));
  const std::string halves[] = {"", "GET /v2 HT",
                                "POST /v2/p1/jobs HTTP/1.1\r\nHost: x\r\n"
                                "Content-Length: 10\r\n\r\n{"};
  for (const std::string& half : halves) {
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 20; ++i) {
      silent.push_back(std::make_unique<RawClient>(service.port()));
      if (!half.empty()) silent.back()->send(half);
    }
    EXPECT_EQ(service.ask({"GET", "/healthcheck"}).status, 200) << half;
  }
}

TEST_F(Lifecycle, TheAddressWithTheMostConnectionsMakesRoomFirst) {
  HttpService service(store_.freezer, ofConnections(4));
  RawClient first = connectFrom("127.0.0.2", service.port());
  std::vector<RawClient> many;
  for (int i = 0; i < 20; ++i) many.push_back(connectFrom("127.0.0.3", service.port()));
  EXPECT_EQ(first.exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(Lifecycle, AnAddressHasAShareOfTheConnections) {
  server::ServerConfig config = ofConnections(4);
  config.maxConnectionsPerAddress = 0;  // Half of them.
  config.trustedProxies = server::TrustedProxies::parse("127.0.0.4").value();
  HttpService service(gated_, config);
  RawClient busy[] = {connectFrom("127.0.0.2", service.port()),
                      connectFrom("127.0.0.2", service.port())};
  for (RawClient& client : busy) client.send(kList);
  gate_.awaitInside(2);
  EXPECT_EQ(connectFrom("127.0.0.2", service.port()).receive().status, 503);
  RawClient others[] = {connectFrom("127.0.0.3", service.port()),
                        connectFrom("127.0.0.4", service.port())};
  for (RawClient& client : others) {
    EXPECT_EQ(client.exchange({"GET", "/healthcheck"}).status, 200);
  }
  gate_.open();
  for (RawClient& client : busy) EXPECT_EQ(client.receive().status, 200);
}

TEST_F(Lifecycle, ATrustedProxyMayTakeEveryConnection) {
  server::ServerConfig config = ofConnections(4);
  config.maxConnectionsPerAddress = 1;
  config.trustedProxies = server::TrustedProxies::parse("127.0.0.1").value();
  HttpService service(gated_, config);
  std::vector<RawClient> busy;
  for (int i = 0; i < 4; ++i) {
    busy.emplace_back(service.port());
    busy.back().send(kList);
  }
  gate_.awaitInside(4);
  gate_.open();
  for (RawClient& client : busy) EXPECT_EQ(client.receive().status, 200);
}

TEST_F(Lifecycle, AThousandIdleConnectionsDoNotDisturbOthers) {
  constexpr int kIdle = 1000;
  rlimit descriptors = {};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = std::min<rlim_t>(descriptors.rlim_max, 4 * kIdle);
  ::setrlimit(RLIMIT_NOFILE, &descriptors);

  HttpService service(store_.freezer, ofConnections(kIdle + 1));
  RawClient live(service.port());
  std::vector<std::unique_ptr<RawClient>> idle;
  std::vector<Clock::duration> times;
  for (int i = 0; i < kIdle; ++i) {
    idle.push_back(std::make_unique<RawClient>(service.port()));
    ASSERT_EQ(idle.back()->exchange({"GET", "/healthcheck"}).status, 200) << i;
    const auto begin = Clock::now();
    ASSERT_EQ(live.exchange({"GET", "/healthcheck"}).status, 200) << i;
    times.push_back(Clock::now() - begin);
  }
  std::ranges::sort(times);
  EXPECT_LT(times[kIdle * 9 / 10], std::chrono::milliseconds(100));
  for (const auto& client : idle) {
    ASSERT_EQ(client->exchange({"GET", "/healthcheck"}).status, 200);
  }
}

TEST_F(Lifecycle, AnIdleConnectionIsClosedInTheEnd) {
  server::ServerConfig config;
  config.limits.keepAliveSeconds = 1;
  HttpService service(store_.freezer, config);
  RawClient silent(service.port());
  EXPECT_TRUE(silent.isClosed());
}

/// While it lives, this process gets no new file descriptors.
class NoDescriptors {
 public:
  NoDescriptors() {
    showTypesToSanitizer();
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit none = {3, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  /// UndefinedBehaviorSanitizer needs a pipe to check an object of a type that it has not seen
  /// yet. These are the buffer of a formatted line of the log, and what Poco throws without
  /// descriptors.
  static void showTypesToSanitizer() {
    spdlog::logger("without outlet").error("{}", EMFILE);
    try {
      throw Poco::IOException("too many open files", EMFILE);
    } catch (const Poco::Exception& caught) {
      EXPECT_EQ(caught.code(), EMFILE);
    }
  }

  rlimit before_ = {};
};

TEST_F(Lifecycle, WithoutDescriptorsAClientWaitsAndTheServiceIsIdle) {
  HttpService service(store_.freezer);
  service.ask({"GET", "/healthcheck"});
  Poco::Net::StreamSocket waiting(Poco::Net::SocketAddress::IPv4);
  {
    const NoDescriptors none;
    waiting.connect(Poco::Net::SocketAddress("127.0.0.1", service.port()));
    EXPECT_TRUE(service.logs("a connection could not be accepted: "));
    const auto before = std::clock();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_LT(std::clock() - before, CLOCKS_PER_SEC / 5) << "It keeps a processor busy.";
  }
  EXPECT_EQ(RawClient(waiting).exchange({"GET", "/healthcheck"}).status, 200);
}

// --- Stopping ------------------------------------------------------------------------

TEST_F(Lifecycle, AStopEndsWithoutDescriptors) {
  HttpService service(store_.freezer);
  service.ask({"GET", "/healthcheck"});
  Poco::Net::StreamSocket waiting(Poco::Net::SocketAddress::IPv4);
  const NoDescriptors none;
  waiting.connect(Poco::Net::SocketAddress("127.0.0.1", service.port()));
  service.server().stop();
  EXPECT_EQ(RawClient(waiting).receive().status, 0);
}

TEST_F(Lifecycle, AStopLetsRequestsFinish) {
  HttpService service(gated_);
  RawClient client(service.port());
  client.send(kList);
  gate_.awaitInside(1);

  auto stopped = std::async(std::launch::async, [&] { service.server().stop(); });
  // The stop has begun once nobody is let in any more; the first waits inside.
  while (connect(service.port())) std::this_thread::yield();
  gate_.open();
  const Reply reply = client.receive();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("connection"), "close");
  EXPECT_TRUE(client.isClosed());
  stopped.get();
}

TEST_F(Lifecycle, AStopAnswersAPipelinedRequestAfterAnAnswerThatPromisedIt) {
  HttpService service(gated_);
  RawClient client(service.port());
  client.send(kList + kList + kList);
  gate_.letOneThrough();
  EXPECT_EQ(client.receive().header("connection"), "");
  gate_.awaitInside(2);

  auto stopped = std::async(std::launch::async, [&] { service.server().stop(); });
  while (connect(service.port())) std::this_thread::yield();
  gate_.open();
  const Reply last = client.receive();
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.header("connection"), "close");
  EXPECT_TRUE(client.isClosed());
  stopped.get();
}

TEST_F(Lifecycle, AStopAnswersClientsThatAreConnectedAlready) {
  HttpService service(store_.freezer);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(service.port()));
    clients.back()->send(kHealth);
  }
  service.server().stop();
  for (const auto& client : clients) {
    EXPECT_EQ(client->receive().status, 200);
    EXPECT_TRUE(client->isClosed());
  }
}

TEST_F(Lifecycle, AStopDoesNotWaitForThreadsWithoutAConnection) {
  HttpService service(store_.freezer);
  for (int round = 0; round < 2; ++round) {
    std::vector<std::unique_ptr<RawClient>> clients(20);
    for (auto& client : clients) client = std::make_unique<RawClient>(service.port());
    for (const auto& client : clients) client->exchange({"GET", "/healthcheck"});
  }
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(3));
}

TEST_F(Lifecycle, AStopClosesIdleConnectionsAtOnce) {
  HttpService service(store_.freezer);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 20; ++i) {
    idle.push_back(std::make_unique<RawClient>(service.port()));
    EXPECT_EQ(idle.back()->exchange({"GET", "/healthcheck"}).status, 200);
  }
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(3));
  for (const auto& client : idle) EXPECT_TRUE(client->isClosed());
}

TEST_F(Lifecycle, AStopDoesNotWaitForHalfARequest) {
  HttpService service(store_.freezer);
  RawClient half(service.port());
  half.exchange({"GET", "/healthcheck"});
  half.send("GET /v2 HTTP/1.1\r\nHo");
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(10));
}

TEST_F(Lifecycle, AStopTwiceIsOne) {
  HttpService service(store_.freezer);
  service.server().stop();
  service.server().stop();
  EXPECT_EQ(connect(service.port()), nullptr);
}

TEST_F(Lifecycle, AStopUnderLoadAnswersAllThatItRan) {
  HttpService service(store_.freezer);
  const Ask create{"POST", "/v2/p1/actions", R"({"freezer_action":{}})"};
  std::atomic<int> created = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&, keepsAlive = i % 2 == 0] {
      auto client = connect(service.port());
      while (client) {
        const Reply reply = client->exchange(create);
        // A connection that the system let in, and the service did not, gives none.
        EXPECT_TRUE(reply.status == 201 || reply.status == 0) << reply.body;
        if (reply.status == 201) ++created;
        const bool goesOn = keepsAlive && reply.status == 201 && reply.header("connection").empty();
        if (!goesOn) client = connect(service.port());
      }
    });
  }
  while (created < 50) std::this_thread::yield();
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(10));
  for (std::thread& client : clients) client.join();

  DirectService direct(store_.freezer);
  EXPECT_EQ(direct.ask({"GET", "/v2/p1/actions?with_count=1"}).at("/count"),
            std::to_string(created));
}

}  // namespace
}  // namespace freezer::test
