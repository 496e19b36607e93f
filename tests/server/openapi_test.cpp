// GET /openapi.json describes what the service really answers: the document is compared with the
// routes, and the replies to all of them with the document.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/search/search.h"
#include "core/text.h"
#include "server/routes.h"
#include "tests/server/api_description.h"
#include "tests/server/sample_requests.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using server::ApiVersion;
using server::Route;

class OpenApi : public testing::Test {
 protected:
  TestStore store_;
  DirectService service_{store_.freezer};
  ApiDescription api_{service_};
};

// --- The document ----------------------------------------------------------------

TEST_F(OpenApi, DescribesEveryRouteOnceAndNothingElse) {
  std::multiset<std::string> expected;
  for (const Route& route : operations()) {
    expected.insert(route.path + methodPointer(route.method));
  }
  std::multiset<std::string> described;
  for (const auto& [path, item] : api_.document().objectAt("/paths").copyOfMembers()) {
    for (const auto& [key, value] : asObject(item).copyOfMembers()) {
      if (key == "parameters") continue;
      if (key != "x-additionalOperations") {
        described.insert(path + "/" + key);
        continue;
      }
      for (const auto& [method, operation] : asObject(value).copyOfMembers()) {
        described.insert(path + methodPointer(method));
      }
    }
  }
  EXPECT_EQ(described, expected);
}

TEST_F(OpenApi, OperationsHaveNamesOfTheirOwn) {
  std::map<std::string, std::string> places;
  for (const Route& route : operations()) {
    const std::string id = api_.operation(route).get("operationId").text();
    const std::string place = std::string(route.method) + " " + route.path;
    EXPECT_TRUE(places.emplace(id, place).second) << id;
  }
  EXPECT_EQ(places["listJobs"], "GET /v2/{project_id}/jobs");
  EXPECT_EQ(places["createJob"], "POST /v2/{project_id}/jobs");
  EXPECT_EQ(places["v1ReplaceSession"], "POST /v1/sessions/{session_id}");
}

TEST_F(OpenApi, OperationsAreSummarized) {
  std::set<std::string> tags;
  for (const ValueRef tag : api_.document().arrayAt("/tags")) {
    tags.insert(asObject(tag).get("name").text());
  }
  for (const Route& route : operations()) {
    const Document operation = Document::viewOf(api_.operation(route));
    EXPECT_TRUE(operation.textAt("/summary").ends_with('.')) << route.path;
    EXPECT_TRUE(tags.contains(operation.textAt("/tags/0"))) << route.path;
  }
}

TEST_F(OpenApi, OnlyPublicRoutesNeedNoToken) {
  const Document& document = api_.document();
  EXPECT_EQ(toJson(document.at("/security")), R"([{"token":[]},{}])");
  EXPECT_EQ(document.textAt("/components/securitySchemes/token/name"), "X-Auth-Token");
  for (const Route& route : apiRoutes()) {
    EXPECT_EQ(api_.operation(route).has("security"), route.rule.empty()) << route.path;
  }
}

/// Calls `visit` with each "$ref" in a value.
void visitReferences(ValueRef value, const std::function<void(const std::string&)>& visit) {
  if (const Object object = asObject(value)) {
    for (const auto& [name, member] : object.members()) {
      if (name == "$ref") visit(member.text());
      visitReferences(member, visit);
    }
  } else if (const Array array = asArray(value)) {
    for (const ValueRef item : array) visitReferences(item, visit);
  }
}

TEST_F(OpenApi, ComponentsAreThereIfTheyAreReferredTo) {
  std::set<std::string> referred;
  visitReferences(Value(api_.document().object()),
                  [&](const std::string& reference) { referred.insert(reference); });
  std::set<std::string> there;
  for (const std::string kind : {"schemas", "responses", "headers", "parameters"}) {
    for (const auto& [name, value] :
         api_.document().objectAt("/components/" + kind).copyOfMembers()) {
      there.insert("#/components/" + kind + "/" + name);
    }
  }
  EXPECT_EQ(there, referred);
}

TEST_F(OpenApi, PathsDeclareTheirVariables) {
  for (const auto& [path, item] : api_.document().objectAt("/paths").copyOfMembers()) {
    std::set<std::string> declared;
    for (const ValueRef parameter : asArray(asObject(item).get("parameters"))) {
      const Document described = Document::viewOf(api_.resolved(asObject(parameter)));
      if (described.textAt("/in") == "path") declared.insert(described.textAt("/name"));
    }
    std::set<std::string> named;
    const std::regex variable("\\{([^}]*)\\}");
    for (std::sregex_iterator it(path.begin(), path.end(), variable), end; it != end; ++it) {
      named.insert((*it)[1]);
    }
    EXPECT_EQ(declared, named) << path;
  }
}

