// HTTPS: files, handshakes, and all that plain HTTP does, too.

#include <Poco/Exception.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/server/service.h"
#include "tests/support/certificates.h"
#include "tests/support/tls_client.h"

namespace freezer::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

class Tls : public testing::Test {
 protected:
  server::ServerConfig config() const {
    server::ServerConfig config;
    config.tls = {service_.file, service_.key, ""};
    return config;
  }

  server::ServerConfig configWithClientCa() const {
    server::ServerConfig result = config();
    result.tls.clientCa = ca_.file;
    return result;
  }

  /// What a request is answered; status 0 where the service hangs up on it.
  static Reply ask(std::uint16_t port, const TlsOptions& options = {}) try {
    return RawClient(connectByTls(port, options)).exchange({"GET", "/healthcheck"});
  } catch (const Poco::Exception&) {
    return {};
  }

  /// Why a server does not start.
  std::string complaint(const server::TlsFiles& files) {
    server::ServerConfig config;
    config.bindPort = 0;
    config.tls = files;
    const auto started = server::Server::start(store_.freezer, config);
    EXPECT_FALSE(started);
    if (started) return "";
    EXPECT_EQ(started.error().code, ErrorCode::InvalidRequest);
    return started.error().message;
  }

  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ + "/" + name) << content;
    return folder_ + "/" + name;
  }

  TestStore store_;
  const std::string folder_ = store_.folder.path();
  const Certificate ca_ = makeCertificate(folder_, {"ca"});
  const Certificate service_ = makeCertificate(folder_, {"service"}, &ca_);
};

// --- Handshakes ------------------------------------------------------------------------

TEST_F(Tls, RequestsAreAnswered) {
  HttpService service(store_.freezer, config());
  const auto socket = connectByTls(service.port());
  EXPECT_EQ(nameOfService(socket), "service");
  RawClient client(socket);
  EXPECT_EQ(client.exchange({"GET", "/healthcheck"}).status, 200);
  EXPECT_EQ(client.exchange({"GET", "/"}).at("/versions/0/links/0/href"),
            "https://freezer.test:9090/v2/");
  EXPECT_EQ(service.server().addresses().front(),
            "https://127.0.0.1:" + std::to_string(service.port()));
}

TEST_F(Tls, Version11IsRefused) {
  HttpService service(store_.freezer, config());
  EXPECT_EQ(ask(service.port(), {.isOld = true}).status, 0);
  EXPECT_TRUE(service.logs("failed to begin TLS: unsupported protocol"));
}

TEST_F(Tls, PlainHttpIsToldWhatToSpeak) {
  HttpService service(store_.freezer, config());
  RawClient client(service.port());
  const Reply reply = client.exchange({"POST", "/v2/p1/actions", std::string(100 * 1000, 'x')});
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.body.find("HTTPS"), std::string::npos) << reply.body;
  client.finish();
  EXPECT_TRUE(client.isClosed());
}

TEST_F(Tls, NonsenseIsHungUpOn) {
  HttpService service(store_.freezer, config());
  RawClient client(service.port());
  client.send(std::string(100, '\x16'));
  client.receive();
  EXPECT_TRUE(service.logs("client=\"127.0.0.1\" failed to begin TLS: "));
}

TEST_F(Tls, ASilentClientHoldsUpNobody) {
  HttpService service(store_.freezer, config());
  RawClient silent(service.port());
  RawClient half(service.port());
  half.send("\x16\x03\x01\x02");
  const auto begin = Clock::now();
  EXPECT_EQ(ask(service.port()).status, 200);
  EXPECT_LT(Clock::now() - begin, seconds(10));
}

TEST_F(Tls, AHandshakeHasTheTimeOfARequest) {
  server::ServerConfig brief = config();
  brief.limits.requestSeconds = 1;
  HttpService service(store_.freezer, brief);
  RawClient silent(service.port());
  EXPECT_TRUE(silent.isClosed());
  EXPECT_TRUE(service.logs("failed to begin TLS: it took too long"));
}

TEST_F(Tls, AHandshakeByteByByteHasNoMoreTime) {
  server::ServerConfig brief = config();
  brief.limits.requestSeconds = 1;
  HttpService service(store_.freezer, brief);
  RawClient slow(service.port());
  slow.send("\x16\x03\x01\x02");  // A record of 512 bytes and more.
  while (slow.send(std::string(1, '\0'))) std::this_thread::sleep_for(milliseconds(20));
  EXPECT_TRUE(service.logs("failed to begin TLS: it took too long"));
}

TEST_F(Tls, AHandshakeThatTheClientBreaksOffEndsAtOnce) {
  HttpService service(store_.freezer, config());
  RawClient client(service.port());
  client.send("\x16\x03\x01\x02");
  // After this, the service has found nothing more to read at least once.
  EXPECT_EQ(ask(service.port()).status, 200);
  client.finish();
  EXPECT_TRUE(client.isClosed());
  EXPECT_TRUE(service.logs("failed to begin TLS: the connection ended"));
}

