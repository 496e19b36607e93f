#include "server/routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "core/policy/default_rules.h"
#include "server/router.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::server {

/// For the messages of GoogleTest.
void PrintTo(const Route& route, std::ostream* out) {
  *out << route.method << ' ' << route.path;
}

}  // namespace freezer::server

namespace freezer::test {
namespace {

using server::ApiVersion;
using server::Route;

bool isCollection(const Route& route) {
  return route.resource != nullptr && route.path.ends_with(route.resource->plural);
}

/// The routes of the Freezer API; the Identity API has tests of its own.
std::vector<Route> apiRoutes() {
  std::vector<Route> routes = server::routes();
  std::erase_if(routes, [](const Route& one) { return one.version == ApiVersion::Identity; });
  return routes;
}

/// The status of success: freezer-api-rest(7), "Routes".
int expectedStatus(const Route& route) {
  if (route.path == "/") return 300;
  if (route.path.ends_with("/event") || route.path.ends_with("/action")) return 202;
  if (route.path.ends_with("/jobs/{job_id}") && route.method == "PUT") return 204;
  if (route.method == "DELETE") return 204;
  if (route.method == "POST") return 201;
  return 200;
}

std::string bodyFor(const Route& route, std::map<std::string, std::string>& ids) {
  if (route.path.ends_with("/event")) return R"({"start":null})";
  if (route.path.ends_with("/action")) {
    return R"({"start":{"job_id":")" + ids["job_id"] + R"(","current_tag":0}})";
  }
  if (route.method == "POST" && route.resource->kind == Kind::Client) {
    return R"({"client_id":"other.example.org"})";
  }
  if (route.method == "POST") return sampleBody(route.resource->kind);
  if (route.method == "PATCH" || route.method == "UPDATE" ||
      (route.method == "PUT" && route.resource->kind == Kind::Client)) {
    return samplePatch(route.resource->kind);
  }
  return "";
}

std::string replaceVariables(std::string path, std::map<std::string, std::string>& ids) {
  ids["project_id"] = "p1";
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{')) {
    const std::size_t close = path.find('}', open);
    const std::string name = path.substr(open + 1, close - open - 1);
    path.replace(open, close - open + 1, ids.at(name));
  }
  return path;
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
  const std::string base = route.version == ApiVersion::V1 ? "/v1" : "/v2/p1";
  auto ids = createSamples(service_, base);
  const Reply reply = service_.ask(
      {std::string(route.method), replaceVariables(route.path, ids), bodyFor(route, ids)});
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
  auto ids = createSamples(service_, "/v2/p1");
  const std::string path = replaceVariables(route.path, ids);
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
    std::map<std::string, std::string> ids;
    std::erase_if(reading, [&](const Route& route) {
      return bodyFor(route, ids).empty() && !isCollection(route);
    });
    return reading;
  }
};

TEST_P(EveryRouteWithABody, RefusesOneThatIsNoJson) {
  const Route& route = GetParam();
  auto ids = createSamples(service_, route.version == ApiVersion::V1 ? "/v1" : "/v2/p1");
  const Reply reply =
      service_.ask({std::string(route.method), replaceVariables(route.path, ids), "{\"a\": nope"});
  EXPECT_EQ(reply.status, 400) << reply.body;
  EXPECT_EQ(reply.at("/title"), "Bad request format");
}

std::string routeName(const testing::TestParamInfo<Route>& info) {
  std::string name = std::string(info.param.method) + info.param.path;
  std::erase_if(name, [](char c) { return c == '{' || c == '}' || c == '_'; });
  std::ranges::replace(name, '/', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Server, EveryRoute, testing::ValuesIn(apiRoutes()), routeName);
INSTANTIATE_TEST_SUITE_P(Server, EveryRouteWithABody, testing::ValuesIn(EveryRouteWithABody::all()),
                         routeName);

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
