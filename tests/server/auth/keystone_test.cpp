// Authentication by Keystone: freezer-api-rest(7), "Authentication".

#include <atomic>
#include <cstdlib>
#include <thread>

#include "server/auth/keystone_client.h"
#include "tests/server/auth/keystone_service.h"

namespace freezer::test {
namespace {

using Answer = FakeKeystone::Answer;
using Asked = FakeKeystone::Asked;

class KeystoneTest : public KeystoneServiceTest {
 protected:
  /// Gives this answer to each validation of a caller's token.
  void answerValidations(const Answer& answer) {
    keystone_.answerInstead([answer](const Asked& asked) -> std::optional<Answer> {
      if (asked.method == "GET") return answer;
      return {};
    });
  }

  void expectUnauthenticated(const Reply& reply) {
    EXPECT_EQ(reply.status, 401) << reply.body;
    EXPECT_EQ(reply.header("www-authenticate"), "Keystone uri=\"" + keystone_.url() + "\"");
    EXPECT_EQ(reply.body,
              R"({"error":{"code":401,"title":"Unauthorized","message":"The request you have )"
              R"(made requires authentication."}})");
  }

  void expectUnavailable(const Reply& reply) {
    EXPECT_EQ(reply.status, 503) << reply.body;
    EXPECT_EQ(reply.header("retry-after"), "1");
  }
};

TEST_F(KeystoneTest, ATokenOpensItsOwnProjectAlone) {
  EXPECT_EQ(ask(kAlice, "GET", "/v2/p1/jobs").status, 200);
  EXPECT_EQ(ask(kAlice, "GET", "/v2/p2/jobs").status, 403);
  EXPECT_EQ(ask(kAlice, "POST", "/v2/p2/sessions", R"({"schedule":{}})").status, 403);
  EXPECT_EQ(ask(kAlice, "POST", "/v2/p1/sessions", R"({"schedule":{}})").status, 201);
}

TEST_F(KeystoneTest, DocumentsBelongToTheUserOfTheToken) {
  const std::string id =
      ask(kAlice, "POST", "/v2/p1/sessions", R"({"schedule":{}})").at("/session_id");
  const Reply shown = ask(kAlice, "GET", "/v1/sessions/" + id);
  EXPECT_EQ(shown.at("/user_id"), "alice") << shown.body;
  EXPECT_EQ(shown.at("/project_id"), "p1");
  keystone_.add("token-of-bob", {.user_id = "bob"});
  EXPECT_EQ(ask("token-of-bob", "GET", "/v1/sessions/" + id).status, 404);
  EXPECT_TRUE(service().logs("user=\"alice-name\" project=\"p1\""));
}

TEST_F(KeystoneTest, RolesAreComparedInLowerCase) {
  keystone_.add("t", {.user_id = "root", .project_id = "p9", .roles = {"Admin"}});
  EXPECT_EQ(ask("t", "POST", "/v2/p1/sessions", R"({"schedule":{}})").status, 201);
}

TEST_F(KeystoneTest, ATokenOfNoProjectOpensNone) {
  keystone_.add("t", {.user_id = "alice", .project_id = ""});
  EXPECT_EQ(ask("t", "GET", "/v2/p1/jobs").status, 403);
  EXPECT_EQ(ask("t", "GET", "/v1/jobs").status, 403);
}

TEST_F(KeystoneTest, PublicRoutesNeedNoToken) {
  EXPECT_EQ(service().ask({"GET", "/healthcheck"}).status, 200);
  EXPECT_EQ(keystone_.asked().size(), 0U);
}

TEST_F(KeystoneTest, WhatCanBeNoTokenIsNotPassedOn) {
  config_.limits.maxHeader = 64 * 1024;
  expectUnauthenticated(service().ask({"GET", "/v2/p1/jobs"}));
  const std::string tooLong(16 * 1024 + 1, 'x');
  for (const std::string& token : {std::string(), std::string("two, tokens"), tooLong,
                                   std::string("\x80\xff"), std::string("tab\there")}) {
    RawClient client(service().port());
    expectUnauthenticated(client.exchange({"GET", "/v2/p1/jobs", "", {"X-Auth-Token: " + token}}));
    RawClient other(service().port());
    expectUnauthenticated(other.exchange(
        {"GET", "/v2/p1/jobs", "", {"X-Auth-Token: good", "X-Service-Token: " + token}}));
  }
  EXPECT_EQ(keystone_.asked().size(), 0U);
}

