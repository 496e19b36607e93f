// The strategy `builtin` and its Identity API v3: freezer-api-rest(7), "Authentication".

#include <gtest/gtest.h>

#include "server/routes.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

/// alice is a member of the project backup, root is an admin of the project admin.
class IdentityApiTest : public testing::Test {
 protected:
  IdentityApiTest() {
    Accounts& accounts = store_.freezer.accounts();
    alice_ = accounts.createUser("alice", "", "alice-secret").value().id;
    backup_ = accounts.createProject("backup", "").value().id;
    EXPECT_TRUE(accounts.createUser("root", "", "root-secret"));
    EXPECT_TRUE(accounts.createProject("admin", ""));
    EXPECT_TRUE(accounts.grant("alice", "backup", "member"));
    EXPECT_TRUE(accounts.grant("root", "admin", "admin"));
  }

  static server::ServerConfig builtin() {
    server::ServerConfig config;
    config.strategy = server::AuthStrategy::Builtin;
    return config;
  }

  static std::string login(const std::string& user, const std::string& password,
                           const std::string& scope) {
    return R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":")" + user +
           R"(","domain":{"id":"default"},"password":")" + password + R"("}}})" +
           (scope.empty() ? "" : R"(,"scope":)" + scope) + "}}";
  }

  static std::string scopedTo(const std::string& project) {
    return R"({"project":{"name":")" + project + R"(","domain":{"name":"Default"}}})";
  }

  Reply post(const std::string& body) {
    return service_.ask({"POST", "/identity/v3/auth/tokens", body});
  }

  Reply get(const std::string& path, const std::string& token, const std::string& subject = "") {
    std::vector<std::string> headers = {"X-Auth-Token: " + token};
    if (!subject.empty()) headers.push_back("X-Subject-Token: " + subject);
    return service_.ask({"GET", path, "", headers});
  }

  std::string tokenOf(const std::string& user, const std::string& project) {
    const Reply reply = post(login(user, user + "-secret", scopedTo(project)));
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.header("x-subject-token");
  }

  TestStore store_;
  HttpService service_{store_.freezer, builtin()};
  std::string alice_;
  std::string backup_;
};

TEST_F(IdentityApiTest, VersionsAreDiscovered) {
  const Reply versions = service_.ask({"GET", "/identity"});
  EXPECT_EQ(versions.status, 300);
  EXPECT_EQ(versions.at("/versions/values/0/id"), "v3.14");
  const Reply version = service_.ask({"GET", "/identity/v3/"});
  EXPECT_EQ(version.status, 200);
  EXPECT_EQ(version.at("/version/status"), "stable");
  EXPECT_EQ(version.at("/version/links/0/href"),
            "http://127.0.0.1:" + std::to_string(service_.port()) + "/identity/v3/");
}

TEST_F(IdentityApiTest, PasswordGivesAScopedTokenWithACatalog) {
  const Reply reply = post(login("alice", "alice-secret", scopedTo("backup")));
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.at("/token/user/name"), "alice");
  EXPECT_EQ(reply.at("/token/user/id"), alice_);
  EXPECT_EQ(reply.at("/token/user/domain/id"), "default");
  EXPECT_EQ(reply.at("/token/project/id"), backup_);
  EXPECT_EQ(reply.at("/token/roles/0/name"), "member");
  EXPECT_EQ(reply.at("/token/methods/0"), "password");
  EXPECT_EQ(reply.at("/token/catalog/0/type"), "backup");
  const std::string base = "http://127.0.0.1:" + std::to_string(service_.port());
  EXPECT_EQ(reply.at("/token/catalog/0/endpoints/0/url"), base);
  EXPECT_EQ(reply.at("/token/catalog/1/endpoints/0/url"), base + "/identity/v3");
  const std::string token = reply.header("x-subject-token");
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", token).status, 200);
  EXPECT_EQ(get("/v1/jobs", token).status, 200);
}

TEST_F(IdentityApiTest, PublicEndpointIsWhatTheCatalogNames) {
  server::ServerConfig config = builtin();
  config.publicEndpoint = "https://backup.example.org/api";
  HttpService service(store_.freezer, config);
  const Reply reply = service.ask(
      {"POST", "/identity/v3/auth/tokens", login("alice", "alice-secret", scopedTo("backup"))});
  EXPECT_EQ(reply.at("/token/catalog/0/endpoints/0/url"), "https://backup.example.org/api");
}

TEST_F(IdentityApiTest, UserAndProjectMayBeGivenByTheirIds) {
  const std::string body =
      R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"id":")" + alice_ +
      R"(","password":"alice-secret"}}},"scope":{"project":{"id":")" + backup_ + R"("}}}})";
  EXPECT_EQ(post(body).status, 201);
}

