// Bytes on the wire: framing, limits and everything that is no proper request.

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>
#include <thread>

#include "tests/server/http/raw_requests.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

class Http : public testing::Test {
 protected:
  static server::ServerConfig config() {
    server::ServerConfig config;
    config.limits.requestSeconds = 1;
    return config;
  }

  int actions() {
    return std::stoi(service_.ask({"GET", "/v2/p1/actions?with_count=true"}).at("/count"));
  }

  TestStore store_;
  HttpService service_{store_.freezer, config()};
  RawClient client_{service_.port()};
};

// --- Requests that are refused, and after which the connection is closed ----------

struct Malformed {
  const char* name;
  std::string bytes;
  int status;
};

void PrintTo(const Malformed& row, std::ostream* out) {
  *out << row.name;
}

const Malformed kMalformed[] = {
    {"TwoContentLengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
    {"AListOfContentLengths", post("Content-Length: 5,5\r\n", "hello"), 400},
    {"ANegativeContentLength", post("Content-Length: -1\r\n", ""), 400},
    {"ASignedContentLength", post("Content-Length: +5\r\n", "hello"), 400},
    {"AnEmptyContentLength", post("Content-Length:\r\n", ""), 400},
    {"AHexContentLength", post("Content-Length: 0x5\r\n", "hello"), 400},
    {"AContentLengthInMimeWords", post("Content-Length: =?utf-8?Q?5?=\r\n", "hello"), 400},
    {"AContentLengthBeyond64Bits", post("Content-Length: 99999999999999999999\r\n", ""), 400},
    {"LengthAndChunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
     400},
    {"CodedBeforeChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
    {"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""), 400},
    {"ChunkedWithAVerticalTab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400},
    {"ChunkedInMimeWords", post("Transfer-Encoding: =?utf-8?Q?chunked?=\r\n", "0\r\n\r\n"), 400},
    {"ChunkedInHttp10", "POST /v1/actions HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"ChunkSizeNoNumber", chunked("five\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizeEmpty", chunked("\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizeSigned", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizePrefixed", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizeTooSmall", chunked("3\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizeTooLarge", chunked("6\r\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkSizeBeyond64Bits", chunked("fffffffffffffffff\r\nhello\r\n"), 413},
    {"ChunkSizeBeyondTheLimit", chunked("ffffffff\r\nhello\r\n"), 413},
    {"ChunkLineWithABareFeed", chunked("5\nhello\r\n0\r\n\r\n"), 400},
    {"ChunkExtensionEndless", chunked("5;" + std::string(2000, 'x')), 400},
    {"TrailerWithABareFeed", chunked("0\r\nA: b\n\n" + get("/v2") + "\r\n"), 400},
    {"TrailersEndless",
     [] {
       std::string trailers;
       for (int i = 0; i < 100; ++i) trailers += "A: b\r\n";
       return chunked("0\r\n" + trailers);
     }(),
     400},
    {"FoldedField", get("/v2", kHost + "A: b\r\n c\r\n"), 400},
    {"SpaceBeforeTheColon", get("/v2", "Host : freezer.test\r\n"), 400},
    {"FieldWithoutColon", get("/v2", kHost + "A\r\n"), 400},
    {"FieldWithoutName", get("/v2", kHost + ": b\r\n"), 400},
    {"FieldWithANul", get("/v2", kHost + std::string("A: b\0c\r\n", 8)), 400},
    {"FieldWithABareReturn", get("/v2", kHost + "A: b\rc\r\n"), 400},
    {"FieldWithABareFeed", get("/v2", kHost + "A: b\nContent-Length: 5\r\n"), 400},
    {"LinesThatEndInABareFeed", "GET /v2 HTTP/1.1\nHost: a\n\n", 400},
    {"NoHost", get("/v2", ""), 400},
    {"TwoHosts", get("/v2", kHost + kHost), 400},
    {"NoVersion", "GET /v2\r\n\r\n", 400},
    {"VersionNonsense", "GET /v2 FOO\r\n\r\n", 400},
    {"VersionUnknown", "GET /v2 HTTP/9.9\r\n" + kHost + "\r\n", 505},
    {"VersionTwo", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"TwoSpaces", "GET  /v2 HTTP/1.1\r\n" + kHost + "\r\n", 400},
    {"TargetNoPath", get("v2"), 400},
    {"TargetEverything", get("*"), 400},
    {"TargetWithAFragment", get("/v2#a"), 400},
    {"TargetWithATab", get("/v\t2"), 400},
    {"Tunnel", "CONNECT a:80 HTTP/1.1\r\n" + kHost + "\r\n", 400},
    {"MethodTooLong", std::string(33, 'A') + " /v2 HTTP/1.1\r\n" + kHost + "\r\n", 400},
    {"MethodNoWord", "G(ET /v2 HTTP/1.1\r\n" + kHost + "\r\n", 400},
    {"ATlsHandshake", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400},
    {"UriTooLong", get("/v2/" + std::string(8 * 1024, 'a')), 414},
    {"UriEndless", "GET /" + std::string(20 * 1024, 'a'), 414},
    {"HeaderTooLarge", get("/v2", kHost + "A: " + std::string(16 * 1024, 'a') + "\r\n"), 431},
    {"HeaderEndless", "GET /v2 HTTP/1.1\r\nA: " + std::string(30 * 1024, 'a'), 431},
    {"BodyAnnouncedTooLarge", post("Content-Length: 2097152\r\n", ""), 413},
    {"BodyOfTwoMebibytes", post("Content-Length: 2097152\r\n", std::string(2097152, 'a')), 413},
    {"ExpectationUnknown", post("Expect: wonders\r\nContent-Length: 5\r\n", "hello"), 417},
};

class EveryMalformed : public testing::TestWithParam<Malformed> {};

TEST_P(EveryMalformed, IsRefusedAndTheConnectionClosed) {
  TestStore store;
  HttpService service(store.freezer);
  RawClient client(service.port());
  client.send(GetParam().bytes + get("/healthcheck"));
  const Reply reply = client.receive();
  EXPECT_EQ(reply.status, GetParam().status) << reply.body;
  EXPECT_EQ(reply.header("connection"), "close");
  EXPECT_NE(reply.header("x-openstack-request-id"), "");
  EXPECT_TRUE(reply.json().has("/title"));
  client.finish();
  EXPECT_TRUE(client.isClosed()) << "What followed was answered too.";
  EXPECT_EQ(service.ask({"GET", "/v2/p1/actions"}).body, R"({"actions":[]})");
}

INSTANTIATE_TEST_SUITE_P(Http, EveryMalformed, testing::ValuesIn(kMalformed),
                         [](const auto& row) { return row.param.name; });

// --- Requests that are unusual and right ----------------------------------------

TEST_F(Http, ConnectionsAreKeptForMoreRequests) {
  for (int i = 0; i < 3; ++i) {
    const Reply reply = client_.exchange({"POST", "/v2/p1/actions", kAction});
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.header("connection"), "");
  }
  EXPECT_EQ(actions(), 3);
}

TEST_F(Http, PipelinedRequestsAreAnsweredInTheirOrder) {
  std::string bytes;
  for (int i = 1; i <= 50; ++i) {
    const std::string id = "a" + std::to_string(i);
    bytes += requestText({"POST", "/v2/p1/actions/" + id, kAction});
    bytes += requestText({"GET", "/v2/p1/actions/" + id});
  }
  client_.send(bytes);
  for (int i = 1; i <= 50; ++i) {
    const std::string id = "a" + std::to_string(i);
    EXPECT_EQ(client_.receive().at("/action_id"), id);
    EXPECT_EQ(client_.receive().at("/action_id"), id);
  }
}

TEST_F(Http, ARequestThatArrivesByteByByteIsRead) {
  for (const char byte : requestText({"POST", "/v2/p1/actions", kAction})) {
    ASSERT_TRUE(client_.send(std::string(1, byte)));
  }
  EXPECT_EQ(client_.receive().status, 201);
}

TEST_F(Http, EmptyLinesBeforeARequestAreIgnored) {
  client_.send("\r\n\r\n" + get("/healthcheck"));
  EXPECT_EQ(client_.receive().status, 200);
}

TEST_F(Http, CloseIsHonoured) {
  client_.send(get("/healthcheck", kHost + "Connection: x, Close\r\n"));
  EXPECT_EQ(client_.receive().header("connection"), "close");
  EXPECT_TRUE(client_.isClosed());
}

TEST_F(Http, WhatFollowsACloseIsNotRun) {
  client_.send(get("/healthcheck", kHost + "Connection: close\r\n") +
               requestText({"POST", "/v2/p1/actions", kAction}));
  EXPECT_EQ(client_.receive().status, 200);
  EXPECT_TRUE(client_.isClosed());
  EXPECT_EQ(actions(), 0);
}

TEST_F(Http, Http10ClosesUnlessAskedNotTo) {
  client_.send("GET /healthcheck HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client_.receive().header("connection"), "keep-alive");
  client_.send("GET /healthcheck HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client_.receive().header("connection"), "close");
  EXPECT_TRUE(client_.isClosed());
}

TEST_F(Http, ATargetMayBeAWholeUrl) {
  client_.send(get("http://other.test:81/v2/p1/actions?limit=1"));
  EXPECT_EQ(client_.receive().body, R"({"actions":[]})");
  client_.send(get("HTTP://other.test:81"));
  EXPECT_EQ(client_.receive().at("/versions/0/links/0/href"), "http://other.test:81/v2/");
}

TEST_F(Http, ChunkedBodiesAreRead) {
  client_.send(chunked("A;name=value\r\n" + kAction.substr(0, 10) + "\r\n" + "0001a\r\n" +
                       kAction.substr(10) + "\r\n0\r\nTrailer: x\r\n\r\n"));
  EXPECT_EQ(client_.receive().status, 201);
  EXPECT_EQ(client_.exchange({"GET", "/v2/p1/actions?with_count=1"}).at("/count"), "1");
}

TEST_F(Http, ABodyThatGrowsTooLargeInChunksIsRefused) {
  client_.send(chunked(""));
  const std::string chunk = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
  for (int i = 0; i < 32; ++i) client_.send(chunk);
  EXPECT_EQ(client_.receive().status, 413);
}

TEST_F(Http, ABodyOfExactlyTheLimitIsRead) {
  const std::string body = kAction + std::string(1024 * 1024 - kAction.size(), ' ');
  EXPECT_EQ(client_.exchange({"POST", "/v2/p1/actions", body}).status, 201);
  EXPECT_EQ(client_.exchange({"POST", "/v2/p1/actions", body + " "}).status, 413);
}

TEST_F(Http, AClientThatExpectsItIsToldToContinue) {
  client_.send(post(
      "Expect: 100-continue\r\nContent-Length: " + std::to_string(kAction.size()) + "\r\n", ""));
  EXPECT_EQ(client_.receive().status, 100);
  client_.send(kAction);
  EXPECT_EQ(client_.receive().status, 201);
}

TEST_F(Http, AClientIsNotToldToContinueWithTooMuch) {
  client_.send(post("Expect: 100-continue\r\nContent-Length: 2097152\r\n", ""));
  EXPECT_EQ(client_.receive().status, 413);
}

TEST_F(Http, TheBodyOfAGetIsReadWhateverItsType) {
  client_.exchange({"POST", "/v2/p1/actions", kAction});
  client_.exchange({"POST", "/v2/p1/actions", R"({"freezer_action":{"action":"info"}})"});
  const Reply reply = client_.exchange(
      {"GET", "/v2/p1/actions", R"({"match":[{"action":"info"}]})", {"Content-Type: text/plain"}});
  EXPECT_EQ(reply.json().arrayAt("/actions").size(), 1U);
  EXPECT_EQ(reply.at("/actions/0/freezer_action/action"), "info");
}

TEST_F(Http, AHeadIsAnsweredWithoutABody) {
  const Reply head = client_.exchange({"HEAD", "/v2"});
  EXPECT_EQ(head.status, 200);
  const Reply got = client_.exchange({"GET", "/v2"});
  EXPECT_EQ(got.body.size(), std::stoul(head.header("content-length")));
}

// --- Attacks and accidents -------------------------------------------------------

TEST_F(Http, ARequestHiddenInABodyIsNotRun) {
  const std::string hidden = requestText({"POST", "/v2/p1/actions", kAction});
  for (const char* method : {"GET", "DELETE", "POST", "OPTIONS", "FROB"}) {
    for (const char* path : {"/v2/p1/actions/none", "/healthcheck", "/nothing", "/v2/a.b/jobs"}) {
      RawClient client(service_.port());
      client.send(requestText({method, path, hidden}));
      EXPECT_NE(client.receive().status, 0) << method << ' ' << path;
      client.send(get("/healthcheck"));
      EXPECT_EQ(client.receive().body, R"({"status":"ok"})") << method << ' ' << path;
    }
  }
  EXPECT_EQ(actions(), 0);
}

TEST_F(Http, ABodyShorterThanAnnouncedIsNotRun) {
  client_.send(post("Content-Length: 100\r\n", kAction));
  client_.finish();
  EXPECT_EQ(client_.receive().status, 400);
  EXPECT_TRUE(client_.isClosed());
  EXPECT_EQ(actions(), 0);
}

TEST_F(Http, ABodyInChunksThatBreaksOffIsNotRun) {
  client_.send(chunked("24\r\n" + kAction + "\r\n"));
  client_.finish();
  EXPECT_EQ(client_.receive().status, 400);
  EXPECT_EQ(actions(), 0);
}

TEST_F(Http, HalfAHeadAndSilenceEndsAtTheDeadline) {
  client_.send("GET /v2 HTTP/1.1\r\nHost: fr");
  EXPECT_EQ(client_.receive().status, 408);
  EXPECT_TRUE(client_.isClosed());
}

TEST_F(Http, HalfABodyAndSilenceEndsAtTheDeadline) {
  client_.send(post("Content-Length: 100\r\n", "{"));
  EXPECT_EQ(client_.receive().status, 408);
  EXPECT_TRUE(client_.isClosed());
}

TEST_F(Http, TheDeadlineIsForTheWholeRequest) {
  const auto begin = std::chrono::steady_clock::now();
  client_.send("GET /v2 HTTP/1.1\r\nHost: freezer.test\r\nA: ");
  // Each byte comes in time, so only a deadline over all of them ends this.
  while (client_.send("a") && std::chrono::steady_clock::now() - begin < std::chrono::seconds(20)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
}

TEST_F(Http, TheServerLivesAfterItAll) {
  for (const Malformed& row : kMalformed) {
    RawClient client(service_.port());
    client.send(row.bytes);
  }
  EXPECT_EQ(service_.ask({"GET", "/healthcheck"}).status, 200);
}

// --- The log -----------------------------------------------------------------------

TEST_F(Http, ARequestIsOneLineOfTheLog) {
  const std::string globalId = "req-01234567-89ab-cdef-0123-456789abcdef";
  const Reply reply =
      service_.ask({"GET",
                    "/v2/p1/jobs?limit=secret",
                    "",
                    {"X-Openstack-Request-Id: " + globalId, "X-Auth-Token: secret"}});
  EXPECT_EQ(reply.status, 400);
  const std::string id = reply.header("x-openstack-request-id");
  EXPECT_NE(id, globalId);
  EXPECT_TRUE(service_.logs("request_id=" + id + " global_request_id=" + globalId +
                            " user=\"admin\" project=\"p1\""));
  EXPECT_TRUE(service_.logs("method=GET path=\"/v2/p1/jobs\" status=400 duration_ms="));
  EXPECT_EQ(service_.log().find("secret"), std::string::npos) << service_.log();
}

TEST_F(Http, TheLogCannotBeForged) {
  client_.send(get("/v2/\"x\\\xe2\x80\xa8", kHost + "X-Openstack-Request-Id: req-1 user=root\r\n"));
  EXPECT_EQ(client_.receive().status, 404);
  EXPECT_TRUE(service_.logs(R"(path="/v2/\x22x\x5c\xe2\x80\xa8" status=404)"));
  EXPECT_EQ(service_.log().find("root"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
