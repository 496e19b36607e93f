// Permissions of every role on every route: freezer-api-rest(7), "Policy".

#include <algorithm>
#include <ostream>
#include <set>

#include "server/routes.h"
#include "tests/clients/deployment.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

/// The expected status for each account. The documents belong to the member.
struct Statuses {
  int reader;  ///< In the project of the member.
  int member;
  int foreign;  ///< A member of another project.
  int service;
  int admin;
};

/// A route below "/v1" or "/v2/{project_id}", and a valid body. In both, NEW stands for an unused
/// ID, and NODE for a client of the caller.
struct Row {
  const char* method;
  const char* path;
  const char* body;
  Statuses v1;  ///< Every account uses its own documents.
  Statuses v2;  ///< Every account uses the project of the member.

  bool isInV1() const { return v1.member != 0; }
};

// With v1, every account may list its own documents, only members and administrators may write, and
// documents of other users do not exist. With v2, members of other projects are refused, and
// administrators have access to every project.
constexpr Statuses kListV1 = {200, 200, 200, 200, 200};
constexpr Statuses kShowV1 = {404, 200, 404, 404, 404};
constexpr Statuses kReadV2 = {200, 200, 403, 200, 200};
constexpr Statuses kNotInV1 = {};

/// For a route that creates a document of the caller.
constexpr Statuses createdV1(int success) {
  return {403, success, success, 403, success};
}

/// For a route that changes a document of the member.
constexpr Statuses changedV1(int success) {
  return {403, success, 404, 403, 404};
}

constexpr Statuses writtenV2(int success) {
  return {403, success, 403, 403, success};
}

constexpr const char* kBackup = R"({"container":"c","hostname":"h","backup_name":"b"})";
constexpr const char* kClient = R"({"client_id":"NEW"})";
constexpr const char* kJob =
    R"({"client_id":"NODE","job_schedule":{},"job_actions":[{"freezer_action":{"action":"exec"}}]})";
constexpr const char* kAction = R"({"freezer_action":{"action":"exec"}})";
constexpr const char* kSession = R"({"schedule":{}})";
constexpr const char* kChange = R"({"description":"changed"})";

constexpr Row kRows[] = {
    {"GET", "/backups", "", kListV1, kReadV2},
    {"POST", "/backups", kBackup, createdV1(201), writtenV2(201)},
    {"GET", "/backups/{backup_id}", "", kShowV1, kReadV2},
    {"PATCH", "/backups/{backup_id}", R"({"status":"error"})", changedV1(200), writtenV2(200)},
    {"DELETE", "/backups/{backup_id}", "", changedV1(204), writtenV2(204)},

    {"GET", "/clients", "", kListV1, kReadV2},
    {"POST", "/clients", kClient, createdV1(201), writtenV2(201)},
    {"GET", "/clients/{client_id}", "", kShowV1, kReadV2},
    {"PATCH", "/clients/{client_id}", kChange, changedV1(200), writtenV2(200)},
    {"PUT", "/clients/{client_id}", kChange, changedV1(200), writtenV2(200)},
    {"UPDATE", "/clients/{client_id}", kChange, changedV1(200), writtenV2(200)},
    {"DELETE", "/clients/{client_id}", "", changedV1(204), writtenV2(204)},

    {"GET", "/jobs", "", kListV1, kReadV2},
    {"POST", "/jobs", kJob, createdV1(201), writtenV2(201)},
    {"GET", "/jobs/{job_id}", "", kShowV1, kReadV2},
    {"POST", "/jobs/NEW", kJob, createdV1(201), writtenV2(201)},
    {"PATCH", "/jobs/{job_id}", kChange, changedV1(200), writtenV2(200)},
    {"DELETE", "/jobs/{job_id}", "", changedV1(204), writtenV2(204)},
    {"POST", "/jobs/{job_id}/event", R"({"start":null})", changedV1(202), writtenV2(202)},

    {"GET", "/overview", "", kNotInV1, kReadV2},
    {"GET", "/jobs/{job_id}/overview", "", kNotInV1, kReadV2},

    {"GET", "/actions", "", kListV1, kReadV2},
    {"POST", "/actions", kAction, createdV1(201), writtenV2(201)},
    {"GET", "/actions/{action_id}", "", kShowV1, kReadV2},
    {"POST", "/actions/NEW", kAction, createdV1(201), writtenV2(201)},
    {"PATCH", "/actions/{action_id}", R"({"max_retries":7})", changedV1(200), writtenV2(200)},
    {"DELETE", "/actions/{action_id}", "", changedV1(204), writtenV2(204)},

    {"GET", "/sessions", "", kListV1, kReadV2},
    {"POST", "/sessions", kSession, createdV1(201), writtenV2(201)},
    {"GET", "/sessions/{session_id}", "", kShowV1, kReadV2},
    {"POST", "/sessions/NEW", kSession, createdV1(201), writtenV2(201)},
    {"PATCH", "/sessions/{session_id}", kChange, changedV1(200), writtenV2(200)},
    {"DELETE", "/sessions/{session_id}", "", changedV1(204), writtenV2(204)},
    {"POST", "/sessions/{session_id}/action", R"({"start":{"job_id":"{job_id}","current_tag":0}})",
     changedV1(202), writtenV2(202)},
    {"PUT", "/sessions/{session_id}/jobs/{job_id}", "", changedV1(204), writtenV2(204)},
    {"DELETE", "/sessions/{session_id}/jobs/{job_id}", "", changedV1(204), writtenV2(204)},

    // Two further rules, which depend on the content of the request.
    {"GET", "/jobs?all_projects=true", "", {403, 403, 403, 200, 200}, {403, 403, 403, 200, 200}},
    {"POST",
     "/clients",
     R"({"client_id":"NEW","hostname":"NEW","is_central":true})",
     {403, 403, 403, 403, 201},
     {403, 403, 403, 403, 201}},
};