TEST_F(OpenApi, NamesTheServerAsTheClientKnowsIt) {
  EXPECT_EQ(api_.document().textAt("/servers/0/url"), "http://freezer.test:9090");
}

TEST_F(OpenApi, IsSentAgainOnlyIfItDiffers) {
  const std::string tag = service_.ask({"GET", "/openapi.json"}).header("etag");
  const auto ask = [&](const std::string& field) {
    return service_.ask({"GET", "/openapi.json", "", {field}});
  };
  const Reply unchanged = ask("If-None-Match: " + tag);
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(unchanged.body, "");
  EXPECT_EQ(ask("If-None-Match: \"7\"").status, 200);
  EXPECT_EQ(ask("If-None-Match: nonsense").status, 400);
}

// --- Replies -----------------------------------------------------------------------

class EveryOperation : public testing::TestWithParam<Route> {
 protected:
  TestStore store_;
  DirectService service_{store_.freezer};
  ApiDescription api_{service_};
  std::map<std::string, std::string> ids_ = createSamples(service_, sampleBase(GetParam()));
  Ask sample_ = sampleRequest(GetParam(), ids_);
};

TEST_P(EveryOperation, AnswersAsDocumented) {
  const Reply reply = service_.ask(sample_);
  EXPECT_LT(reply.status, 400) << reply.body;
  api_.expectDocumented(GetParam(), reply);
}

TEST_P(EveryOperation, DocumentsTheBodyThatItReads) {
  if (sample_.body.empty()) return;
  const auto body = Document::parse(sample_.body);
  EXPECT_EQ(api_.requestFaults(GetParam(), Value(body.value().object())),
            std::vector<std::string>());
}

/// The same request, each time with something that can be refused.
std::vector<Ask> spoiled(const Route& route, const Ask& sample) {
  std::vector<Ask> all(5, sample);
  all[0].headers = {"Accept: text/html"};
  all[1].headers = {"If-Match: \"99\"", "If-None-Match: \"1\""};
  all[2].headers = {"If-Match: 1", "If-None-Match: 1"};
  all[3].target += "?limit=0&detailed=perhaps";
  all[4].body = route.request.empty() ? "" : "{";

  std::map<std::string, std::string> missing;
  for (const Resource& resource : resources()) missing[std::string(resource.idField)] = "none";
  all.push_back(sampleRequest(route, missing));

  constexpr std::string_view kProject = "/v2/p1/";
  if (sample.target.starts_with(kProject)) {
    all.push_back(sample);
    all.back().target.replace(0, kProject.size(), "/v2/no.project/");
  }
  return all;
}

TEST_P(EveryOperation, RefusesAsDocumented) {
  for (const Ask& request : spoiled(GetParam(), sample_)) {
    api_.expectDocumented(GetParam(), service_.ask(request));
  }
}

INSTANTIATE_TEST_SUITE_P(Server, EveryOperation, testing::ValuesIn(apiRoutes()), nameOfRoute);

TEST_F(OpenApi, DocumentsConflictsAndDanglingReferences) {
  const auto ids = createSamples(service_, "/v2/p1");
  for (const Route& route : apiRoutes()) {
    if (!route.request.ends_with("Body") || route.version != ApiVersion::V2) continue;
    Document body = Document::parse(sampleBody(route.resource->kind)).value();
    const std::string idField(route.resource->idField);
    body.set("/" + idField, ids.at(idField));
    if (route.resource->kind == Kind::Job) body.set("/session_id", "none");
    const Ask request = sampleRequest(route, ids);
    api_.expectDocumented(route, service_.ask({request.method, request.target, body.text()}));
  }
}

// --- Lists -------------------------------------------------------------------------

std::vector<Route> lists() {
  std::vector<Route> all = apiRoutes();
  std::erase_if(all, [](const Route& route) { return route.request != "Search"; });
  return all;
}

TEST_F(OpenApi, DocumentsTheParametersOfLists) {
  for (const Route& route : lists()) {
    const std::string path = sampleRequest(route, {}).target;
    std::set<std::string> names;
    for (const ValueRef value : asArray(api_.operation(route).get("parameters"))) {
      const std::string name = asObject(value).get("name").text();
      names.insert(name);
      const Reply refused = service_.ask({"GET", path + "?" + name + "=?"});
      EXPECT_EQ(refused.status, 400) << name;
      api_.expectDocumented(route, refused);
    }
    std::set<std::string> expected = {"limit", "offset", "marker", "sort", "with_count", "search"};
    if (route.resource->kind == Kind::Job) expected.insert("all_projects");
    EXPECT_EQ(names, expected) << path;
  }
}