TEST_F(IdentityApiTest, UnscopedTokenListsProjectsAndOpensNone) {
  for (const char* scope : {"", R"("unscoped")", R"({"unscoped":{}})"}) {
    const Reply reply = post(login("alice", "alice-secret", scope));
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_FALSE(reply.json().has("/token/project"));
    EXPECT_FALSE(reply.json().has("/token/catalog"));
    const std::string token = reply.header("x-subject-token");
    const Reply projects = get("/identity/v3/auth/projects", token);
    EXPECT_EQ(projects.status, 200);
    EXPECT_EQ(projects.at("/projects/0/id"), backup_);
    EXPECT_EQ(get("/v2/" + backup_ + "/jobs", token).status, 403);
    EXPECT_EQ(get("/identity/v3/auth/catalog", token).status, 403);
  }
}

TEST_F(IdentityApiTest, TokenIsExchangedForAScopedOne) {
  const std::string unscoped = post(login("alice", "alice-secret", "")).header("x-subject-token");
  const auto exchange = [&](const std::string& token, const std::string& project) {
    return post(R"({"auth":{"identity":{"methods":["token"],"token":{"id":")" + token +
                R"("}},"scope":)" + scopedTo(project) + "}}");
  };
  const Reply scoped = exchange(unscoped, "backup");
  EXPECT_EQ(scoped.status, 201);
  EXPECT_EQ(scoped.at("/token/methods/0"), "token");
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", scoped.header("x-subject-token")).status, 200);
  EXPECT_EQ(exchange(unscoped, "admin").status, 401);
  EXPECT_EQ(exchange("nonsense", "backup").status, 401);
}

TEST_F(IdentityApiTest, TokensAreShownToTheirOwnersAndToAdmins) {
  const std::string alice = tokenOf("alice", "backup");
  const std::string root = tokenOf("root", "admin");
  for (const std::string& token : {alice, root}) {
    const Reply reply = get("/identity/v3/auth/tokens", token, alice);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.at("/token/user/id"), alice_);
    EXPECT_EQ(reply.header("x-subject-token"), alice);
    EXPECT_TRUE(reply.json().has("/token/catalog"));
  }
  EXPECT_FALSE(
      get("/identity/v3/auth/tokens?nocatalog", alice, alice).json().has("/token/catalog"));
  EXPECT_EQ(get("/identity/v3/auth/tokens", alice, root).status, 403);
  EXPECT_EQ(get("/identity/v3/auth/tokens", alice, "nonsense").status, 403);
  EXPECT_EQ(get("/identity/v3/auth/tokens", root, "nonsense").status, 404);
  EXPECT_EQ(get("/identity/v3/auth/tokens", root).status, 404);
  EXPECT_EQ(get("/identity/v3/auth/tokens", "nonsense", alice).status, 401);
  const Reply head = service_.ask({"HEAD",
                                   "/identity/v3/auth/tokens",
                                   "",
                                   {"X-Auth-Token: " + alice, "X-Subject-Token: " + alice}});
  EXPECT_EQ(head.status, 200);
}

TEST_F(IdentityApiTest, TokenIsRevoked) {
  const std::string alice = tokenOf("alice", "backup");
  const std::string root = tokenOf("root", "admin");
  const auto revoke = [&](const std::string& token, const std::string& subject) {
    return service_
        .ask({"DELETE",
              "/identity/v3/auth/tokens",
              "",
              {"X-Auth-Token: " + token, "X-Subject-Token: " + subject}})
        .status;
  };
  EXPECT_EQ(revoke(alice, root), 403);
  EXPECT_EQ(revoke(alice, alice), 204);
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", alice).status, 401);
  EXPECT_EQ(revoke(alice, alice), 401);
}

TEST_F(IdentityApiTest, CatalogIsThereForAScopedToken) {
  const Reply reply = get("/identity/v3/auth/catalog", tokenOf("alice", "backup"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.at("/catalog/0/name"), "freezer");
}

TEST_F(IdentityApiTest, RefusalsHaveKeystonesForm) {
  const Reply reply = post(login("alice", "wrong", scopedTo("backup")));
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.at("/error/code"), "401");
  EXPECT_EQ(reply.at("/error/title"), "Unauthorized");
  EXPECT_EQ(reply.at("/error/message"), "The request you have made requires authentication.");
  EXPECT_EQ(
      reply.header("www-authenticate"),
      "Keystone uri=\"http://127.0.0.1:" + std::to_string(service_.port()) + "/identity/v3\"");
}