TEST_F(KeystoneTest, AHugeTokenIsTooLargeAField) {
  EXPECT_EQ(list(std::string(100'000, 'x')).status, 431);
  EXPECT_EQ(keystone_.asked().size(), 0U);
}

TEST_F(KeystoneTest, KeystoneIsAskedOnceForATokenGoodOrBad) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(list(kAlice).status, 200);
  for (int i = 0; i < 3; ++i) expectUnauthenticated(list("unknown"));
  EXPECT_EQ(keystone_.count(kLogin), 1);
  EXPECT_EQ(keystone_.count(kValidation), 2);
}

TEST_F(KeystoneTest, ManyAtATimeAskOnce) {
  service();
  std::atomic<bool> open = false;
  keystone_.answerInstead([&](const Asked&) -> std::optional<Answer> {
    open.wait(false);
    return {};
  });
  std::atomic<int> good = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { good += list(kAlice).status == 200 ? 1 : 0; });
  }
  keystone_.awaitCount(kLogin, 1);
  open = true;
  open.notify_all();
  threads.clear();
  EXPECT_EQ(good, 8);
  EXPECT_EQ(keystone_.count(kLogin), 1);
  EXPECT_EQ(keystone_.count(kValidation), 1);
}

TEST_F(KeystoneTest, AnExpiredTokenIsRefused) {
  keystone_.add("expired", {.user_id = "alice", .seconds = -10});
  expectUnauthenticated(list("expired"));
  // Even if the clock of Keystone differs.
  answerValidations({.body = R"({"token":{"expires_at":"2001-01-01T00:00:00.000000Z",
    "user":{"id":"alice"},"project":{"id":"p1"},"roles":[{"name":"member"}]}})"});
  expectUnauthenticated(list("expired-by-its-body"));
}

TEST_F(KeystoneTest, TheServiceRenewsARefusedTokenOfItsOwnOnce) {
  EXPECT_EQ(list(kAlice).status, 200);
  keystone_.revokeServiceTokens();
  keystone_.add("t2", {.user_id = "bob"});
  EXPECT_EQ(list("t2").status, 200);
  EXPECT_EQ(keystone_.count(kLogin), 2);
  EXPECT_EQ(keystone_.count(kValidation), 3);
}

TEST_F(KeystoneTest, ARefusalOfAFreshServiceTokenMeansTheCallers) {
  answerValidations({.status = 401});
  expectUnauthenticated(list(kAlice));
  EXPECT_EQ(keystone_.count(kLogin), 2);
  EXPECT_EQ(keystone_.count(kValidation), 2);
}

TEST_F(KeystoneTest, ServiceThatIsRefusedItselfCannotTell) {
  config_.keystone.password = "wrong-password";
  expectUnavailable(list(kAlice));
  EXPECT_TRUE(service().logs("the user of [keystone_authtoken] is refused"));
  EXPECT_EQ(service().log().find("wrong-password"), std::string::npos);
  constexpr int kMany = 100;
  for (int i = 0; i < kMany; ++i) expectUnavailable(list("t" + std::to_string(i)));
  EXPECT_LT(keystone_.count(kLogin), kMany / 2);
}

TEST_F(KeystoneTest, TheServicesTokenIsRenewedBeforeItExpires) {
  std::int64_t now = Freezer::systemClock()();
  server::KeystoneClient client(server::complete(config_.keystone).value(), [&] { return now; });
  for (const int seconds : {0, 3600 - 62}) {
    now += seconds;
    EXPECT_EQ(client.userId().value(), "id-of-freezer");
  }
  EXPECT_EQ(keystone_.count(kLogin), 1);
  now += 3;
  EXPECT_TRUE(client.userId());
  EXPECT_EQ(keystone_.count(kLogin), 2);
}

