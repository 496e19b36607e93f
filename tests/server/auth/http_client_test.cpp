// Requests to another service: one deadline for each, and connections that are kept.

#include "server/auth/http_client.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/support/certificates.h"
#include "tests/support/fake_keystone.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

using namespace std::chrono_literals;
using Answer = FakeKeystone::Answer;
using Asked = FakeKeystone::Asked;
using Options = server::HttpClient::Options;

const server::HttpRequest kGet{"GET", "/x"};
const server::HttpRequest kPost{"POST", "/x", {}, "{}"};

/// Passes on what a server sends: the first bytes at once, then one at a time.
class DrippingProxy {
 public:
  DrippingProxy(std::uint16_t port, std::size_t fast)
      : server_("127.0.0.1", port),
        fast_(fast),
        thread_([this](const std::stop_token& stop) { pass(stop); }) {}

  std::string host() const { return "127.0.0.1:" + std::to_string(listener_.address().port()); }

 private:
  void pass(const std::stop_token& stop) try {
    Poco::Net::StreamSocket client = listener_.acceptConnection();
    Poco::Net::StreamSocket server(server_);
    while (!stop.stop_requested()) {
      forward(client, server);
      const int wanted = fast_ > 0 ? static_cast<int>(fast_) : 1;
      if (fast_ == 0) std::this_thread::sleep_for(20ms);
      fast_ -= std::min(fast_, static_cast<std::size_t>(forward(server, client, wanted)));
    }
  } catch (const Poco::Exception&) {
    // The client has gone.
  }

  static int forward(Poco::Net::StreamSocket& from, Poco::Net::StreamSocket& to, int most = 4096) {
    if (!from.poll(Poco::Timespan(0, 1000), Poco::Net::Socket::SELECT_READ)) return 0;
    std::string bytes(static_cast<std::size_t>(most), '\0');
    const int size = from.receiveBytes(bytes.data(), most);
    if (size <= 0) throw Poco::IOException();
    to.sendBytes(bytes.data(), size);
    return size;
  }

  Poco::Net::ServerSocket listener_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  const Poco::Net::SocketAddress server_;
  std::size_t fast_;
  std::jthread thread_;
};

/// A fake whose certificate is the one that it accepts from clients.
struct SecureFake {
  explicit SecureFake(const std::string& name = "127.0.0.1") : pem(makePem(name)), fake(pem) {}

  /// A certificate and its key in one file.
  std::string makePem(const std::string& name) const {
    const Certificate made = makeCertificate(folder.path(), {name});
    const std::string both = folder.path() / "both.pem";
    std::ofstream(both) << std::ifstream(made.file).rdbuf() << std::ifstream(made.key).rdbuf();
    return both;
  }

  /// Those of a client that trusts the fake and that it knows.
  Options options() const { return {.caFile = pem, .certFile = pem, .keyFile = pem}; }

  const TemporaryFolder folder;
  const std::string pem;
  FakeKeystone fake;
};

class HttpClientTest : public testing::Test {
 protected:
  HttpClientTest() { std::signal(SIGPIPE, SIG_IGN); }

  /// The detail of the failure, or the status.
  static std::string outcome(server::HttpClient& client, const server::HttpRequest& request = kGet,
                             std::chrono::milliseconds timeout = 30s) {
    const auto reply = client.exchange(request, timeout);
    if (reply) return std::to_string(reply.value().status);
    EXPECT_EQ(reply.error().code, ErrorCode::Unavailable);
    return reply.error().detail;
  }

  static std::string outcome(const std::string& url, const Options& options = {}) {
    server::HttpClient client(url, options);
    return outcome(client);
  }
};

TEST_F(HttpClientTest, OnlyHttpIsSpoken) {
  EXPECT_NE(outcome("file:///etc").find("neither http nor https"), std::string::npos);
  EXPECT_NE(outcome("ftp://127.0.0.1").find("neither http nor https"), std::string::npos);
}

TEST_F(HttpClientTest, ThePathIsSentAsItIsWritten) {
  FakeKeystone fake;
  fake.answerInstead([](const Asked&) { return Answer{}; });
  server::HttpClient client(fake.url() + "/identity%2Fv", {});
  EXPECT_EQ(outcome(client, {"DELETE", "/trusts/a%2Fb%20c?x=%26"}), "200");
  EXPECT_EQ(fake.asked().front().path, "/identity%2Fv/trusts/a%2Fb%20c");
  EXPECT_EQ(fake.asked().front().query, "x=%26");
}

TEST_F(HttpClientTest, NamesAreResolved) {
  FakeKeystone fake;
  fake.answerInstead([](const Asked&) { return Answer{}; });
  const std::string port = fake.url().substr(fake.url().rfind(':'));
  EXPECT_EQ(outcome("http://localhost" + port), "200");
  EXPECT_NE(outcome("http://nonexistent.invalid" + port), "200");
}