/// A client that sends the bytes of its TLS records by hand.
class RecordClient {
 public:
  explicit RecordClient(std::uint16_t port)
      : socket_(Poco::Net::SocketAddress("127.0.0.1", port)),
        context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        ssl_(SSL_new(context_.get()), SSL_free) {
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    while (SSL_connect(ssl_.get()) != 1) {
      send(takeRecords());
      std::array<char, 16 * 1024> part{};
      const int size = socket_.receiveBytes(part.data(), part.size());
      BIO_write(SSL_get_rbio(ssl_.get()), part.data(), size);
    }
    send(takeRecords());
  }

  /// The records that carry `text`.
  std::string recordsOf(std::string_view text) {
    SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
    return takeRecords();
  }

  /// False when the service has closed the connection.
  bool send(std::string_view bytes) try {
    socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()), MSG_NOSIGNAL);
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }

  /// Sends a byte of `bytes` after the other; false when the service closes the connection.
  bool drip(std::string_view bytes) {
    return std::ranges::all_of(bytes, [this](char byte) {
      std::this_thread::sleep_for(milliseconds(20));
      return send({&byte, 1});
    });
  }

 private:
  std::string takeRecords() {
    std::string records(BIO_pending(SSL_get_wbio(ssl_.get())), '\0');
    BIO_read(SSL_get_wbio(ssl_.get()), records.data(), static_cast<int>(records.size()));
    return records;
  }

  Poco::Net::StreamSocket socket_;
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  const std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

TEST_F(Tls, ARecordByteByByteHasNoMoreTime) {
  server::ServerConfig brief = config();
  brief.limits.requestSeconds = 1;
  brief.limits.keepAliveSeconds = 1;
  HttpService service(store_.freezer, brief);
  const std::string slow(1000, 'x');

  auto head = std::async(std::launch::async, [&] {
    RecordClient client(service.port());
    return client.drip(client.recordsOf("GET /v2 HTTP/1.1\r\nA: " + slow));
  });
  RecordClient body(service.port());
  body.send(
      body.recordsOf("POST /v2/p1/actions HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"));
  EXPECT_FALSE(body.drip(body.recordsOf(slow)));
  EXPECT_FALSE(head.get());
}

// --- Certificates of clients -------------------------------------------------------------

TEST_F(Tls, ClientsNeedACertificateOfTheClientCa) {
  HttpService service(store_.freezer, configWithClientCa());
  const Certificate right = makeCertificate(folder_, {"right"}, &ca_);
  EXPECT_EQ(ask(service.port(), {.certificate = &right}).status, 200);

  EXPECT_EQ(ask(service.port()).status, 0);
  EXPECT_TRUE(service.logs("peer did not return a certificate"));
  const Certificate foreignCa = makeCertificate(folder_, {"foreign-ca"});
  const Certificate foreign = makeCertificate(folder_, {"foreign"}, &foreignCa);
  EXPECT_EQ(ask(service.port(), {.certificate = &foreign}).status, 0);
  EXPECT_TRUE(service.logs("unable to get local issuer certificate"));
  const Certificate expired = makeCertificate(folder_, {"old", hours(-2), hours(-1)}, &ca_);
  EXPECT_EQ(ask(service.port(), {.certificate = &expired}).status, 0);
  EXPECT_TRUE(service.logs("certificate has expired"));
}

TEST_F(Tls, ClientsNeedNoCertificateWithoutAClientCa) {
  HttpService service(store_.freezer, config());
  const Certificate foreign = makeCertificate(folder_, {"foreign"});
  EXPECT_EQ(ask(service.port(), {.certificate = &foreign}).status, 200);
}

// --- Files -------------------------------------------------------------------------------

TEST_F(Tls, CertificateAndKeyBelongTogether) {
  EXPECT_NE(complaint({service_.file, "", ""}).find("a certificate file and a key file"),
            std::string::npos);
  EXPECT_NE(complaint({"", service_.key, ""}).find("a certificate file and a key file"),
            std::string::npos);
  EXPECT_NE(complaint({"", "", ca_.file}).find("a certificate file and a key file"),
            std::string::npos);
  EXPECT_NE(complaint({service_.file, ca_.key, ""})
                .find(ca_.key + ": is not the key of the certificate in " + service_.file),
            std::string::npos);
}