TEST_F(KeystoneTest, EveryFormOfTheUrlWillDo) {
  const std::string url = keystone_.url();
  for (const char* end : {"", "/", "/v3", "/v3/", "/v3//"}) {
    config_.keystone.authUrl = url + end;
    HttpService service(store_.freezer, config_);
    const std::string header = std::string("X-Auth-Token: ") + kAlice;
    EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs", "", {header}}).status, 200) << end;
  }
}

TEST_F(KeystoneTest, CallersAreSentToTheConfiguredUrl) {
  config_.keystone.wwwAuthenticateUri = "https://public.example/identity";
  EXPECT_EQ(list("unknown").header("www-authenticate"),
            "Keystone uri=\"https://public.example/identity\"");
}

TEST_F(KeystoneTest, ProxiesOfTheEnvironmentAreNotUsed) {
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  EXPECT_EQ(list(kAlice).status, 200);
  ::unsetenv("http_proxy");
}

// --- Bad replies ---------------------------------------------------------------

struct NoAnswer {
  const char* name;
  Answer answer;
  const char* logged;
};

class NoAnswerTest : public KeystoneTest, public testing::WithParamInterface<NoAnswer> {};

TEST_P(NoAnswerTest, IsThatTheServiceCannotTell) {
  answerValidations(GetParam().answer);
  expectUnavailable(list(kAlice));
  EXPECT_TRUE(service().logs("failed: \"GET " + keystone_.url() + "/v3/auth/tokens?nocatalog: "));
  EXPECT_TRUE(service().logs(GetParam().logged));
  EXPECT_EQ(keystone_.count("GET /elsewhere"), 0);
  // The token is not cached as refused, and is validated soon after.
  keystone_.answerInstead({});
  int status = 503;
  while (status == 503) status = list(kAlice).status;
  EXPECT_EQ(status, 200);
}

std::string tokenWith(const std::string& members) {
  return R"({"token":{"expires_at":"2999-01-01T00:00:00.000000Z",)" + members + "}}";
}

