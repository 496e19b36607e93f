// The audit log of requests: freezer-api.conf(5), "Audit log".

#include <gtest/gtest.h>

#include "core/audit/file.h"
#include "tests/server/service.h"
#include "tests/support/audit_lines.h"

namespace freezer::test {
namespace {

using Lines = std::vector<std::string>;

class ServerAuditTest : public testing::Test {
 protected:
  /// Everybody is admin, and proxies on this machine are trusted.
  static server::ServerConfig noauth() {
    server::ServerConfig config;
    config.trustedProxies = server::TrustedProxies::parse("127.0.0.1").value();
    return config;
  }

  /// alice may change the project home, rita may read it.
  server::ServerConfig builtin() {
    Accounts& accounts = store_.freezer.accounts();
    EXPECT_TRUE(accounts.createProject("home", "p1"));
    for (const char* user : {"alice", "rita"}) {
      EXPECT_TRUE(accounts.createUser(user, std::string(user) + "-id", kPassword));
    }
    EXPECT_TRUE(accounts.grant("alice", "home", "member"));
    EXPECT_TRUE(accounts.grant("rita", "home", "reader"));
    server::ServerConfig config;
    config.strategy = server::AuthStrategy::Builtin;
    return config;
  }

  static Ask login(const std::string& user, const std::string& password = kPassword) {
    return {"POST", "/identity/v3/auth/tokens",
            R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":")" + user +
                R"(","domain":{"id":"default"},"password":")" + password +
                R"("}}},"scope":{"project":{"id":"p1"}}}})"};
  }

  Document onlyLine() {
    const Lines lines = audit_.take();
    EXPECT_EQ(lines.size(), 1U);
    auto line = Document::parse(lines.empty() ? "{}" : lines.front());
    return std::move(line).value();
  }

  Lines summaries() { return summariesOf(audit_.take()); }

  static constexpr const char* kPassword = "not-to-be-told";

  TestStore store_;
  AuditLines audit_;
};

TEST_F(ServerAuditTest, AChangeSaysWhoMadeItFromWhere) {
  HttpService service(store_.freezer, noauth(), &audit_);
  const Reply reply =
      service.ask({"POST",
                   "/v2/default/clients",
                   R"({"client_id": "h1"})",
                   {"X-Forwarded-For: 192.0.2.7",
                    "X-Openstack-Request-Id: req-11111111-2222-4333-8444-555555555555"}});
  EXPECT_EQ(reply.status, 201) << reply.body;
  const Document line = onlyLine();
  EXPECT_EQ(summaryOf(line), "create client h1 ->1 success");
  EXPECT_EQ(line.textAt("/request_id"), reply.header("x-openstack-request-id"));
  EXPECT_EQ(line.textAt("/global_request_id"), "req-11111111-2222-4333-8444-555555555555");
  EXPECT_EQ(line.textAt("/source"), "192.0.2.7");
  EXPECT_EQ(line.textAt("/user_id"), "admin");
  EXPECT_EQ(line.textAt("/project_id"), "default");
}

TEST_F(ServerAuditTest, TheClientOfAnUntrustedProxyIsTheProxy) {
  HttpService service(store_.freezer, {}, &audit_);
  service.ask(
      {"POST", "/v2/default/clients", R"({"client_id": "h1"})", {"X-Forwarded-For: 192.0.2.7"}});
  EXPECT_EQ(onlyLine().textAt("/source"), "127.0.0.1");
}

/// A request, and what the audit log learns of it. The client "h1", its job "j1" and the session
/// "s1" exist.
struct Row {
  Ask ask;
  int status;
  Lines lines;
};

