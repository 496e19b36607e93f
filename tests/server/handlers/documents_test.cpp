// What HTTP adds to documents: scopes, versions and pages.

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

class Documents : public testing::Test {
 protected:
  std::string create(const std::string& path, const std::string& body) {
    const Reply reply = service_.ask({"POST", path, body});
    EXPECT_EQ(reply.status, 201) << reply.body;
    const std::string answer = reply.body;
    const std::size_t begin = answer.find(":\"") + 2;
    return answer.substr(begin, answer.find('"', begin) - begin);
  }

  std::string createAction(const std::string& base = "/v2/p1", const std::string& more = "") {
    return create(base + "/actions", R"({"freezer_action":{"action":"backup"})" + more + "}");
  }

  int status(const std::string& method, const std::string& path, const std::string& body = "",
             std::vector<std::string> headers = {}) {
    return service_.ask({method, path, body, std::move(headers)}).status;
  }

  std::vector<std::string> ids(const Reply& reply, const std::string& plural) {
    std::vector<std::string> found;
    const Document page = reply.json();
    for (const ValueRef entry : page.arrayAt("/" + plural)) {
      found.push_back(Document::viewOf(asObject(entry)).textAt("/action_id"));
    }
    return found;
  }

  TestStore store_;
  DirectService service_{store_.freezer};
};

TEST_F(Documents, OfAnotherProjectDoNotExist) {
  for (const Resource& resource : resources()) {
    const std::string plural(resource.plural);
    const std::string id = create("/v2/p1/" + plural, sampleBody(resource.kind));
    const std::string theirs = "/v2/p1/" + plural + "/" + id;
    const std::string elsewhere = "/v2/p2/" + plural + "/" + id;

    EXPECT_EQ(status("GET", elsewhere), 404) << elsewhere;
    EXPECT_EQ(status("PATCH", elsewhere, samplePatch(resource.kind)), 404) << elsewhere;
    EXPECT_EQ(status("DELETE", elsewhere), 204) << elsewhere;
    EXPECT_EQ(service_.ask({"GET", "/v2/p2/" + plural}).body, "{\"" + plural + "\":[]}");
    const Reply shown = service_.ask({"GET", theirs});
    EXPECT_EQ(shown.status, 200) << theirs;
    EXPECT_EQ(shown.header("etag"), "\"1\"") << theirs;
  }
}

TEST_F(Documents, OfAnotherProjectCannotBeReplaced) {
  const std::string id = createAction();
  EXPECT_EQ(status("POST", "/v2/p2/actions/" + id, R"({"freezer_action":{"action":"exec"}})"), 404);
  EXPECT_EQ(service_.ask({"GET", "/v2/p1/actions/" + id}).at("/freezer_action/action"), "backup");
}

TEST_F(Documents, BelongToTheUserUnderV1) {
  const std::string inP1 = createAction("/v2/p1");
  const std::string inP2 = createAction("/v2/p2");
  EXPECT_EQ(ids(service_.ask({"GET", "/v1/actions"}), "actions"), (std::vector{inP1, inP2}));
  EXPECT_EQ(status("GET", "/v1/actions/" + inP2), 200);

  // Documents created by v1 belong to the caller's own project.
  const std::string own = createAction("/v1");
  EXPECT_EQ(status("GET", "/v2/default/actions/" + own), 200);
  EXPECT_EQ(status("GET", "/v2/p1/actions/" + own), 404);
}

TEST_F(Documents, OfAllProjectsAreJobsOnly) {
  create("/v2/p1/clients", sampleBody(Kind::Client));
  create("/v2/p1/jobs", sampleBody(Kind::Job));
  EXPECT_EQ(service_.ask({"GET", "/v2/p2/jobs?with_count=1"}).at("/count"), "0");
  EXPECT_EQ(service_.ask({"GET", "/v2/p2/jobs?with_count=1&all_projects=1"}).at("/count"), "1");
}