TEST_F(Tls, FilesThatCannotBeReadAreNamed) {
  const std::string missing = folder_ + "/missing";
  const auto says = [&](const server::TlsFiles& files, const std::string& text) {
    const std::string message = complaint(files);
    EXPECT_NE(message.find(text), std::string::npos) << message;
  };
  says({missing, service_.key, ""}, missing + ": cannot be read: No such file or directory.");
  says({service_.file, missing, ""}, missing + ": cannot be read: No such file or directory.");
  says({service_.file, service_.key, missing}, missing + ": cannot be read: No such file");
  says({folder_, service_.key, ""}, folder_ + ": cannot be read: Is a directory.");
}

TEST_F(Tls, FilesOfNonsenseAreNamedAndNotTold) {
  for (const char* content : {"", "secret", "-----BEGIN PRIVATE KEY-----\nsecret\n",
                              "-----BEGIN CERTIFICATE-----\nsecret\n-----END CERTIFICATE-----\n",
                              "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n"}) {
    const std::string bad = write("bad.pem", content);
    for (const server::TlsFiles& files :
         {server::TlsFiles{bad, service_.key, ""}, server::TlsFiles{service_.file, bad, ""},
          server::TlsFiles{service_.file, service_.key, bad}}) {
      const std::string message = complaint(files);
      EXPECT_NE(message.find(bad + ": "), std::string::npos) << message;
      EXPECT_NE(message.find("PEM"), std::string::npos) << message;
      EXPECT_EQ(message.find("secret"), std::string::npos) << message;
    }
  }
}

TEST_F(Tls, ACertificateMustBeValidNow) {
  const Certificate old = makeCertificate(folder_, {"old", hours(-2), hours(-1)});
  std::string message = complaint({old.file, old.key, ""});
  EXPECT_NE(message.find(old.file + ": the certificate expired at 2"), std::string::npos)
      << message;
  const Certificate early = makeCertificate(folder_, {"early", hours(1), hours(2)});
  message = complaint({early.file, early.key, ""});
  EXPECT_NE(message.find(early.file + ": the certificate is not valid before 2"),
            std::string::npos);
}

// --- New files ---------------------------------------------------------------------------

class TlsReload : public Tls {
 protected:
  /// The name that a new connection is shown.
  std::string nameNow() { return nameOfService(connectByTls(running_.port())); }

  /// Puts a certificate, valid until `end`, in the place of the one in use.
  void replace(const std::string& name, seconds end = hours(1)) {
    const Certificate next = makeCertificate(folder_, {name, hours(-2), end}, &ca_);
    std::filesystem::rename(next.file, service_.file);
    std::filesystem::rename(next.key, service_.key);
  }

  HttpService running_{store_.freezer, config()};
};

TEST_F(TlsReload, NewConnectionsGetTheNewCertificateAndOldOnesGoOn) {
  RawClient before(connectByTls(running_.port()));
  EXPECT_EQ(before.exchange({"GET", "/healthcheck"}).status, 200);
  replace("renewed");
  EXPECT_EQ(nameNow(), "service");
  EXPECT_TRUE(running_.server().reloadTls());
  EXPECT_EQ(nameNow(), "renewed");
  EXPECT_EQ(before.exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(TlsReload, FilesThatCannotBeUsedChangeNothing) {
  const auto fails = [&](const std::string& text) {
    const auto reloaded = running_.server().reloadTls();
    ASSERT_FALSE(reloaded);
    EXPECT_NE(reloaded.error().message.find(text), std::string::npos) << reloaded.error().message;
    EXPECT_EQ(nameNow(), "service");
  };
  replace("expired", hours(-1));
  fails("expired at");
  std::filesystem::copy_file(ca_.key, service_.key,
                             std::filesystem::copy_options::overwrite_existing);
  replace("other");
  std::filesystem::copy_file(ca_.key, service_.key,
                             std::filesystem::copy_options::overwrite_existing);
  fails("is not the key");
  std::filesystem::remove(service_.file);
  fails("No such file");
}

TEST_F(Tls, TheClientCaIsReadAgainToo) {
  HttpService service(store_.freezer, configWithClientCa());
  const Certificate before = makeCertificate(folder_, {"before"}, &ca_);
  EXPECT_EQ(ask(service.port(), {.certificate = &before}).status, 200);
  const Certificate nextCa = makeCertificate(folder_, {"next-ca"});
  const Certificate after = makeCertificate(folder_, {"after"}, &nextCa);
  EXPECT_EQ(ask(service.port(), {.certificate = &after}).status, 0);
  std::filesystem::rename(nextCa.file, ca_.file);
  EXPECT_TRUE(service.server().reloadTls());
  EXPECT_EQ(ask(service.port(), {.certificate = &after}).status, 200);
  EXPECT_EQ(ask(service.port(), {.certificate = &before}).status, 0);
}

TEST_F(Tls, WithoutItThereIsNothingToReload) {
  HttpService service(store_.freezer);
  EXPECT_TRUE(service.server().reloadTls());
}

// --- All that plain HTTP does ------------------------------------------------------------

TEST_F(Tls, LargeBodiesGoThroughBothWays) {
  HttpService service(store_.freezer, config());
  RawClient client(connectByTls(service.port()));
  const std::string large(1000 * 1000, 'x');
  const std::string action = R"({"freezer_action":{"x":")" + large + "\"}}";
  for (const char* id : {"a1", "a2", "a3"}) {
    EXPECT_EQ(client.exchange({"POST", std::string("/v2/p1/actions/") + id, action}).status, 201);
  }
  const Reply list = client.exchange({"GET", "/v2/p1/actions"});
  EXPECT_EQ(list.status, 200);
  EXPECT_GT(list.body.size(), 3 * large.size());
}

TEST_F(Tls, PipelinedRequestsAreAnsweredInTheirOrder) {
  HttpService service(store_.freezer, config());
  RawClient client(connectByTls(service.port()));
  std::string bytes;
  for (int i = 0; i < 100; ++i) {
    bytes +=
        requestText({"POST", "/v2/p1/actions/a" + std::to_string(i), "{\"freezer_action\":{}}"});
  }
  client.send(bytes);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(client.receive().at("/action_id"), "a" + std::to_string(i));
  }
}

