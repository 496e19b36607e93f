// The policy covers every route: freezer-api-rest(7), "Policy".

#include "core/policy/policy.h"

#include <gtest/gtest.h>

#include <fstream>

#include "server/routes.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

class ServerPolicyTest : public testing::Test {
 protected:
  /// A server whose policy contains these rules.
  HttpService serviceWith(const std::string& yaml) {
    const std::string file = (store_.folder.path() / "policy.yaml").string();
    std::ofstream(file) << yaml;
    server::ServerConfig config;
    config.policy = Policy::read(file).value();
    return HttpService(store_.freezer, config);
  }

  TestStore store_;
};

TEST_F(ServerPolicyTest, EveryRouteIsForbiddenByItsRuleAlone) {
  for (const server::Route& route : server::routes()) {
    if (route.rule.empty()) continue;
    HttpService service = serviceWith("\"" + route.rule + "\": \"!\"\n");
    std::string path = route.path;
    for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{')) {
      path.replace(open, path.find('}', open) + 1 - open, "p1");
    }
    const Reply reply = service.ask({std::string(route.method), path, "{}"});
    EXPECT_EQ(reply.status, 403) << route.method << ' ' << route.path << ' ' << reply.body;
    EXPECT_NE(reply.at("/description").find(route.rule), std::string::npos) << reply.body;
  }
}

TEST_F(ServerPolicyTest, PublicRoutesNeedNone) {
  HttpService service = serviceWith("context_is_admin: \"!\"\n");
  EXPECT_EQ(service.ask({"GET", "/v2"}).status, 200);
  EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs"}).status, 200);  // Allowed by admin_or_service.
  EXPECT_EQ(service.ask({"POST", "/v2/p1/jobs", "{}"}).status, 403);
}

TEST_F(ServerPolicyTest, AllProjectsHaveARuleOfTheirOwn) {
  HttpService service = serviceWith("\"jobs:get_all_projects\": \"!\"\n");
  EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs?all_projects=true"}).status, 403);
  EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs?all_projects=false"}).status, 200);
}

TEST_F(ServerPolicyTest, CentralClientsHaveARuleOfTheirOwn) {
  HttpService service = serviceWith("\"clients:create_central\": \"!\"\n");
  const auto post = [&](const char* body) {
    return service.ask({"POST", "/v2/p1/clients", body}).status;
  };
  EXPECT_EQ(post(R"({"client_id":"c1","hostname":"c1","is_central":true})"), 403);
  EXPECT_EQ(post(R"({"client":{"client_id":"c1","hostname":"c1","is_central":true}})"), 403);
  EXPECT_EQ(post(R"({"client_id":"c1","hostname":"c1","is_central":false})"), 201);
  const Reply patched = service.ask({"PATCH", "/v2/p1/clients/c1", R"({"is_central":true})"});
  EXPECT_EQ(patched.status, 403);
  EXPECT_EQ(service.ask({"PATCH", "/v2/p1/clients/c1", R"({"description":"x"})"}).status, 200);
}

}  // namespace
}  // namespace freezer::test