TEST_F(Documents, OfOneClientBelongToWhoeverRegisteredIt) {
  create("/v2/p1/clients", sampleBody(Kind::Client));
  EXPECT_EQ(status("POST", "/v2/p2/clients", sampleBody(Kind::Client)), 409);
  EXPECT_EQ(status("POST", "/v2/p1/clients", sampleBody(Kind::Client)), 201);
}

TEST_F(Documents, CarryTheirVersionAndUserNameUnderV1) {
  const std::string id = create("/v1/backups", sampleBody(Kind::Backup));
  const std::string path = "/v1/backups/" + id;
  EXPECT_EQ(service_.ask({"GET", path}).at("/_version"), "1");
  EXPECT_EQ(service_.ask({"GET", path}).at("/user_name"), "admin");
  EXPECT_EQ(service_.ask({"GET", "/v1/backups"}).at("/backups/0/_version"), "1");
  EXPECT_EQ(service_.ask({"GET", "/v1/backups"}).at("/backups/0/user_name"), "admin");

  EXPECT_EQ(service_.ask({"PATCH", path, R"({"status":"error"})"}).at("/_version"), "2");
  EXPECT_EQ(service_.ask({"GET", path}).at("/_version"), "2");
  const Document v2 = service_.ask({"GET", "/v2/default/backups/" + id}).json();
  EXPECT_FALSE(v2.has("/_version"));
  EXPECT_FALSE(v2.has("/user_name"));
}

TEST_F(Documents, AnswerAPatchWithIdAndVersion) {
  const auto created = createSamples(service_, "/v2/p1");
  for (const Resource& resource : resources()) {
    const std::string field(resource.idField);
    const std::string path = "/v2/p1/" + std::string(resource.plural) + "/" + created.at(field);
    const std::string before = service_.ask({"GET", path}).header("etag");
    const Reply reply = service_.ask({"PATCH", path, samplePatch(resource.kind)});
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/" + field), created.at(field));
    EXPECT_EQ(service_.ask({"GET", path}).header("etag"), '"' + reply.at("/version") + '"');
    EXPECT_NE(service_.ask({"GET", path}).header("etag"), before);
  }
}

TEST_F(Documents, AnswerAPatchOfABackupWithAllOfIt) {
  const std::string id = create("/v2/p1/backups", sampleBody(Kind::Backup));
  const Reply reply = service_.ask({"PATCH", "/v2/p1/backups/" + id, R"({"status":"error"})"});
  EXPECT_EQ(reply.at("/status"), "error");
  EXPECT_EQ(reply.at("/backup_metadata/container"), "c1");
  EXPECT_EQ(reply.at("/version"), "2");
}

TEST_F(Documents, AnswerAReplaceWithIdAndVersion) {
  const std::string body = R"({"freezer_action":{"action":"info"}})";
  EXPECT_EQ(service_.ask({"POST", "/v2/p1/actions/mine", body}).body,
            R"({"action_id":"mine","version":1})");
  EXPECT_EQ(service_.ask({"POST", "/v2/p1/actions/mine", body}).status, 201);
  EXPECT_EQ(status("POST", "/v2/p1/actions", R"({"action_id":"mine","freezer_action":{}})"), 409);
}

TEST_F(Documents, AreChangedOnlyInTheVersionThatIfMatchNames) {
  const std::string path = "/v2/p1/actions/" + createAction();
  const std::string patch = R"({"max_retries":1})";
  for (const char* unfit : {"\"2\"", "W/\"1\"", "\"2\", \"3\"", "\"x\"", "\"01\"", "\"\""}) {
    const std::vector<std::string> headers = {std::string("If-Match: ") + unfit};
    EXPECT_EQ(status("PATCH", path, patch, headers), 412) << unfit;
    EXPECT_EQ(status("POST", path, R"({"freezer_action":{}})", headers), 412) << unfit;
    EXPECT_EQ(status("DELETE", path, "", headers), 412) << unfit;
  }
  EXPECT_EQ(service_.ask({"GET", path}).header("etag"), "\"1\"");

  EXPECT_EQ(status("PATCH", path, patch, {"If-Match: \"1\""}), 200);
  EXPECT_EQ(status("POST", path, R"({"freezer_action":{}})", {"If-Match: \"7\", \"2\""}), 201);
  EXPECT_EQ(status("DELETE", path, "", {"If-Match: *"}), 204);
}