TEST_F(HttpClientTest, WithoutAFreeConnectionARequestWaitsUntilItsDeadline) {
  FakeKeystone fake;
  std::atomic<bool> open = false;
  fake.answerInstead([&](const Asked&) -> std::optional<Answer> {
    open.wait(false);
    return Answer{};
  });
  server::HttpClient client(fake.url(), {.maxConnections = 1});
  int status = 0;
  std::jthread first([&] { status = client.exchange(kGet, 1min).value().status; });
  fake.awaitCount("GET /x", 1);
  EXPECT_EQ(outcome(client, kGet, 1ms), "all connections are in use");
  open = true;
  open.notify_all();
  first.join();
  EXPECT_EQ(status, 200);
  EXPECT_EQ(outcome(client), "200");
}

// --- Deadlines -------------------------------------------------------------------------

TEST_F(HttpClientTest, ASilentServerIsGivenUpAtTheDeadline) {
  const Poco::Net::ServerSocket silent(Poco::Net::SocketAddress("127.0.0.1", 0));
  const std::string host = "127.0.0.1:" + std::to_string(silent.address().port());
  for (const std::string scheme : {"http://", "https://"}) {
    server::HttpClient client(scheme + host, {});
    EXPECT_EQ(outcome(client, kGet, 200ms), "Timeout") << scheme;
  }
}

struct Drip {
  const char* name;
  bool secure;
  std::size_t fast;  ///< Bytes that arrive at once.
};

class DripTest : public HttpClientTest, public testing::WithParamInterface<Drip> {};

