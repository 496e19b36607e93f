// Requests and their replies, as rows that can be read beside freezer-api-rest(7). Each runs
// through answer() and again over HTTP.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

struct Scenario {
  const char* name;
  const char* method;
  const char* target;
  std::string body;
  int status;
  std::vector<std::string> contains = {};  ///< Parts of the body of the reply.
  std::vector<std::string> headers = {};   ///< Of the request.
  std::string answered = {};               ///< A header of the reply: "allow: GET".
};

void PrintTo(const Scenario& scenario, std::ostream* out) {
  *out << scenario.method << ' ' << scenario.target;
}

std::string nested(std::size_t levels) {
  return R"({"freezer_action":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
}

const Scenario kScenarios[] = {
    // Documents.
    {"ListStartsEmpty", "GET", "/v2/p1/backups", "", 200, {R"({"backups":[]})"}},
    {"ListOfASlash", "GET", "/v2/p1/backups/", "", 200, {R"({"backups":[]})"}},
    {"ListOfDoubledSlashes", "GET", "//v2//p1///backups//", "", 200, {R"({"backups":[]})"}},
    {"ListUnderV1", "GET", "/v1/backups/", "", 200, {R"({"backups":[]})"}},
    {"CreateNeedsAHostname",
     "POST",
     "/v2/p1/backups",
     R"({"container":"c1","backup_name":"b"})",
     400,
     {R"("title":"Bad request format")", R"("errors":[{"pointer":)", "hostname"}},
    {"EveryFaultIsNamed",
     "POST",
     "/v2/p1/backups",
     R"({"container":"","hostname":7,"backup_name":"b","status":"lost"})",
     400,
     {R"("pointer":"/container")", R"("pointer":"/hostname")", R"("pointer":"/status")"}},
    {"ShowOfAnUnknownIdIsNotFound",
     "GET",
     "/v2/p1/backups/none",
     "",
     404,
     {R"("title":"Not Found")"}},
    {"PatchOfAnUnknownIdIsNotFound", "PATCH", "/v2/p1/jobs/none", "{}", 404},
    {"DeleteOfAnUnknownIdIsFineUnderV2", "DELETE", "/v2/p1/backups/none", "", 204},
    {"DeleteOfAnUnknownIdIsNotFoundUnderV1", "DELETE", "/v1/backups/none", "", 404},
    {"AJobNeedsItsClient",
     "POST",
     "/v2/p1/jobs",
     R"({"client_id":"nobody","job_schedule":{},"job_actions":[]})",
     422,
     {R"("title":"Unprocessable Entity")", "nobody"}},
    {"AnIdOfThirtyThousandCharactersIsRefused",
     "POST",
     "/v2/p1/actions",
     R"({"action_id":")" + std::string(30'000, 'a') + R"(","freezer_action":{}})",
     400,
     {R"("pointer":"/action_id")"}},
    {"AnIdThatNoneMayHaveCannotBeCreated", "POST", "/v2/p1/actions/a%20b",
     R"({"freezer_action":{}})", 400},

    // Bodies.
    {"AMissingBodyIsNamed", "POST", "/v2/p1/backups", "", 400, {"must have a body"}},
    {"ABlankBodyIsMissing", "POST", "/v2/p1/backups", " \n", 400, {"must have a body"}},
    {"MalformedJson", "POST", "/v2/p1/actions", R"({"freezer_action":{)", 400},
    {"TextAfterTheObject", "POST", "/v2/p1/actions", R"({"freezer_action":{}} x)", 400},
    {"DuplicateKeys", "POST", "/v2/p1/actions", R"({"freezer_action":{},"a":1,"a":2})", 400},
    {"InvalidUtf8", "POST", "/v2/p1/actions", "{\"freezer_action\":{},\"a\":\"\xff\"}", 400},
    {"AnUnpairedSurrogate", "POST", "/v2/p1/actions", R"({"freezer_action":{},"a":"\ud800"})", 400},
    {"AnIntegerBeyond64Bits", "POST", "/v2/p1/actions",
     R"({"freezer_action":{},"a":18446744073709551616})", 400},
    {"ANumberBeyondADouble", "POST", "/v2/p1/actions", R"({"freezer_action":{},"a":1e400})", 400},
    {"AHundredThousandBrackets", "POST", "/v2/p1/actions", nested(100'000), 400},
    {"SixtyFiveLevels", "POST", "/v2/p1/actions", R"({"a":)" + nested(63) + "}", 400},
    {"AListIsNoDocument", "POST", "/v2/p1/actions", "[]", 400},
    {"AScalarIsNoDocument", "POST", "/v2/p1/actions", "7", 400},

    // Lists.
    {"LimitZero", "GET", "/v2/p1/jobs?limit=0", "", 400, {"limit"}},
    {"LimitEmpty", "GET", "/v2/p1/jobs?limit=", "", 400, {"limit"}},
    {"LimitNoNumber", "GET", "/v2/p1/jobs?limit=ten", "", 400, {"limit"}},
    {"LimitBeyond64Bits", "GET", "/v2/p1/jobs?limit=18446744073709551617", "", 400, {"limit"}},
    {"LimitTwice", "GET", "/v2/p1/jobs?limit=1&limit=2", "", 400, {"limit", "more than once"}},
    {"LimitAboveTheMost", "GET", "/v2/p1/jobs?limit=5000", "", 200},
    {"OffsetNegative", "GET", "/v2/p1/jobs?offset=-1", "", 400, {"offset"}},
    {"SortUnknown", "GET", "/v2/p1/jobs?sort=colour:asc", "", 400},
    {"SortDirectionUnknown", "GET", "/v2/p1/jobs?sort=status:up", "", 400},
    {"SortEncoded", "GET", "/v2/p1/jobs?sort=created_at%3Adesc", "", 200},
    {"MarkerUnknown", "GET", "/v2/p1/jobs?marker=none", "", 400},
    {"ParametersUnknownAreIgnored", "GET", "/v2/p1/jobs?colour=blue&&x", "", 200},
    {"QueryMalformed", "GET", "/v2/p1/jobs?limit=%zz", "", 400},
    {"CountWhenAsked", "GET", "/v2/p1/jobs?with_count=true", "", 200, {R"("count":0)"}},
    {"SearchInTheBody", "GET", "/v2/p1/jobs", R"({"match":[{"client_id":"x"}]})", 200},
    {"SearchOfAnUnknownForm", "GET", "/v2/p1/jobs", R"({"matsch":[]})", 400, {"matsch"}},
    {"SearchMalformed", "GET", "/v2/p1/jobs", "{", 400},
    {"SearchInTheQuery", "GET", "/v2/p1/jobs?search=%7B%22match%22:%5B%5D%7D", "", 200},
    {"SearchInTheQueryOfAnUnknownForm",
     "GET",
     "/v2/p1/jobs?search=%7B%22matsch%22:%5B%5D%7D",
     "",
     400,
     {"matsch"}},
    {"SearchInTheQueryAndInTheBody",
     "GET",
     "/v2/p1/jobs?search=%7B%7D",
     "{}",
     400,
     {"two searches"}},
    {"AllProjects", "GET", "/v2/p1/jobs?all_projects=true", "", 200},
    {"AllProjectsFalse", "GET", "/v2/p1/jobs?all_projects=False", "", 200},
    {"AllProjectsZero", "GET", "/v2/p1/jobs?all_projects=0", "", 200},
    {"AllProjectsUnclear", "GET", "/v2/p1/jobs?all_projects=maybe", "", 400},
    {"AllProjectsOfBackups", "GET", "/v2/p1/backups?all_projects=true", "", 400},

    // Routing.
    {"PathUnknown", "GET", "/v3", "", 404},
    {"PathLonger", "GET", "/v2/p1/jobs/a/b", "", 404},
    {"PathNamesAreWhole", "GET", "/v2/p1/jobsX", "", 404},
    {"PathNamesHaveCase", "GET", "/v2/p1/Jobs", "", 404},
    {"PathMalformed", "GET", "/v2/p1/jobs/%4", "", 404},
    {"PathWithANul", "GET", "/v2/p1/jobs/a%00b", "", 404},
    {"PathBeyondAscii", "GET", "/v2/p1/jobs/%C3%A4", "", 404},
    {"PathEncoded", "GET", "/v2/p1/%6aobs", "", 200, {R"({"jobs":[]})"}},
    {"MetricsAreOff", "GET", "/metrics", "", 404},
    {"ProjectImpossible", "GET", "/v2/a.b/jobs", "", 404},
    {"ProjectWithAnEncodedSlash", "GET", "/v2/a%2Fb/jobs", "", 404},
    {"PutIsNotOffered",
     "PUT",
     "/v2/p1/backups",
     "",
     405,
     {"title"},
     {},
     "allow: GET, HEAD, POST, OPTIONS"},
    {"VerbUnknown",
     "FROB",
     "/v2/p1/jobs/x",
     "",
     405,
     {},
     {},
     "allow: GET, HEAD, POST, PATCH, DELETE, OPTIONS"},
    {"UpdateIsForClientsOnly", "UPDATE", "/v2/p1/jobs/x", "{}", 405},
    {"VerbsHaveCase", "get", "/v2/p1/jobs", "", 405},
    {"OptionsOfAClient",
     "OPTIONS",
     "/v2/p1/clients/x",
     "",
     204,
     {},
     {},
     "allow: GET, HEAD, PATCH, DELETE, PUT, UPDATE, OPTIONS"},
    {"OptionsOfNothing", "OPTIONS", "/nothing", "", 404},
    {"OptionsOfTheService",
     "OPTIONS",
     "*",
     "",
     204,
     {},
     {},
     "allow: GET, HEAD, POST, PATCH, DELETE, PUT, UPDATE, OPTIONS"},

    // Negotiation.
    {"AcceptWithoutJson",
     "GET",
     "/v2/p1/jobs",
     "",
     406,
     {R"("title":"Not Acceptable")"},
     {"Accept: text/html"}},
    {"AcceptJsonExcluded",
     "GET",
     "/v2/p1/jobs",
     "",
     406,
     {},
     {"Accept: */*, application/json;q=0"}},
    {"AcceptAnything", "GET", "/v2/p1/jobs", "", 200, {}, {"Accept: text/html, */*;q=0.1"}},
    {"AcceptHome",
     "GET",
     "/v2",
     "",
     200,
     {"rel/backups"},
     {"Accept: application/json-home"},
     "content-type: application/json-home"},
    {"ContentTypeDoesNotMatter",
     "POST",
     "/v2/p1/actions",
     R"({"freezer_action":{}})",
     201,
     {},
     {"Content-Type: text/plain"}},

    // Conditions.
    {"IfMatchMalformed", "DELETE", "/v2/p1/jobs/none", "", 400, {"If-Match"}, {"If-Match: 1"}},
    {"IfMatchEmpty", "PATCH", "/v2/p1/jobs/none", "{}", 400, {"If-Match"}, {"If-Match: ,"}},

    // Discovery.
    {"VersionsV1",
     "GET",
     "/",
     "",
     300,
     {R"({"id":"v1","status":"SUPPORTED","updated":)", R"({"id":"v2","status":"CURRENT")"}},
    {"HealthIsAlive", "GET", "/healthcheck", "", 200, {R"({"status":"ok"})"}},
    {"HealthInDetail", "GET", "/healthcheck/?detailed=true", "", 200, {R"("store":"ok")"}},
    {"HealthDetailUnclear", "GET", "/healthcheck?detailed=maybe", "", 400},
};

class EveryScenario : public testing::TestWithParam<Scenario> {
 protected:
  static void run(Service& service) {
    const Scenario& scenario = GetParam();
    const Reply reply =
        service.ask({scenario.method, scenario.target, scenario.body, scenario.headers});
    EXPECT_EQ(reply.status, scenario.status) << reply.body;
    for (const std::string& part : scenario.contains) {
      EXPECT_NE(reply.body.find(part), reply.body.npos) << part << " in " << reply.body;
    }
    if (!scenario.answered.empty()) {
      const std::size_t colon = scenario.answered.find(": ");
      EXPECT_EQ(reply.header(scenario.answered.substr(0, colon)),
                scenario.answered.substr(colon + 2));
    }
    if (reply.status >= 400) {
      EXPECT_TRUE(reply.json().has("/title"));
      EXPECT_TRUE(reply.json().has("/description"));
    }
    EXPECT_NE(reply.header("x-openstack-request-id"), "");
  }

  TestStore store_;
};

TEST_P(EveryScenario, IsAnswered) {
  DirectService service(store_.freezer);
  run(service);
}

TEST_P(EveryScenario, IsAnsweredOverHttp) {
  HttpService service(store_.freezer);
  run(service);
}

INSTANTIATE_TEST_SUITE_P(Api, EveryScenario, testing::ValuesIn(kScenarios),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace freezer::test