const Row kRows[] = {
    {{"PATCH", "/v2/default/clients/h1", R"({"description": "x"})"},
     200,
     {"patch client h1 1>2 success"}},
    {{"PUT", "/v2/default/clients/h1", R"({"description": "y"})"},
     200,
     {"patch client h1 2>3 success"}},
    {{"POST", "/v2/default/jobs/j1/event", R"({"start": null})"},
     202,
     {"start job j1 1>2 success"}},
    {{"PUT", "/v2/default/sessions/s1/jobs/j1"},
     204,
     {"add-job session s1 1>2 success", "update job j1 2>3 success (add-job session s1)"}},
    {{"POST", "/v1/sessions/s1/action", R"({"start": {"job_id": "j1", "current_tag": 0}})"},
     202,
     {"start session s1 2>3 success"}},
    {{"DELETE", "/v1/sessions/s1/jobs/j1"},
     204,
     {"remove-job session s1 3>4 success", "update job j1 3>4 success (remove-job session s1)"}},
    {{"DELETE", "/v2/default/sessions/s1"}, 204, {"delete session s1 4>- success"}},

    {{"PATCH", "/v2/default/clients/none", "{}"},
     404,
     {"patch client none ->- refused 404 not-found"}},
    {{"PATCH", "/v2/default/clients/h1", "{}", {R"(If-Match: "7")"}},
     412,
     {"patch client h1 ->- refused 412 version-mismatch"}},
    {{"PATCH", "/v2/default/clients/h1", "{}", {"If-Match: 7"}},
     400,
     {"patch client h1 ->- refused 400 invalid-request"}},
    {{"PATCH", "/v2/default/clients/h1", "{"},
     400,
     {"patch client h1 ->- refused 400 invalid-document"}},
    {{"POST", "/v2/default/jobs",
      R"({"client_id": "none", "job_schedule": {}, "job_actions": []})"},
     422,
     {"create job - ->- refused 422 unprocessable"}},
    {{"POST", "/v2/default/jobs/j1/event", R"({"fly": null})"},
     400,
     {"event job j1 ->- refused 400 invalid-request"}},
    {{"POST", "/v2/default/clients", R"({"client_id": "h2"})", {"Accept: text/html"}},
     406,
     {"create client - ->- refused 406"}},
    {{"DELETE", "/v2/default/clients/none"}, 204, {"delete client none ->- refused 404 not-found"}},

    {{"GET", "/v2/default/clients"}, 200, {}},
    {{"GET", "/v2/default/clients/none"}, 404, {}},
    {{"PATCH", "/v2/default/clients", "{}"}, 405, {}},
    {{"POST", "/v2/default/none", "{}"}, 404, {}},
};

TEST_F(ServerAuditTest, ChangesAreNotedAndReadsAreNot) {
  HttpService service(store_.freezer, {}, &audit_);
  service.ask({"POST", "/v2/default/clients", R"({"client_id": "h1"})"});
  service.ask({"POST", "/v2/default/jobs",
               R"({"job_id": "j1", "client_id": "h1", "job_schedule": {}, "job_actions": []})"});
  service.ask({"POST", "/v2/default/sessions", R"({"session_id": "s1", "schedule": {}})"});
  audit_.take();
  for (const Row& row : kRows) {
    const Reply reply = service.ask(row.ask);
    EXPECT_EQ(reply.status, row.status) << row.ask.method << ' ' << row.ask.target << reply.body;
    EXPECT_EQ(summaries(), row.lines) << row.ask.method << ' ' << row.ask.target;
  }
}

TEST_F(ServerAuditTest, ABodyThatIsTooLargeIsARefusedChange) {
  server::ServerConfig config;
  config.limits.document.maxBytes = 100;
  HttpService service(store_.freezer, config, &audit_);
  const Reply reply = service.ask({"PATCH", "/v2/default/jobs/j1", std::string(200, ' ')});
  EXPECT_EQ(reply.status, 413);
  const Document line = onlyLine();
  EXPECT_EQ(summaryOf(line), "patch job j1 ->- refused 413");
  EXPECT_EQ(line.textAt("/request_id"), reply.header("x-openstack-request-id"));
  EXPECT_EQ(line.textAt("/project_id"), "default");
}

TEST_F(ServerAuditTest, LoginsAreNotedWithTheNameThatWasTried) {
  HttpService service(store_.freezer, builtin(), &audit_);
  ASSERT_EQ(service.ask(login("alice")).status, 201);
  Document line = onlyLine();
  EXPECT_EQ(line.textAt("/outcome"), "success");
  EXPECT_EQ(line.textAt("/user_id"), "alice-id");
  EXPECT_EQ(line.textAt("/project_name"), "home");
  EXPECT_EQ(line.textAt("/id"), store_.freezer.tokens().list().value().front().token.id);

  ASSERT_EQ(service.ask(login("alice", "wrong")).status, 401);
  line = onlyLine();
  EXPECT_EQ(summaryOf(line), "login token - ->- refused 401 unauthenticated");
  EXPECT_EQ(line.textAt("/user_id"), "alice-id");
  EXPECT_EQ(line.textAt("/user_name"), "alice");

  ASSERT_EQ(service.ask(login("mallory", "wrong")).status, 401);
  line = onlyLine();
  EXPECT_EQ(line.textAt("/user_name"), "mallory");
  EXPECT_TRUE(line.at("/user_id").isNull());

  ASSERT_EQ(service.ask({"POST", "/identity/v3/auth/tokens", "{}"}).status, 400);
  EXPECT_EQ(summaries(), Lines{"login token - ->- refused 400 invalid-request"});
}

