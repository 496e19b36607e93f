// Requests that Poco's HTTP server, left to itself, reads or answers in another way than this
// service.

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/http/raw_requests.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

class OverPoco : public testing::Test {
 protected:
  static server::ServerConfig config() {
    server::ServerConfig config;
    config.limits.requestSeconds = 1;
    return config;
  }

  Reply exchange(const std::string& bytes) {
    client_.send(bytes);
    return client_.receive();
  }

  TestStore store_;
  HttpService service_{store_.freezer, config()};
  RawClient client_{service_.port()};
};

// --- Whether the connection goes on --------------------------------------------------

TEST_F(OverPoco, CloseIsFoundAmongOtherOptions) {
  for (const char* field : {"Connection: close, x\r\n", "Connection: x,CLOSE\r\n",
                            "Connection: x\r\nConnection: close\r\n"}) {
    RawClient client(service_.port());
    client.send(get("/healthcheck", kHost + field) + get("/healthcheck"));
    EXPECT_EQ(client.receive().header("connection"), "close") << field;
    EXPECT_TRUE(client.isClosed()) << field;
  }
}

TEST_F(OverPoco, Http10ClosesWhateverElseTheConnectionFieldSays) {
  client_.send("GET /healthcheck HTTP/1.0\r\nConnection: x\r\n\r\n" + get("/healthcheck"));
  EXPECT_EQ(client_.receive().header("connection"), "close");
  EXPECT_TRUE(client_.isClosed());
}

TEST_F(OverPoco, TheVersionOfAnAnswerIsThatOfTheService) {
  EXPECT_EQ(exchange("GET /healthcheck HTTP/1.0\r\n\r\n").version, "HTTP/1.1");
}

// --- 100 Continue --------------------------------------------------------------------

TEST_F(OverPoco, Http10IsNotToldToContinue) {
  client_.send("POST /v1/actions HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: " +
               std::to_string(kAction.size()) + "\r\n\r\n");
  client_.send(kAction);
  EXPECT_EQ(client_.receive().status, 201);
}

TEST_F(OverPoco, ARequestWithoutABodyIsNotToldToContinue) {
  EXPECT_EQ(exchange(get("/healthcheck", kHost + "Expect: 100-continue\r\n")).status, 200);
  EXPECT_EQ(
      exchange(get("/healthcheck", kHost + "Expect: 100-continue\r\nContent-Length: 0\r\n")).status,
      200);
}

TEST_F(OverPoco, AClientThatSentItsBodyIsNotToldToContinue) {
  const std::string length = "Content-Length: " + std::to_string(kAction.size()) + "\r\n";
  EXPECT_EQ(exchange(post("Expect: 100-continue\r\n" + length, kAction)).status, 201);
}

// --- Heads ---------------------------------------------------------------------------

TEST_F(OverPoco, FieldsWithinTheLimitsAreReadHoweverManyAndLong) {
  std::string many;
  for (int i = 0; i < 200; ++i) many += "A" + std::to_string(i) + ": b\r\n";
  EXPECT_EQ(exchange(get("/healthcheck", kHost + many)).status, 200);
  EXPECT_EQ(exchange(get("/healthcheck", kHost + std::string(300, 'a') + ": b\r\n")).status, 200);
  EXPECT_EQ(
      exchange(get("/healthcheck", kHost + "A: " + std::string(10 * 1024, 'b') + "\r\n")).status,
      200);
  many += "B: " + std::string(16 * 1024, 'b') + "\r\n";
  EXPECT_EQ(exchange(get("/healthcheck", kHost + many)).status, 431);
}

TEST_F(OverPoco, FieldsAreTakenAsTheyWereSent) {
  // Poco decodes the words of MIME; this one would end in CR LF and a field of its own.
  const std::string word = "=?utf-8?Q?freezer.test=0D=0AX-Evil:_1?=";
  client_.send("GET / HTTP/1.1\r\nHost: " + word + "\r\n\r\n");
  const Reply reply = client_.receive();
  EXPECT_EQ(reply.header("x-evil"), "");
  EXPECT_EQ(reply.body.find("X-Evil"), std::string::npos);

  const std::string id = "req-01234567-89ab-cdef-0123-456789abcdef";
  EXPECT_EQ(
      exchange(get("/healthcheck", kHost + "X-Openstack-Request-Id: =?utf-8?Q?" + id + "?=\r\n"))
          .status,
      200);
  EXPECT_EQ(exchange(get("/healthcheck", kHost + "Connection: =?utf-8?Q?close?=\r\n"))
                .header("connection"),
            "");
  EXPECT_EQ(service_.log().find(id), std::string::npos);
}

