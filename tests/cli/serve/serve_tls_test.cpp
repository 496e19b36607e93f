// serve with TLS as a process: settings, and new certificates on SIGHUP.

#include <Poco/Exception.h>

#include <csignal>
#include <filesystem>

#include "tests/support/certificates.h"
#include "tests/support/running_server.h"
#include "tests/support/tls_client.h"

namespace freezer::test {
namespace {

class ServeTlsTest : public ProgramTest {
 protected:
  Words options() const { return {"--tls-cert", service_.file, "--tls-key", service_.key}; }

  /// The status of an answer; 0 if the service closes the connection.
  static int status(const RunningServer& server, const TlsOptions& options = {}) try {
    return RawClient(connectByTls(server.port(), options)).exchange({"GET", "/healthcheck"}).status;
  } catch (const Poco::Exception&) {
    return 0;
  }

  const std::string path_ = folder_.path();
  const Certificate service_ = makeCertificate(path_, {"service"});
};

TEST_F(ServeTlsTest, AnnouncesAndSpeaksHttps) {
  RunningServer server(options(), environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  EXPECT_TRUE(server.says("freezer-api: listening on https://127.0.0.1:"));
  EXPECT_EQ(status(server), 200);
}

TEST_F(ServeTlsTest, TakesItsFilesFromTheSettingsOfThePythonService) {
  const Certificate ca = makeCertificate(path_, {"ca"});
  const Certificate client = makeCertificate(path_, {"client"}, &ca);
  environment_["FREEZER_CONFIG_FILE"] = file(
      "freezer-api.conf", "[ssl]\ncert_file = " + service_.file + "\nkey_file = " + service_.key +
                              "\nca_file = " + ca.file + "\n");
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  EXPECT_EQ(status(server, {.certificate = &client}), 200);
  EXPECT_EQ(status(server), 0);
}

TEST_F(ServeTlsTest, FilesThatAreMissingOrWrongAreUsageErrors) {
  fail({"serve", "--tls-cert", service_.file}, 2, "a certificate file and a key file");
  environment_["FREEZER_TLS_KEY"] = service_.key;
  fail({"serve"}, 2, "a certificate file and a key file");
  fail({"serve", "--tls-cert", service_.key}, 2,
       service_.key + ": is not a certificate in PEM format");
  environment_["FREEZER_TLS_CERT"] = service_.file;
  environment_["FREEZER_TLS_CLIENT_CA"] = "/missing";
  fail({"serve"}, 2, "/missing: cannot be read: No such file or directory");
}

TEST_F(ServeTlsTest, AKeyWithAPasswordIsAnErrorAndNoQuestion) {
  const Certificate locked = makeCertificate(path_, {.name = "locked", .password = "secret"});
  fail({"serve", "--tls-cert", locked.file, "--tls-key", locked.key}, 2,
       locked.key + ": is not a private key in PEM format without a password");
}

TEST_F(ServeTlsTest, AHangUpMakesItReadNewCertificates) {
  RunningServer server(options(), environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient before(connectByTls(server.port()));
  EXPECT_EQ(before.exchange({"GET", "/healthcheck"}).status, 200);

  const Certificate next = makeCertificate(path_, {"renewed"});
  std::filesystem::rename(next.file, service_.file);
  ::kill(server.process(), SIGHUP);
  EXPECT_TRUE(server.says("error SIGHUP: cannot reload TLS: " + service_.key +
                          ": is not the key of the certificate in " + service_.file));
  EXPECT_EQ(nameOfService(connectByTls(server.port())), "service");

  std::filesystem::rename(next.key, service_.key);
  ::kill(server.process(), SIGHUP);
  EXPECT_TRUE(server.says("info SIGHUP: reloaded the certificate, the key and the client CA"));
  EXPECT_EQ(nameOfService(connectByTls(server.port())), "renewed");
  EXPECT_EQ(before.exchange({"GET", "/healthcheck"}).status, 200);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
}

TEST_F(ServeTlsTest, AClientThatGoesAwayBreaksNothing) {
  for (int i = 0; i < 3; ++i) {
    succeed({"actions", "create", "--action", "backup", "--set", "x=" + std::string(60000, 'x')});
  }
  RunningServer server(options(), environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  for (int i = 0; i < 20; ++i) {
    RawClient client(connectByTls(server.port()));
    for (int j = 0; j < 50; ++j) client.send(requestText({"GET", "/v2/default/actions"}));
  }
  EXPECT_EQ(status(server), 200);
  EXPECT_EQ(server.endBy(SIGTERM), 0);
}

}  // namespace
}  // namespace freezer::test