TEST_F(IdentityApiTest, ProjectsOfAUserAreShownToTheUserAndToAdmins) {
  const std::string path = "/identity/v3/users/" + alice_ + "/projects";
  const std::string root = tokenOf("root", "admin");
  for (const std::string& token : {tokenOf("alice", "backup"), root}) {
    const Reply projects = get(path, token);
    EXPECT_EQ(projects.status, 200) << projects.body;
    EXPECT_EQ(projects.json().arrayAt("/projects").size(), 1U);
    EXPECT_EQ(projects.at("/projects/0/id"), backup_);
    EXPECT_EQ(projects.at("/projects/0/name"), "backup");
    EXPECT_EQ(projects.at("/links/self"),
              "http://127.0.0.1:" + std::to_string(service_.port()) + path);
    EXPECT_EQ(service_.ask({"HEAD", path, "", {"X-Auth-Token: " + token}}).status, 200);
  }
  const Reply others = get("/identity/v3/users/nobody/projects", tokenOf("alice", "backup"));
  EXPECT_EQ(others.status, 403);
  EXPECT_EQ(others.at("/error/code"), "403");
  const Reply unknown = get("/identity/v3/users/nobody/projects", root);
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.at("/error/message"), "Could not find user: nobody.");
  EXPECT_EQ(get(path, "wrong").status, 401);
}

TEST_F(IdentityApiTest, WhatIsNotOfferedIsRefusedInKeystonesForm) {
  struct Row {
    const char* method;
    const char* path;
    int status;
  };
  const Row rows[] = {
      {"GET", "/identity/v3/users", 404},
      {"GET", "/identity/v3/role_assignments?include_names=1", 404},
      {"POST", "/identity/v3/projects", 404},
      {"GET", "/identity/v2.0", 404},
      {"GET", "//identity//nosuch", 404},
      {"GET", "/identity/v3/auth/projects", 401},
      {"GET", "/identity/v3/auth/catalog", 401},
      {"GET", "/identity/v3/auth/tokens", 401},
      {"PUT", "/identity/v3", 405},
      {"PATCH", "/identity/v3/auth/tokens", 405},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.path);
    const Reply reply = service_.ask({row.method, row.path});
    EXPECT_EQ(reply.status, row.status);
    EXPECT_EQ(reply.at("/error/code"), std::to_string(row.status)) << reply.body;
    EXPECT_NE(reply.at("/error/title"), "");
    EXPECT_NE(reply.at("/error/message"), "");
  }
  const Reply html = service_.ask({"GET", "/identity/v3", "", {"Accept: text/html"}});
  EXPECT_EQ(html.at("/error/code"), "406");
  EXPECT_EQ(service_.ask({"PUT", "/identity/v3"}).header("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(service_.ask({"GET", "/identityx"}).at("/title"), "Not Found");
}

TEST_F(IdentityApiTest, WrongBodiesAreRefused) {
  const std::string user = R"({"name":"alice","password":"alice-secret"})";
  const std::pair<const char*, int> bodies[] = {
      {"", 400},
      {"[]", 400},
      {"{}", 400},
      {R"({"auth":{"identity":{"methods":[]}}})", 400},
      {R"({"auth":{"identity":{"methods":["password"]}}})", 400},
      {R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":1}}}}})", 400},
      {R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice"}}}}})",
       400},
      {R"({"auth":{"identity":{"methods":["token"],"token":{}}}})", 400},
      {R"({"auth":{"identity":{"methods":["totp"]}}})", 401},
      {R"({"auth":{"identity":{"methods":["password","token"]}}})", 401},
      {R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",
          "domain":{"id":"other"},"password":"alice-secret"}}}}})",
       401},
  };
  for (const auto& [body, status] : bodies) {
    const Reply reply = post(body);
    EXPECT_EQ(reply.status, status) << body << reply.body;
    EXPECT_EQ(reply.at("/error/code"), std::to_string(status)) << body;
  }
  EXPECT_EQ(post(login("alice", "alice-secret", R"({"system":{"all":true}})")).status, 401);
  EXPECT_EQ(post(login("alice", "alice-secret", R"({"project":{}})")).status, 400);
}