INSTANTIATE_TEST_SUITE_P(
    Keystone, NoAnswerTest,
    testing::Values(
        NoAnswer{"Failure", {.status = 500}, "status 500"},
        NoAnswer{"Forbidden", {.status = 403}, "status 403"},
        NoAnswer{
            "Redirect", {.status = 302, .headers = {{"Location", "/elsewhere"}}}, "status 302"},
        NoAnswer{"Garbage", {.body = "<html>token-of-alice</html>"}, "is not a JSON object"},
        NoAnswer{"Nothing", {.body = ""}, "is not a JSON object"},
        NoAnswer{"NoToken", {.body = "{}"}, "no valid expires_at"},
        NoAnswer{"NoSuchDay",
                 {.body = R"({"token":{"expires_at":"2999-02-30T00:00:00.000000Z"}})"},
                 "no valid expires_at"},
        NoAnswer{"NoUser", {.body = tokenWith(R"("roles":[])")}, "no valid user"},
        NoAnswer{"NoProject",
                 {.body = tokenWith(R"("user":{"id":"u"},"project":{"id":7})")},
                 "no valid project"},
        NoAnswer{"NoRoles",
                 {.body = tokenWith(R"("user":{"id":"u"},"roles":[7])")},
                 "no valid list of roles"},
        NoAnswer{"Oversized", {.body = std::string(1024 * 1024 + 1, ' ')}, "too large"},
        NoAnswer{"Endless", {.endless = true}, "too large"},
        NoAnswer{"ManyHeaders",
                 {.raw = "HTTP/1.1 200 OK\r\n" +
                         [] {
                           std::string fields;
                           for (int i = 0; i < 100; ++i)
                             fields += "X-A: " + std::string(20'000, 'a') + "\r\n";
                           return fields;
                         }()},
                 "GET http"},
        NoAnswer{"Truncated",
                 {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"token\""},
                 "GET http"},
        NoAnswer{"NoHttp", {.raw = "SSH-2.0-OpenSSH_9.2\r\n"}, "GET http"},
        NoAnswer{"Closed", {.raw = "\r\n"}, "GET http"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST_F(KeystoneTest, KeystoneThatIsGoneIsUnavailable) {
  keystone_.stop();
  expectUnavailable(list(kAlice));
  EXPECT_TRUE(service().logs("failed: \"POST " + keystone_.url() + "/v3/auth/tokens?nocatalog: "));
}

TEST_F(KeystoneTest, KeystoneThatIsSilentIsUnavailable) {
  config_.keystone.connectTimeout = 1;
  std::atomic<bool> open = false;
  keystone_.answerInstead([&](const Asked&) -> std::optional<Answer> {
    open.wait(false);
    return {};
  });
  expectUnavailable(list(kAlice));
  // Further requests fail without the wait.
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) expectUnavailable(list("t" + std::to_string(i)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
  open = true;
  open.notify_all();
  int status = 503;
  while (status == 503) status = list(kAlice).status;
  EXPECT_EQ(status, 200);
}

TEST_F(KeystoneTest, AFailureIsFollowedByTheConfiguredNumberOfTries) {
  config_.keystone.maxRetries = 2;
  std::atomic<int> left = 2;
  keystone_.answerInstead([&](const Asked& asked) -> std::optional<Answer> {
    if (asked.method == "GET" && left-- > 0) return Answer{.status = 503};
    return {};
  });
  EXPECT_EQ(list(kAlice).status, 200);
  EXPECT_EQ(keystone_.count(kValidation), 3);
  left = 100;
  expectUnavailable(list("other"));
  EXPECT_EQ(keystone_.count(kValidation), 6);
}

TEST_F(KeystoneTest, WhoIsKnownIsServedWhileKeystoneIsGone) {
  EXPECT_EQ(list(kAlice).status, 200);
  expectUnauthenticated(list("unknown"));
  keystone_.stop();
  expectUnavailable(list("other"));
  EXPECT_EQ(list(kAlice).status, 200);
  expectUnauthenticated(list("unknown"));
}

// --- Service tokens --------------------------------------------------------------

class ServiceTokenTest : public KeystoneTest {
 protected:
  ServiceTokenTest() {
    keystone_.add("service", {.user_id = "nova", .project_id = "ps", .roles = {"Service"}});
    keystone_.add("colleague", {.user_id = "bob"});
    keystone_.add("expired", {.user_id = "alice", .seconds = -10});
  }

  Reply list(const std::string& token, const std::string& serviceToken) {
    return service().ask(
        {"GET", "/v2/p1/jobs", "", {"X-Auth-Token: " + token, "X-Service-Token: " + serviceToken}});
  }
};

TEST_F(ServiceTokenTest, AServiceVouchesForATokenThatHasExpired) {
  EXPECT_EQ(list("expired", "service").status, 200);
  EXPECT_EQ(keystone_.asked().back().query, "nocatalog&allow_expired=1");
  EXPECT_EQ(list("never-issued", "service").status, 401);
}

TEST_F(ServiceTokenTest, ItDoesSoForItselfAlone) {
  EXPECT_EQ(list("expired", "service").status, 200);
  expectUnauthenticated(KeystoneTest::list("expired"));
  EXPECT_EQ(list(kAlice, "service").status, 200);
  keystone_.remove(kAlice);
  expectUnauthenticated(KeystoneTest::list(kAlice));
}

TEST_F(ServiceTokenTest, ItNeedsOneOfTheRoles) {
  EXPECT_EQ(list(kAlice, "colleague").status, 200);
  expectUnauthenticated(list("expired", "colleague"));
}

TEST_F(ServiceTokenTest, TheRolesCanBeRequired) {
  config_.keystone.serviceTokenRolesRequired = true;
  config_.keystone.serviceTokenRoles = {"other", "SERVICE"};
  EXPECT_EQ(list(kAlice, "service").status, 200);
  expectUnauthenticated(list(kAlice, "colleague"));
}

TEST_F(ServiceTokenTest, OneThatIsNotGoodIsRefused) {
  expectUnauthenticated(list(kAlice, "unknown"));
  expectUnauthenticated(list(kAlice, "expired"));
}

// --- Secrets ---------------------------------------------------------------------

TEST_F(KeystoneTest, SecretsAreNeitherLoggedNorAnswered) {
  std::string said;
  const auto listen = [&](const Reply& reply) {
    said += reply.body;
    for (const auto& [name, value] : reply.headers) said += value;
  };
  listen(list(kAlice));
  listen(list("token-that-is-unknown"));
  // A server that returns what it receives.
  keystone_.answerInstead([](const Asked& asked) -> std::optional<Answer> {
    return Answer{.status = asked.method == "POST" ? 201 : 200,
                  .body = asked.token + ' ' + asked.subject + ' ' + asked.body};
  });
  listen(list("token-that-comes-back"));
  for (const int status : {401, 500, 302, 200}) {
    answerValidations({.status = status, .body = "token-of-the-service-1"});
    listen(list("token-for-" + std::to_string(status)));
  }
  said += service().log();
  EXPECT_NE(said.find("failed: \"GET"), std::string::npos) << said;
  EXPECT_EQ(said.find("token-"), std::string::npos) << said;
  EXPECT_EQ(said.find(FakeKeystone::kPassword), std::string::npos) << said;
}

// --- Settings --------------------------------------------------------------------

class KeystoneConfigTest : public KeystoneTest {
 protected:
  /// Why the settings are refused.
  std::string refusal() const {
    const auto complete = server::complete(config_.keystone);
    return complete ? "nothing" : complete.error().message;
  }
};

TEST_F(KeystoneConfigTest, WhatIsMissingIsNamed) {
  EXPECT_EQ(refusal(), "nothing");
  const auto expectMissing = [&](std::string& member, const std::string& name) {
    const std::string before = std::exchange(member, "");
    EXPECT_EQ(refusal(), "[keystone_authtoken] " + name +
                             " is not set, but auth_strategy = keystone needs it");
    member = before;
  };
  expectMissing(config_.keystone.authUrl, "auth_url");
  expectMissing(config_.keystone.username, "username");
  expectMissing(config_.keystone.password, "password");
  expectMissing(config_.keystone.userDomainName, "user_domain_name");
  expectMissing(config_.keystone.projectName, "project_name");
  expectMissing(config_.keystone.projectDomainName, "project_domain_name");
  config_.keystone.projectDomainName.clear();
  config_.keystone.projectId = "p";
  EXPECT_EQ(refusal(), "nothing");
  EXPECT_EQ(list(kAlice).status, 200);
}

TEST_F(KeystoneConfigTest, UrlsAreOfHttpAndHoldNoPassword) {
  for (const std::string url : {"ftp://host", "host:5000", "http://", "http:///v3",
                                "http://me:hidden@host/v3", "https://host/v3?x=hidden",
                                "https://host/v3#hidden", "http://ho st", "file:///etc/passwd"}) {
    config_.keystone.authUrl = url;
    EXPECT_NE(refusal().find("auth_url must be http://HOST"), std::string::npos) << url;
    EXPECT_EQ(refusal().find("hidden"), std::string::npos);
  }
}

TEST_F(KeystoneConfigTest, FilesAreLookedAtOnStart) {
  config_.keystone.caFile = "/nonexistent/ca.pem";
  EXPECT_EQ(refusal(),
            "[keystone_authtoken] cafile names a file that cannot be read: /nonexistent/ca.pem");
  const auto started = server::Server::start(store_.freezer, config_);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::InvalidRequest);
}

TEST_F(KeystoneConfigTest, ItMayListenBeyondLoopback) {
  config_.bindHost = "0.0.0.0";
  EXPECT_EQ(list(kAlice).status, 200);
}

}  // namespace
}  // namespace freezer::test