TEST_F(ServerAuditTest, AThrottledLoginIsNoted) {
  HttpService service(store_.freezer, builtin(), &audit_);
  int attempts = 0;
  while (service.ask(login("alice", "wrong")).status != 429 && attempts < 100) ++attempts;
  const Lines lines = summaries();
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back(), "login token - ->- refused 429 throttled");
}

TEST_F(ServerAuditTest, ACallerWithoutTheRightIsNoted) {
  HttpService service(store_.freezer, builtin(), &audit_);
  const std::string token = service.ask(login("rita")).header("x-subject-token");
  audit_.take();
  const auto remove = [&](const std::string& with) {
    return service.ask({"DELETE", "/v2/p1/jobs/j1", "", {"X-Auth-Token: " + with}}).status;
  };
  EXPECT_EQ(remove(token), 403);
  Document line = onlyLine();
  EXPECT_EQ(summaryOf(line), "delete job j1 ->- refused 403 forbidden");
  EXPECT_EQ(line.textAt("/user_id"), "rita-id");
  EXPECT_EQ(line.textAt("/project_name"), "home");

  EXPECT_EQ(remove("no-such-token"), 401);
  line = onlyLine();
  EXPECT_EQ(summaryOf(line), "delete job j1 ->- refused 401 unauthenticated");
  EXPECT_TRUE(line.at("/user_id").isNull());
  EXPECT_EQ(line.textAt("/project_id"), "p1");
}

TEST_F(ServerAuditTest, ARevokedTokenIsNoted) {
  HttpService service(store_.freezer, builtin(), &audit_);
  const std::string token = service.ask(login("alice")).header("x-subject-token");
  audit_.take();
  const std::string id = store_.freezer.tokens().list().value().front().token.id;
  const auto revoke = [&] {
    return service
        .ask({"DELETE",
              "/identity/v3/auth/tokens",
              "",
              {"X-Auth-Token: " + token, "X-Subject-Token: " + token}})
        .status;
  };
  EXPECT_EQ(revoke(), 204);
  const Document line = onlyLine();
  EXPECT_EQ(summaryOf(line), "revoke token " + id + " ->- success");
  EXPECT_EQ(line.textAt("/user_name"), "alice");
  EXPECT_EQ(revoke(), 401);
  EXPECT_EQ(summaries(), Lines{"revoke token - ->- refused 401 unauthenticated"});
}

TEST_F(ServerAuditTest, NoSecretIsNoted) {
  HttpService service(store_.freezer, builtin(), &audit_);
  const std::string token = service.ask(login("alice")).header("x-subject-token");
  service.ask(login("alice", "other-secret"));
  service.ask(
      {"POST", "/v2/p1/jobs", R"({"job_actions": "other-secret"})", {"X-Auth-Token: " + token}});
  service.ask({"POST",
               "/v2/p1/clients",
               R"({"client_id": "h1", "description": "other-secret"})",
               {"X-Auth-Token: " + token}});
  const Lines lines = audit_.take();
  EXPECT_EQ(lines.size(), 4U);
  for (const std::string& line : lines) {
    for (const std::string& secret : {std::string(kPassword), token, std::string("other-secret")}) {
      EXPECT_EQ(line.find(secret), std::string::npos) << line;
    }
  }
}

TEST_F(ServerAuditTest, ALineThatCannotBeWrittenChangesNoAnswer) {
  std::string message;
  const auto full = AuditFile::open("/dev/full", [&](const std::string& text) { message = text; });
  ASSERT_TRUE(full);
  HttpService service(store_.freezer, {}, full.value().get());
  const auto health = [&] { return service.ask({"GET", "/healthcheck?detailed=true"}).body; };
  EXPECT_EQ(health(), R"({"status":"ok","store":"ok","audit":"ok"})");
  EXPECT_EQ(service.ask({"POST", "/v2/default/clients", R"({"client_id": "h1"})"}).status, 201);
  EXPECT_NE(message.find("cannot write the audit log"), std::string::npos) << message;
  EXPECT_EQ(health(), R"({"status":"ok","store":"ok","audit":"failed"})");
}

}  // namespace
}  // namespace freezer::test