TEST_F(IdentityApiTest, TheBodyOfALoginIsSmall) {
  std::string body = login("alice", "alice-secret", "");
  body.resize(16 * 1024, ' ');
  EXPECT_EQ(post(body).status, 201);
  const Reply large = post(body + " ");
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.at("/error/code"), "413");
  const std::string chunk = "4001\r\n" + body + " \r\n0\r\n\r\n";
  RawClient client(service_.port());
  client.send(
      "POST /identity/v3//auth/tokens/ HTTP/1.1\r\nHost: x\r\n"
      "Transfer-Encoding: chunked\r\n\r\n" +
      chunk);
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(IdentityApiTest, GuessingIsSlowedDown) {
  int status = 401;
  for (int i = 0; i < 100 && status == 401; ++i) {
    status = post(login("alice", "guess" + std::to_string(i), "")).status;
  }
  EXPECT_EQ(status, 429);
  const Reply right = post(login("alice", "alice-secret", ""));
  EXPECT_EQ(right.status, 429);
  EXPECT_GE(std::stoi(right.header("retry-after")), 1);
}

TEST_F(IdentityApiTest, NameAndIdOfAUserShareTheirFailures) {
  const auto byId = [&](const std::string& password) {
    return post(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"id":")" +
                alice_ + R"(","password":")" + password + R"("}}}}})");
  };
  EXPECT_EQ(byId("alice-secret").status, 201);
  for (int i = 0; i < server::LoginThrottle::kFreePerUser; ++i) {
    EXPECT_EQ((i % 2 == 0 ? byId("guess") : post(login("alice", "guess", ""))).status, 401) << i;
  }
  EXPECT_EQ(byId("alice-secret").status, 429);
  EXPECT_EQ(post(login("alice", "alice-secret", "")).status, 429);
}

TEST_F(IdentityApiTest, AWrongProjectTellsNothingAndIsNoFailure) {
  const std::string wrong = post(login("alice", "guess", scopedTo("nowhere"))).body;
  for (int i = 0; i < 2 * server::LoginThrottle::kFreePerUser; ++i) {
    const Reply reply = post(login("alice", "alice-secret", scopedTo("nowhere")));
    EXPECT_EQ(reply.status, 401) << i;
    EXPECT_EQ(reply.body, wrong);
  }
  EXPECT_EQ(post(login("alice", "alice-secret", scopedTo("backup"))).status, 201);
}

TEST_F(IdentityApiTest, SecretsAreNotLogged) {
  const std::string token = tokenOf("alice", "backup");
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", token).status, 200);
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", "not-a-token").status, 401);
  EXPECT_TRUE(service_.logs("status=401"));
  for (const std::string& secret : {token, std::string("alice-secret"), std::string("not-a-t")}) {
    EXPECT_EQ(service_.log().find(secret), std::string::npos);
  }
  EXPECT_TRUE(service_.logs("user=\"alice\" project=\"" + backup_ + "\""));
}

TEST_F(IdentityApiTest, TokensThatCannotBeAreRefused) {
  for (const std::string& token : {std::string(), std::string("\xff\xfe\x80"),
                                   std::string(10'000, 'x'), std::string("a, b")}) {
    EXPECT_EQ(get("/v2/" + backup_ + "/jobs", token).status, 401);
  }
  EXPECT_EQ(get("/v2/" + backup_ + "/jobs", std::string(100'000, 'x')).status, 431);
  EXPECT_EQ(service_.ask({"GET", "/v2/" + backup_ + "/jobs"}).status, 401);
}

TEST_F(IdentityApiTest, ServiceTokenMustBeValidWhereItComesAlong) {
  const std::string token = tokenOf("alice", "backup");
  const auto ask = [&](const std::string& service) {
    return service_
        .ask({"GET",
              "/v2/" + backup_ + "/jobs",
              "",
              {"X-Auth-Token: " + token, "X-Service-Token: " + service}})
        .status;
  };
  EXPECT_EQ(ask(tokenOf("root", "admin")), 200);
  EXPECT_EQ(ask("nonsense"), 401);
}

TEST_F(IdentityApiTest, BuiltinMayListenBeyondLoopback) {
  server::ServerConfig config = builtin();
  config.bindHost = "0.0.0.0";
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs"}).status, 401);
}

TEST_F(IdentityApiTest, IsNotThereUnderOtherStrategies) {
  HttpService noauth(store_.freezer);
  for (const server::Route& route : server::routes()) {
    if (route.version != server::ApiVersion::Identity) continue;
    EXPECT_EQ(noauth.ask({std::string(route.method), route.path}).status, 404) << route.path;
    EXPECT_EQ(noauth.ask({"OPTIONS", route.path}).status, 404) << route.path;
  }
}

TEST_F(IdentityApiTest, IsNoPartOfTheDescriptionOfTheBackupApi) {
  EXPECT_EQ(service_.ask({"GET", "/v2"}).body.find("identity"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