TEST_F(Tls, AConnectionEndsWithAFarewell) {
  HttpService service(store_.freezer, config());
  auto socket = connectByTls(service.port());
  RawClient client(socket);
  const Ask last{"GET", "/healthcheck", "", {"Connection: close"}};
  EXPECT_EQ(client.exchange(last).status, 200);
  char none = 0;
  EXPECT_NO_THROW(EXPECT_EQ(socket.receiveBytes(&none, 1), 0));
}

TEST_F(Tls, HalfARequestIsAnsweredBeforeTheConnectionCloses) {
  server::ServerConfig brief = config();
  brief.limits.requestSeconds = 1;
  HttpService service(store_.freezer, brief);
  RawClient client(connectByTls(service.port()));
  client.send("GET /v2 HTTP/1.1\r\nHo");
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_TRUE(client.isClosed());
}

TEST_F(Tls, WhatIsTooLargeIsAnsweredThoughTheClientStillSends) {
  HttpService service(store_.freezer, config());
  RawClient client(connectByTls(service.port()));
  client.send(requestText({"POST", "/v2/p1/actions", std::string(2 * 1024 * 1024, 'x')}));
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(Tls, AStopClosesIdleConnectionsAtOnce) {
  HttpService service(store_.freezer, config());
  std::vector<RawClient> idle;
  for (int i = 0; i < 5; ++i) {
    idle.emplace_back(connectByTls(service.port()));
    EXPECT_EQ(idle.back().exchange({"GET", "/healthcheck"}).status, 200);
  }
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(3));
  for (RawClient& client : idle) EXPECT_TRUE(client.isClosed());
}

TEST_F(Tls, AStopDoesNotWaitForHandshakes) {
  HttpService service(store_.freezer, config());
  RawClient silent(service.port());
  EXPECT_EQ(ask(service.port()).status, 200);  // By now, the silent one has been let in.
  const auto begin = Clock::now();
  service.server().stop();
  EXPECT_LT(Clock::now() - begin, seconds(5));
}

TEST_F(Tls, AStopAnswersHalfARequest) {
  HttpService service(store_.freezer, config());
  RawClient half(connectByTls(service.port()));
  // In one piece, so that with the first the half of the second has been read.
  half.send(requestText({"GET", "/healthcheck"}) + "GET /v2 HTTP/1.1\r\nHo");
  EXPECT_EQ(half.receive().status, 200);
  service.server().stop();
  EXPECT_EQ(half.receive().status, 400);
}

TEST_F(Tls, OverCapacityIsHungUpOnAndLogged) {
  server::ServerConfig one = config();
  one.maxConnections = 1;
  HttpService service(store_.freezer, one);
  RawClient first(connectByTls(service.port()));
  EXPECT_EQ(first.exchange({"GET", "/healthcheck"}).status, 200);
  RawClient refused(service.port());  // Silent, so that only the service can end it.
  EXPECT_TRUE(refused.isClosed());
  EXPECT_TRUE(service.logs("status=503"));
  EXPECT_EQ(first.exchange({"GET", "/healthcheck"}).status, 200);
}

TEST_F(Tls, AHandshakeThatLastsMakesRoom) {
  server::ServerConfig one = config();
  one.maxConnections = 1;
  HttpService service(store_.freezer, one);
  RawClient silent(service.port());
  // Those that came a moment ago stay, so this may take a second.
  const auto patience = Clock::now() + seconds(20);
  while (ask(service.port()).status != 200 && Clock::now() < patience) std::this_thread::yield();
  EXPECT_TRUE(silent.isClosed());
}

}  // namespace
}  // namespace freezer::test