TEST_F(Documents, AreNotSentAgainToAClientThatHasThem) {
  const std::string path = "/v2/p1/actions/" + createAction();
  for (const char* fit : {"\"1\"", "W/\"1\"", "\"9\", \"1\"", "*"}) {
    const Reply reply = service_.ask({"GET", path, "", {std::string("If-None-Match: ") + fit}});
    EXPECT_EQ(reply.status, 304) << fit;
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    EXPECT_EQ(reply.header("content-length"), "");
  }
  EXPECT_EQ(status("GET", path, "", {"If-None-Match: \"2\""}), 200);
  EXPECT_EQ(status("GET", path, "", {"If-None-Match: 1"}), 400);
}

TEST_F(Documents, ComeInPagesThatLinkToTheNext) {
  std::vector<std::string> created;
  for (int i = 0; i < 5; ++i) created.push_back(createAction());

  std::vector<std::string> seen;
  std::string target = "/v2/p1/actions/?limit=2&sort=created_at%3Aasc&with_count=true&colour=a+b";
  for (int page = 0; page < 3; ++page) {
    ASSERT_TRUE(target.starts_with("/v2/p1/actions")) << target;
    const Reply reply = service_.ask({"GET", target});
    EXPECT_EQ(reply.at("/count"), "5");
    for (const std::string& id : ids(reply, "actions")) seen.push_back(id);
    target = reply.at("/actions_links/0/href");
  }
  EXPECT_EQ(target, "null");
  EXPECT_EQ(seen, created);
}

TEST_F(Documents, EndAPageThatHasManyBytes) {
  server::ServerConfig config;
  config.limits.maxPage = 2048;
  HttpService service(store_.freezer, config);
  const std::string large =
      R"({"freezer_action": {"action": "exec", "note": ")" + std::string(1500, 'x') + R"("}})";
  for (const std::string root : {"/v1", "/v2/default"}) {
    for (int i = 0; i < 5; ++i) service.ask({"POST", root + "/actions", large});
    std::vector<std::size_t> pages;
    std::string target = root + "/actions?limit=100";
    while (target != "null" && pages.size() < 10) {
      const Reply reply = service.ask({"GET", target});
      pages.push_back(ids(reply, "actions").size());
      target = reply.at("/actions_links/0/href");
    }
    EXPECT_EQ(pages.front(), 2) << root;
    EXPECT_EQ(pages.back(), root == "/v1" ? 1 : 2) << root;
  }
}

TEST_F(Documents, LinkToTheNextPageWithTheGivenParameters) {
  const std::string first = createAction("/v1");
  createAction("/v1");
  const Reply reply = service_.ask({"GET", "/v1/actions?offset=0&limit=1&colour=a%26b"});
  EXPECT_EQ(reply.at("/actions_links/0/rel"), "next");
  EXPECT_EQ(reply.at("/actions_links/0/href"),
            "/v1/actions?marker=" + first + "&limit=1&colour=a%26b");
}

TEST_F(Documents, AreHeadedAsTheyAreGot) {
  const std::string path = "/v2/p1/actions/" + createAction();
  const Reply got = service_.ask({"GET", path});
  const Reply headed = service_.ask({"HEAD", path});
  EXPECT_EQ(headed.status, 200);
  EXPECT_EQ(headed.body, "");
  EXPECT_EQ(headed.header("content-length"), std::to_string(got.body.size()));
  EXPECT_EQ(headed.header("etag"), "\"1\"");
}