TEST_P(DripTest, IsGivenUpAtTheDeadline) {
  const Answer large{.body = std::string(200'000, ' ')};
  FakeKeystone plain;
  SecureFake secure;
  FakeKeystone& fake = GetParam().secure ? secure.fake : plain;
  fake.answerInstead([&](const Asked&) { return large; });
  const auto port =
      static_cast<std::uint16_t>(std::stoi(fake.url().substr(fake.url().rfind(':') + 1)));
  const DrippingProxy proxy(port, GetParam().fast);
  server::HttpClient client((GetParam().secure ? "https://" : "http://") + proxy.host(),
                            secure.options());
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(outcome(client, kGet, 300ms), "Timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

// The handshake of the fake has about 1,500 bytes, its head about 100.
INSTANTIATE_TEST_SUITE_P(HttpClient, DripTest,
                         testing::Values(Drip{"Head", false, 20}, Drip{"Body", false, 1'000},
                                         Drip{"Handshake", true, 3},
                                         Drip{"SecureBody", true, 20'000}),
                         [](const auto& param) { return std::string(param.param.name); });

// --- Kept connections --------------------------------------------------------------------

class KeptTest : public HttpClientTest {
 protected:
  KeptTest() {
    fake_.answerInstead([](const Asked&) { return Answer{.body = "{}"}; });
  }

  void answerFromNowOn(const Answer& answer) {
    fake_.answerInstead([answer](const Asked&) { return answer; });
  }

  FakeKeystone fake_;
  server::HttpClient client_{fake_.url(), {}};
};

TEST_F(KeptTest, AConnectionServesOneRequestAfterAnother) {
  for (const auto& request : {kGet, kPost, kGet}) EXPECT_EQ(outcome(client_, request), "200");
  EXPECT_EQ(fake_.connections(), 1);
}

TEST_F(KeptTest, SoDoesOneWithTls) {
  SecureFake secure;
  secure.fake.answerInstead([](const Asked&) { return Answer{.body = "{}"}; });
  server::HttpClient client(secure.fake.url(), secure.options());
  for (const auto& request : {kGet, kPost, kGet}) EXPECT_EQ(outcome(client, request), "200");
  EXPECT_EQ(secure.fake.connections(), 1);
}

TEST_F(KeptTest, OneThatTheServerHasClosedDoesNotFailARequest) {
  // Without "Connection: close", so that the client expects it to stay open.
  answerFromNowOn({.raw = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"});
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(outcome(client_), "200");
    EXPECT_EQ(fake_.connections(), i);
  }
}

TEST_F(KeptTest, OneThatEndsUnderARequestIsReplacedOnce) {
  EXPECT_EQ(outcome(client_), "200");
  std::atomic<int> left = 1;
  fake_.answerInstead(
      [&](const Asked&) { return left-- > 0 ? Answer{.raw = ""} : Answer{.body = "{}"}; });
  EXPECT_EQ(outcome(client_), "200");
  EXPECT_EQ(fake_.connections(), 2);
  EXPECT_EQ(fake_.count("GET /x"), 3);
  answerFromNowOn({.raw = ""});
  EXPECT_NE(outcome(client_), "200");
  EXPECT_EQ(fake_.count("GET /x"), 5);
}

TEST_F(KeptTest, ARequestThatMayHaveHadAnEffectIsNotRepeated) {
  EXPECT_EQ(outcome(client_), "200");
  answerFromNowOn({.raw = ""});
  EXPECT_NE(outcome(client_, kPost), "200");
  EXPECT_EQ(fake_.count("POST /x"), 1);
}

TEST_F(KeptTest, ARequestThatWasAnsweredInPartIsNotRepeated) {
  EXPECT_EQ(outcome(client_), "200");
  answerFromNowOn({.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"});
  EXPECT_NE(outcome(client_), "200");
  EXPECT_EQ(fake_.count("GET /x"), 2);
}

TEST_F(KeptTest, OneThatIsToBeClosedIsNotUsedAgain) {
  answerFromNowOn({.raw = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                   .closes = false});
  for (int i = 1; i <= 2; ++i) {
    EXPECT_EQ(outcome(client_, kPost), "200");
    EXPECT_EQ(fake_.connections(), i);
  }
}

TEST_F(KeptTest, OneWithDataAfterTheReplyIsNotUsedAgain) {
  const std::string stray = "HTTP/1.1 299 Stray\r\nContent-Length: 0\r\n\r\n";
  int connections = 0;
  for (const std::string reply : {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "2\r\n{}\r\n0\r\n\r\n",
                                  "HTTP/1.1 204 No Content\r\n\r\n"}) {
    answerFromNowOn({.raw = reply + stray, .closes = false});
    for (int i = 0; i < 2; ++i) {
      EXPECT_NE(outcome(client_), "299") << reply;
      EXPECT_EQ(fake_.connections(), ++connections) << reply;
    }
  }
}

TEST_F(KeptTest, OneWithAReplyOfUncertainLengthIsNotUsedAgain) {
  answerFromNowOn({.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "2\r\n{}\r\n0\r\n\r\n",
                   .closes = false});
  for (int i = 1; i <= 2; ++i) {
    EXPECT_EQ(outcome(client_), "200");
    EXPECT_EQ(fake_.connections(), i);
  }
  answerFromNowOn({.raw = "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .closes = false});
  EXPECT_NE(outcome(client_), "200");
}

// --- Replies that are cut short ----------------------------------------------------------

TEST_F(KeptTest, AReplyThatIsCutShortIsNone) {
  for (const std::string reply :
       {"HTTP/1.1 204 No Content\r\nX-A: b", "HTTP/1.1 204 No Content\r\nX-A: b\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"}) {
    answerFromNowOn({.raw = reply});
    const std::string detail = outcome(client_);
    EXPECT_TRUE(detail.ends_with("the reply is incomplete") ||
                detail.ends_with("the HTTP header of the reply is incomplete"))
        << detail;
  }
}

// --- Certificates ------------------------------------------------------------------------

class HttpsTest : public HttpClientTest {
 protected:
  HttpsTest() {
    secure_.fake.answerInstead([](const Asked&) { return Answer{}; });
  }

  std::string secureOutcome(const Options& options) { return outcome(secure_.fake.url(), options); }

  SecureFake secure_;
  const std::string pem_ = secure_.pem;
};

TEST_F(HttpsTest, BothSidesKnowEachOtherByTheirCertificates) {
  EXPECT_EQ(secureOutcome({.caFile = pem_, .certFile = pem_, .keyFile = pem_}), "200");
  EXPECT_EQ(secureOutcome({.caFile = pem_, .certFile = pem_}), "200");  // Its key is there too.
  EXPECT_NE(secureOutcome({.caFile = pem_}), "200");
}

TEST_F(HttpsTest, AnUnknownCertificateIsAcceptedOnlyWhereNoneIsVerified) {
  EXPECT_NE(secureOutcome({.certFile = pem_, .keyFile = pem_}).find("self-signed certificate"),
            std::string::npos);
  EXPECT_EQ(secureOutcome({.certFile = pem_, .keyFile = pem_, .insecure = true}), "200");
}

TEST_F(HttpsTest, TheCertificateMustBeOfTheHostOfTheUrl) {
  SecureFake other("other.example");
  other.fake.answerInstead([](const Asked&) { return Answer{}; });
  Options options = other.options();
  EXPECT_NE(outcome(other.fake.url(), options).find("Unacceptable certificate from 127.0.0.1"),
            std::string::npos);
  options.insecure = true;
  EXPECT_EQ(outcome(other.fake.url(), options), "200");
}

TEST_F(HttpsTest, ACaFileThatHoldsNoCertificateIsNamed) {
  const std::string file = secure_.folder.path() / "ca.pem";
  std::ofstream(file) << "no certificate";
  EXPECT_NE(secureOutcome({.caFile = file}).find(file), std::string::npos);
}

TEST_F(HttpsTest, PlainHttpIsRefusedByASecureServer) {
  const std::string url = "http" + secure_.fake.url().substr(5);
  EXPECT_NE(outcome(url), "200");
}

}  // namespace
}  // namespace freezer::test