/// A route without authentication.
struct PublicRow {
  const char* method;
  const char* path;
  int status;
};

constexpr PublicRow kPublicRows[] = {
    {"GET", "/", 300},   {"GET", "/healthcheck", 200}, {"GET", "/openapi.json", 200},
    {"GET", "/v1", 200}, {"GET", "/v2", 200},
};

void PrintTo(const Row& row, std::ostream* stream) {
  *stream << row.method << ' ' << row.path << ' ' << row.body;
}

struct Asker {
  const Account& account;
  int Statuses::*status;
};
constexpr Asker kAskers[] = {{kReader, &Statuses::reader},
                             {kMember, &Statuses::member},
                             {kForeign, &Statuses::foreign},
                             {kService, &Statuses::service},
                             {kAdmin, &Statuses::admin}};

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

class MatrixTest : public DeploymentTest, public testing::WithParamInterface<Strategy> {
 protected:
  void SetUp() override {
    deployAs(GetParam());
    member_ = deployment_->identity().tokenOf(kMember);
    v2_ = "/v2/" + member_.projectId;
  }

  /// Sends the request of a row, with new documents of the member.
  Reply askFor(const Row& row, const std::string& base, const std::string& token) {
    const std::string number = std::to_string(++count_);
    const std::string node = "node" + number;
    // Accounts that may not create a client are refused before the client matters.
    ask({"POST", base + "/clients", R"({"client_id":")" + node + "\"}"}, token);
    return ask({row.method, base + filled(row.path, number, node), filled(row.body, number, node)},
               token);
  }

  /// Replaces all placeholders by IDs, and creates the necessary documents.
  std::string filled(std::string text, const std::string& number, const std::string& node) {
    text = replaced(replaced(std::move(text), "NEW", "new" + number), "NODE", node);
    if (text.find('{') == text.npos || text.find("_id}") == text.npos) return text;
    makeDocuments(number);
    for (const char* kind : {"backup", "client", "job", "action", "session"})
      text = replaced(std::move(text), "{" + std::string(kind) + "_id}", ids_[kind]);
    return text;
  }

  /// Creates a document of each kind as the member; the job is in the session.
  void makeDocuments(const std::string& number) {
    if (madeFor_ == number) return;
    madeFor_ = number;
    ids_["client"] = make("client", replaced(kClient, "NEW", "mine" + number));
    ids_["job"] = make("job", replaced(kJob, "NODE", ids_["client"]));
    ids_["backup"] = make("backup", kBackup);
    ids_["action"] = make("action", kAction);
    ids_["session"] = make("session", kSession);
    const Ask join = {"PUT", v2_ + "/sessions/" + ids_["session"] + "/jobs/" + ids_["job"]};
    ASSERT_EQ(ask(join, member_.text).status, 204);
  }

  std::string make(const std::string& kind, const std::string& body) const {
    const Reply reply = ask({"POST", v2_ + "/" + kind + "s", body}, member_.text);
    EXPECT_EQ(reply.status, 201) << kind << ": " << reply.body;
    return reply.at("/" + kind + "_id");
  }

  /// Expects for every row, with each version that has it, that a request with `token` gets the
  /// status `expected(statuses)`.
  template <typename Expected>
  void expectOfAll(const std::string& token, Expected expected) {
    for (const Row& row : kRows) {
      if (row.isInV1()) {
        const Reply v1 = askFor(row, "/v1", token);
        EXPECT_EQ(v1.status, expected(row.v1)) << "v1 " << testing::PrintToString(row) << v1.body;
      }
      const Reply v2 = askFor(row, v2_, token);
      EXPECT_EQ(v2.status, expected(row.v2)) << "v2 " << testing::PrintToString(row) << v2.body;
    }
  }

  /// Expects 401 for every request with `token`.
  void expectUnauthorized(const std::string& token) {
    expectOfAll(token, [](const Statuses&) { return 401; });
    const Reply reply = ask({"GET", "/v1/jobs"}, token);
    EXPECT_EQ(reply.at("/error/code"), "401") << reply.body;
    EXPECT_TRUE(reply.header("www-authenticate").starts_with("Keystone uri=\""))
        << reply.header("www-authenticate");
  }

  Token member_;
  std::string v2_;
  int count_ = 0;
  std::string madeFor_;  ///< The number of the request for which ids_ were created.
  std::map<std::string, std::string> ids_;
};