TEST_F(Documents, OfClientsAreUpdatedByThreeVerbs) {
  create("/v2/p1/clients", sampleBody(Kind::Client));
  const std::string path = "/v2/p1/clients/node.example.org";
  for (const char* verb : {"PATCH", "PUT", "UPDATE"}) {
    const std::string patch = R"({"description":"by )" + std::string(verb) + "\"}";
    const Reply reply = service_.ask({verb, path, patch});
    EXPECT_EQ(reply.status, 200) << verb << reply.body;
    EXPECT_EQ(service_.ask({"GET", path}).at("/client/description"), "by " + std::string(verb));
  }
}

TEST_F(Documents, OfJobsTakeEvents) {
  create("/v2/p1/clients", sampleBody(Kind::Client));
  const std::string path = "/v2/p1/jobs/" + create("/v2/p1/jobs", sampleBody(Kind::Job));
  EXPECT_EQ(service_.ask({"POST", path + "/event", R"({"start":null})"}).body,
            R"({"result":"success"})");
  EXPECT_EQ(service_.ask({"POST", path + "/event", R"({"start":null})"}).body,
            R"({"result":"start already requested"})");
  EXPECT_EQ(service_.ask({"GET", path}).at("/job_schedule/event"), "start");
  EXPECT_EQ(status("POST", path + "/event", R"({"dance":null})"), 400);
  EXPECT_EQ(status("POST", "/v2/p1/jobs/none/event", R"({"stop":null})"), 404);
}

TEST_F(Documents, OfSessionsTakeActions) {
  auto ids = createSamples(service_, "/v2/p1");
  const std::string path = "/v2/p1/sessions/" + ids["session_id"];
  const std::string start = R"({"start":{"job_id":")" + ids["job_id"] + R"(","current_tag":0}})";
  EXPECT_EQ(service_.ask({"POST", path + "/action", start}).body,
            R"({"result":"success","session_tag":1})");
  EXPECT_EQ(status("POST", path + "/action", R"({"pause":{}})"), 400);
  EXPECT_EQ(status("PUT", path + "/jobs/none"), 404);
  EXPECT_EQ(status("DELETE", path + "/jobs/" + ids["job_id"]), 204);
  EXPECT_EQ(service_.ask({"GET", path}).json().objectAt("/jobs").size(), 0U);
}

TEST_F(Documents, OfAJobTakeSeventyPatchesAtOnce) {
  create("/v2/p1/clients", sampleBody(Kind::Client));
  const std::string path = "/v2/p1/jobs/" + create("/v2/p1/jobs", sampleBody(Kind::Job));
  HttpService service(store_.freezer);
  std::vector<std::thread> clients;
  for (int i = 0; i < 70; ++i) {
    clients.emplace_back([&, i] {
      const std::string patch = R"({"description":"change )" + std::to_string(i) + "\"}";
      EXPECT_EQ(service.ask({"PATCH", path, patch}).status, 200);
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(service.ask({"GET", path}).header("etag"), "\"71\"");
}

TEST_F(Documents, ASearchInTheQueryNarrowsEveryPage) {
  createAction();
  const std::string first = createAction("/v2/p1", R"(,"max_retries":7)");
  const std::string second = createAction("/v2/p1", R"(,"max_retries":7)");
  const std::string search = "search=%7B%22match%22%3A%5B%7B%22max_retries%22%3A7%7D%5D%7D";
  const Reply page = service_.ask({"GET", "/v2/p1/actions?limit=1&" + search});
  EXPECT_EQ(ids(page, "actions"), std::vector{first});
  const Reply next = service_.ask({"GET", page.at("/actions_links/0/href")});
  EXPECT_EQ(ids(next, "actions"), std::vector{second});
}

}  // namespace
}  // namespace freezer::test