TEST_F(OverPoco, AHeadThatBreaksOffIsRefused) {
  for (const std::string head :
       {"G", "GET /v2 HTTP/1.1\r\nHost: freezer.te", "GET /v2 HTTP/1.1\r\nHost: a\r\n\r"}) {
    RawClient client(service_.port());
    client.send(head);
    client.finish();
    const Reply reply = client.receive();
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.at("/description"),
              "The connection was closed before the request was complete.");
    EXPECT_TRUE(client.isClosed());
  }
}

TEST_F(OverPoco, AConnectionThatEndsWithoutARequestIsNotAnswered) {
  client_.finish();
  EXPECT_TRUE(client_.isClosed());
}

// --- Bodies --------------------------------------------------------------------------

TEST_F(OverPoco, ChunksThatBreakOffAreNotRun) {
  const std::string whole = "24\r\n" + kAction + "\r\n0\r\nA: b\r\n\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    RawClient client(service_.port());
    client.send(post("Transfer-Encoding: chunked\r\n", whole.substr(0, size)));
    client.finish();
    EXPECT_EQ(client.receive().status, 400) << size;
    EXPECT_TRUE(client.isClosed());
  }
  EXPECT_EQ(exchange(get("/v2/p1/actions")).body, R"({"actions":[]})");
  EXPECT_EQ(exchange(post("Transfer-Encoding: chunked\r\n", whole)).status, 201);
}

TEST_F(OverPoco, APostWithoutALengthHasNoBody) {
  EXPECT_EQ(exchange(post("", "")).status, 400);
  EXPECT_EQ(exchange(get("/healthcheck")).status, 200);
}

TEST_F(OverPoco, AHeadAndABodyThatDripEndAtTheSameTime) {
  RawClient head(service_.port());
  head.send("GET /v2 HTTP/1.1\r\nA: ");
  RawClient body(service_.port());
  body.send(post("Content-Length: 100000\r\n", ""));
  RawClient chunks(service_.port());
  chunks.send(post("Transfer-Encoding: chunked\r\n", "fffff\r\n"));
  RawClient* const dripping[] = {&head, &body, &chunks};

  // Each byte comes in time, so only a deadline over all of them ends this.
  const auto begin = Clock::now();
  while (Clock::now() - begin < seconds(2)) {
    for (RawClient* client : dripping) client->send("x");
    EXPECT_EQ(service_.ask({"GET", "/healthcheck"}).status, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  for (RawClient* client : dripping) EXPECT_EQ(client->receive().status, 408);
}

// --- Answers -------------------------------------------------------------------------

TEST_F(OverPoco, AnAnswerWithoutABodyHasNoLengthOfOne) {
  EXPECT_EQ(exchange(requestText({"POST", "/v2/p1/actions/a1", kAction})).status, 201);
  const Reply got = exchange(get("/v2/p1/actions/a1"));
  const Reply unchanged =
      exchange(get("/v2/p1/actions/a1", kHost + "If-None-Match: " + got.header("etag") + "\r\n"));
  EXPECT_EQ(unchanged.status, 304);
  client_.send("DELETE /v2/p1/actions/a1 HTTP/1.1\r\n" + kHost + "\r\n");
  const Reply deleted = client_.receive();
  EXPECT_EQ(deleted.status, 204);
  for (const Reply& reply : {unchanged, deleted}) {
    EXPECT_EQ(reply.header("content-length"), "");
    EXPECT_EQ(reply.header("content-type"), "");
  }
  EXPECT_EQ(exchange(get("/healthcheck")).status, 200);
}

/// A store with a fault.
struct ThrowingStore : Store {
  Result<void> read(const ReadWork& /*work*/) override { throw std::runtime_error("a secret"); }
  Result<void> write(const WriteWork& /*work*/) override { throw 1; }
  Result<void> ping() override { return {}; }
};

TEST_F(OverPoco, AnExceptionIsAnswered) {
  ThrowingStore store;
  Freezer freezer(store);
  HttpService service(freezer);
  RawClient client(service.port());
  for (const Ask& ask : {Ask{"GET", "/v2/p1/jobs"}, Ask{"POST", "/v2/p1/actions", kAction}}) {
    const Reply reply = client.exchange(ask);
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.at("/title"), "Internal Server Error");
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  }
  EXPECT_TRUE(service.logs("a secret"));
}

}  // namespace
}  // namespace freezer::test
