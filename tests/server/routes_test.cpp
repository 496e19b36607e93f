#include "server/routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/policy/default_rules.h"
#include "server/router.h"
#include "tests/server/sample_requests.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using server::ApiVersion;
using server::Route;

/// The status of success: freezer-api-rest(7), "Routes".
int expectedStatus(const Route& route) {
  if (route.path == "/") return 300;
  if (route.path.ends_with("/event") || route.path.ends_with("/action")) return 202;
  if (route.path.ends_with("/jobs/{job_id}") && route.method == "PUT") return 204;
  if (route.method == "DELETE") return 204;
  if (route.method == "POST") return 201;
  return 200;
}

std::string homeOf(ApiVersion version) {
  return version == ApiVersion::V1 ? "/v1" : "/v2";
}

class EveryRoute : public testing::TestWithParam<Route> {
 protected:
  TestStore store_;
  HttpService service_{store_.freezer};
};

TEST_P(EveryRoute, AnswersWithItsStatus) {
  const Route& route = GetParam();
  const auto ids = createSamples(service_, sampleBase(route));
  const Reply reply = service_.ask(sampleRequest(route, ids));
  EXPECT_EQ(reply.status, expectedStatus(route)) << reply.body;
  EXPECT_EQ(reply.header("x-openstack-request-id").size(), 40U);
  if (reply.status == 204) {
    EXPECT_EQ(reply.body, "");
  } else {
    EXPECT_FALSE(reply.json().text().empty());
  }
}

TEST_P(EveryRoute, AppearsInTheHomeDocument) {
  const Route& route = GetParam();
  const Reply home = service_.ask({"GET", homeOf(route.version)});
  const Object described = asObject(home.json().objectAt("/resources").get(route.rel));
  ASSERT_TRUE(described) << route.rel;
  const Document resource = Document::viewOf(described);
  const bool isTemplate = route.path.find('{') != route.path.npos;
  EXPECT_EQ(resource.textAt(isTemplate ? "/href-template" : "/href"), route.path);

  const Array allow = resource.arrayAt("/hints/allow");
  ASSERT_TRUE(allow);
  EXPECT_TRUE(std::any_of(allow.begin(), allow.end(),
                          [&](ValueRef method) { return method.text() == route.method; }));
}

TEST_P(EveryRoute, IsNamedInTheAllowField) {
  const Route& route = GetParam();
  const std::string path = sampleRequest(route, createSamples(service_, "/v2/p1")).target;
  for (const char* method : {"OPTIONS", "FROB"}) {
    const Reply reply = service_.ask({method, path});
    EXPECT_EQ(reply.status, method == std::string("OPTIONS") ? 204 : 405);
    const std::string allow = ", " + reply.header("allow") + ",";
    EXPECT_NE(allow.find(", " + std::string(route.method) + ","), allow.npos) << allow;
    EXPECT_NE(allow.find(", OPTIONS,"), allow.npos) << allow;
  }
}

TEST_P(EveryRoute, HasNoTwin) {
  const auto isThis = [](const Route& other) {
    return other.method == GetParam().method && other.path == GetParam().path;
  };
  EXPECT_EQ(std::ranges::count_if(server::routes(), isThis), 1);
}

TEST_P(EveryRoute, NamesAPolicyRuleUnlessItIsPublic) {
  const Route& route = GetParam();
  const bool isOfAProject = route.path.find("{project_id}") != route.path.npos;
  EXPECT_EQ(route.rule.empty(), route.resource == nullptr && !isOfAProject);
  if (route.rule.empty()) return;
  const auto rules = defaultRules();
  EXPECT_NE(std::ranges::find(rules, route.rule, &DefaultRule::name), rules.end()) << route.rule;
  if (route.resource != nullptr) {
    EXPECT_TRUE(route.rule.starts_with(std::string(route.resource->plural) + ":")) << route.rule;
  }
}

/// The routes that read a body; the body of a list is the search.
class EveryRouteWithABody : public EveryRoute {
 public:
  static std::vector<Route> all() {
    std::vector<Route> reading = apiRoutes();
    std::erase_if(reading, [](const Route& route) { return route.request.empty(); });
    return reading;
  }
};

TEST_P(EveryRouteWithABody, RefusesOneThatIsNoJson) {
  const Route& route = GetParam();
  Ask ask = sampleRequest(route, createSamples(service_, sampleBase(route)));
  ask.body = "{\"a\": nope";
  const Reply reply = service_.ask(ask);
  EXPECT_EQ(reply.status, 400) << reply.body;
  EXPECT_EQ(reply.at("/title"), "Bad request format");
}

INSTANTIATE_TEST_SUITE_P(Server, EveryRoute, testing::ValuesIn(apiRoutes()), nameOfRoute);
INSTANTIATE_TEST_SUITE_P(Server, EveryRouteWithABody, testing::ValuesIn(EveryRouteWithABody::all()),
                         nameOfRoute);

TEST(Routes, ThoseThatChangeSomethingHaveANameInTheAuditLog) {
  for (const Route& route : server::routes()) {
    EXPECT_EQ(route.verb.empty(), route.method == "GET") << route.method << ' ' << route.path;
  }
}

TEST(Routes, EveryPathHasARelOfItsOwn) {
  for (const ApiVersion version : {ApiVersion::V1, ApiVersion::V2}) {
    std::set<std::string> rels;
    for (const server::Path& path : server::router().paths()) {
      const Route& route = path.first();
      if (route.version != version && route.version != ApiVersion::None) continue;
      EXPECT_TRUE(rels.insert(route.rel).second) << route.rel;
      for (const Route* row : path.rows) EXPECT_EQ(row->rel, route.rel);
    }
  }
}

}  // namespace
}  // namespace freezer::test