TEST_P(MatrixTest, EveryRoleGetsItsStatus) {
  for (const Asker& asker : kAskers) {
    SCOPED_TRACE(asker.account.name);
    expectOfAll(deployment_->identity().tokenOf(asker.account).text,
                [&](const Statuses& statuses) { return statuses.*asker.status; });
  }
}

TEST_P(MatrixTest, ARequestWithoutATokenIsUnauthorized) {
  expectUnauthorized("");
}

TEST_P(MatrixTest, ARequestWithABadTokenIsUnauthorized) {
  expectUnauthorized("gAAAAABbadbadbad");
}

TEST_P(MatrixTest, ARequestWithAnExpiredTokenIsUnauthorized) {
  const Token token = deployment_->tokenFor(kAdmin, std::chrono::seconds(1));
  ASSERT_TRUE(await([&] { return !deployment_->identity().accepts(token.text); }));
  expectUnauthorized(token.text);
}

TEST_P(MatrixTest, PublicRoutesNeedNoToken) {
  Words tokens = {"", "bad"};
  for (const Asker& asker : kAskers)
    tokens.push_back(deployment_->identity().tokenOf(asker.account).text);
  for (const PublicRow& row : kPublicRows) {
    for (const std::string& token : tokens)
      EXPECT_EQ(ask({row.method, row.path}, token).status, row.status) << row.path << ' ' << token;
  }
}

/// A row or route in the form "POST /v1/jobs/{}", without the names of IDs.
std::string shape(std::string method, const std::string& path) {
  std::string text = std::move(method) + ' ';
  bool within = false;
  for (const char c : replaced(path, "NEW", "{}")) {
    if (!within) text.push_back(c);
    within = c == '{' || (within && c != '}');
    if (c == '}' && text.back() != '}') text.push_back(c);
  }
  return text.substr(0, text.find('?'));
}

TEST(MatrixTable, HasEveryRouteOfTheApi) {
  std::set<std::string> routes;
  for (const server::Route& route : server::routes()) {
    // The replies of the Identity API depend on the token in the request; the console is no API.
    if (route.version == server::ApiVersion::Identity) continue;
    if (route.version == server::ApiVersion::Metrics) continue;  // Not served by default.
    if (route.version == server::ApiVersion::Console) continue;
    routes.insert(shape(std::string(route.method), route.path));
  }
  std::set<std::string> rows;
  for (const PublicRow& row : kPublicRows) rows.insert(shape(row.method, row.path));
  for (const Row& row : kRows) {
    if (row.isInV1()) rows.insert(shape(row.method, std::string("/v1") + row.path));
    rows.insert(shape(row.method, std::string("/v2/{project_id}") + row.path));
  }
  EXPECT_EQ(rows, routes);
}

INSTANTIATE_TEST_SUITE_P(Clients, MatrixTest,
                         testing::Values(Strategy::Keystone, Strategy::Builtin),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace freezer::test
