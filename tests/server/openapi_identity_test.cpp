// GET /openapi.json, and the routes of the strategy `builtin`.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/routes.h"
#include "tests/server/api_description.h"
#include "tests/server/sample_requests.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using server::ApiVersion;
using server::Route;

const Route& routeOf(const std::string& operation) {
  return *std::ranges::find(server::routes(), operation, &Route::operation);
}

/// alice is a member of the project backup.
class OpenApiOfIdentity : public testing::Test {
 protected:
  OpenApiOfIdentity() {
    Accounts& accounts = store_.freezer.accounts();
    EXPECT_TRUE(accounts.createUser("alice", "alice-id", "alice-secret"));
    EXPECT_TRUE(accounts.createProject("backup", ""));
    EXPECT_TRUE(accounts.grant("alice", "backup", "member"));
  }

  static server::ServerConfig builtin() {
    server::ServerConfig config;
    config.strategy = server::AuthStrategy::Builtin;
    return config;
  }

  static std::string login(const std::string& password) {
    return R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",)"
           R"("domain":{"id":"default"},"password":")" +
           password + R"("}}},"scope":{"project":{"name":"backup","domain":{"id":"default"}}}}})";
  }

  Reply ask(const std::string& operation, const std::string& body = "",
            const std::vector<std::string>& headers = {}) {
    const Route& route = routeOf(operation);
    std::string path = route.path;
    if (const std::size_t id = path.find("{user_id}"); id != path.npos)
      path.replace(id, 9, "alice-id");
    const Reply reply = service_.ask({std::string(route.method), path, body, headers});
    api_.expectDocumented(route, reply);
    return reply;
  }

  TestStore store_;
  HttpService service_{store_.freezer, builtin()};
  ApiDescription api_{service_};
};

TEST_F(OpenApiOfIdentity, RoutesAnswerAsDocumented) {
  const Document body = Document::parse(login("alice-secret")).value();
  EXPECT_EQ(api_.faults("Login", Value(body.object())), std::vector<std::string>());
  const Reply created = ask("createToken", body.text());
  EXPECT_EQ(created.status, 201);
  const std::string token = created.header("x-subject-token");
  const std::vector<std::string> headers = {"X-Auth-Token: " + token, "X-Subject-Token: " + token};
  std::set<std::string> asked = {"createToken"};
  for (const char* operation :
       {"listIdentityVersions", "showIdentityVersion", "showToken", "showCatalog",
        "listOwnProjects", "listProjectsOfUser", "deleteToken"}) {
    EXPECT_LT(ask(operation, "", headers).status, 400) << operation;
    asked.insert(operation);
  }
  for (const Route& route : operations()) {
    const bool isIdentity = route.version == ApiVersion::Identity;
    EXPECT_EQ(asked.contains(route.operation), isIdentity) << route.operation;
  }
}

TEST_F(OpenApiOfIdentity, RoutesRefuseAsDocumented) {
  EXPECT_EQ(ask("createToken", login("wrong")).status, 401);
  EXPECT_EQ(ask("createToken", "{}").status, 400);
  for (const Route& route : operations()) {
    if (route.version != ApiVersion::Identity) continue;
    if (route.needsToken) {
      EXPECT_EQ(ask(route.operation).status, 401);
    }
    EXPECT_EQ(ask(route.operation, "", {"Accept: text/html"}).status, 406);
  }
  const std::string token = ask("createToken", login("alice-secret")).header("x-subject-token");
  EXPECT_EQ(ask("showToken", "", {"X-Auth-Token: " + token, "X-Subject-Token: none"}).status, 403);
}

TEST_F(OpenApiOfIdentity, MalformedLoginsAreRefusedBySchemaAndService) {
  const char* const bodies[] = {
      "{}",
      R"({"auth":{"identity":{}}})",
      R"({"auth":{"identity":{"methods":[]}}})",
      R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice"}}}}})",
      R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"password":"a"}}}}})",
      R"({"auth":{"identity":{"methods":["token"],"token":{}}}})",
  };
  for (const char* body : bodies) {
    EXPECT_EQ(ask("createToken", body).status, 400) << body;
    const Document document = Document::parse(body).value();
    EXPECT_FALSE(api_.faults("Login", Value(document.object())).empty()) << body;
  }
}

TEST_F(OpenApiOfIdentity, RoutesWithARuleRefuseStrangersAsDocumented) {
  std::map<std::string, std::string> ids;
  for (const Resource& resource : resources()) ids[std::string(resource.idField)] = "none";
  for (const Route& route : apiRoutes()) {
    if (route.rule.empty()) continue;
    const Reply reply = service_.ask(sampleRequest(route, ids));
    EXPECT_EQ(reply.status, 401) << route.path;
    api_.expectDocumented(route, reply);
  }
}

}  // namespace
}  // namespace freezer::test