TEST_F(OpenApi, DocumentsTheKeysOfSort) {
  for (const Route& route : lists()) {
    Object schema;
    for (const ValueRef value : asArray(api_.operation(route).get("parameters"))) {
      const Object parameter = asObject(value);
      if (parameter.get("name").text() == "sort") schema = asObject(parameter.get("schema"));
    }
    const auto isDocumented = [&](const std::string& sort) {
      return schemaFaults(api_.document(), schema, Value(sort)).empty();
    };
    for (const std::string_view key : sortKeys(*route.resource)) {
      EXPECT_TRUE(isDocumented(std::string(key) + ":desc")) << key;
      EXPECT_TRUE(isDocumented(std::string(key))) << key;
    }
    EXPECT_FALSE(isDocumented("hold_off:asc"));
    EXPECT_FALSE(isDocumented("created_at:up"));
  }
}

TEST_F(OpenApi, DocumentsPagesAndCounts) {
  createSamples(service_, "/v2/p1");
  EXPECT_EQ(service_.ask({"POST", "/v2/p1/actions", sampleBody(Kind::Action)}).status, 201);
  const Reply page = service_.ask({"GET", "/v2/p1/actions?limit=1&with_count=true"});
  EXPECT_TRUE(page.json().has("/actions_links"));
  EXPECT_TRUE(page.json().has("/count"));
  const auto isList = [](const Route& route) {
    return route.operation == "listActions" && route.version == ApiVersion::V2;
  };
  api_.expectDocumented(*std::ranges::find_if(server::routes(), isList), page);
}

TEST_F(OpenApi, DocumentsSearches) {
  const std::pair<const char*, int> searches[] = {
      {R"({"match":[{"client_id":"a"},{"job_schedule.status":3,"x":null}],"match_not":[]})", 200},
      {R"({"_all":"two words","time_after":7,"time_before":"8"})", 200},
      {R"({"match":[{"_all":true}]})", 200},
      {R"({"matches":[]})", 400},
      {R"({"match":{}})", 400},
      {R"({"match":[{}]})", 400},
      {R"({"match":[{"a":[]}]})", 400},
      {R"({"match":[{"_all":null}]})", 400},
      {R"({"time_after":"soon"})", 400},
      {R"({"time_after":true})", 400},
      {R"({"_all":{}})", 400},
  };
  for (const auto& [search, status] : searches) {
    EXPECT_EQ(service_.ask({"GET", "/v2/p1/jobs", search}).status, status) << search;
    const Document body = Document::parse(search).value();
    EXPECT_EQ(api_.faults("Search", Value(body.object())).empty(), status == 200) << search;
  }
}

// --- Operations ----------------------------------------------------------------------

TEST_F(OpenApi, DocumentsEventsAndActions) {
  const auto ids = createSamples(service_, "/v2/p1");
  const auto check = [&](const std::string& path, const char* schema, const std::string& body,
                         bool isAccepted) {
    EXPECT_EQ(service_.ask({"POST", path, body}).status, isAccepted ? 202 : 400) << body;
    const Document document = Document::parse(body).value();
    EXPECT_EQ(api_.faults(schema, Value(document.object())).empty(), isAccepted) << body;
  };
  const std::string event = "/v2/p1/jobs/" + ids.at("job_id") + "/event";
  for (const char* name : {"start", "stop", "abort"}) {
    check(event, "JobEvent", R"({")" + std::string(name) + R"(":null})", true);
  }
  check(event, "JobEvent", R"({"pause":null})", false);
  check(event, "JobEvent", R"({})", false);
  check(event, "JobEvent", R"({"start":null,"stop":null})", false);

  const std::string action = "/v2/p1/sessions/" + ids.at("session_id") + "/action";
  const std::string job = R"("job_id":")" + ids.at("job_id") + '"';
  check(action, "SessionAction", "{\"start\":{" + job + R"(,"current_tag":0}})", true);
  check(action, "SessionAction", "{\"start\":{" + job + R"(,"current_tag":"0"}})", true);
  check(action, "SessionAction", "{\"start\":{" + job + R"(,"current_tag":"a"}})", false);
  check(action, "SessionAction", "{\"start\":{" + job + "}}", false);
  check(action, "SessionAction", R"({"start":{"current_tag":0}})", false);
  check(action, "SessionAction", R"({"start":null})", false);
  check(action, "SessionAction", "{\"end\":{" + job + R"(,"result":"success"}})", true);
  check(action, "SessionAction", "{\"end\":{" + job + R"(,"result":"great"}})", false);
  check(action, "SessionAction", "{\"end\":{" + job + "}}", false);
  check(action, "SessionAction", R"({"pause":{}})", false);
}

}  // namespace
}  // namespace freezer::test
