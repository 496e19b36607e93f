// Who may do what (spec, section 6): every route, asked by everybody.

#include <algorithm>
#include <ostream>
#include <set>

#include "server/routes.h"
#include "tests/clients/await.h"
#include "tests/clients/deployment.h"

namespace freezer::test {
namespace {

/// What the service answers to each of those that it knows. The documents are
/// those of the member.
struct Statuses {
  int reader;  ///< Of the same project.
  int member;
  int foreign;  ///< A member of another project.
  int service;
  int admin;
};

/// A route below "/v1" or "/v2/{project_id}", and a body that it takes. In both,
/// NEW stands for an id that nothing has, and NODE for a client of whoever asks.
struct Row {
  const char* method;
  const char* path;
  const char* body;
  Statuses v1;  ///< Where everybody has documents of their own, and a project.
  Statuses v2;  ///< Where all ask for what is in the member's project.
};

// Everybody may list what is theirs under v1, where only members and administrators may write; what
// they do not own is not there for them. Under v2 a member of another project is turned away, and
// an administrator is at home everywhere.
constexpr Statuses kListV1 = {200, 200, 200, 200, 200};
constexpr Statuses kShowV1 = {404, 200, 404, 404, 404};
constexpr Statuses kReadV2 = {200, 200, 403, 200, 200};

/// Of a route that makes something of one's own.
constexpr Statuses createdV1(int success) {
  return {403, success, success, 403, success};
}

/// Of a route that changes something of the member's.
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

    // Two rules more, which depend on what is asked.
    {"GET", "/jobs?all_projects=true", "", {403, 403, 403, 200, 200}, {403, 403, 403, 200, 200}},
    {"POST",
     "/clients",
     R"({"client_id":"NEW","hostname":"NEW","is_central":true})",
     {403, 403, 403, 403, 201},
     {403, 403, 403, 403, 201}},
};

/// A route that everybody may ask, known or not.
struct PublicRow {
  const char* method;
  const char* path;
  int status;
};

constexpr PublicRow kPublicRows[] = {
    {"GET", "/", 300},
    {"GET", "/healthcheck", 200},
    {"GET", "/v1", 200},
    {"GET", "/v2", 200},
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

  /// Asks as a row says, for documents of the member that nobody has touched.
  Reply askFor(const Row& row, const std::string& base, const std::string& token) {
    const std::string number = std::to_string(++count_);
    const std::string node = "node" + number;
    // Only some of those who ask may have one: the others are turned away before it counts.
    ask({"POST", base + "/clients", R"({"client_id":")" + node + "\"}"}, token);
    return ask({row.method, base + filled(row.path, number, node), filled(row.body, number, node)},
               token);
  }

  /// With ids for all that stands for one; makes the documents that this takes.
  std::string filled(std::string text, const std::string& number, const std::string& node) {
    text = replaced(replaced(std::move(text), "NEW", "new" + number), "NODE", node);
    if (text.find('{') == text.npos || text.find("_id}") == text.npos) return text;
    makeDocuments(number);
    for (const char* kind : {"backup", "client", "job", "action", "session"})
      text = replaced(std::move(text), "{" + std::string(kind) + "_id}", ids_[kind]);
    return text;
  }

  /// One of each kind, made by the member; the job is in the session.
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

  /// Expects of every row, under both versions, that the bearer of `token` is
  /// answered what `expected(statuses)` says.
  template <typename Expected>
  void expectOfAll(const std::string& token, Expected expected) {
    for (const Row& row : kRows) {
      const Reply v1 = askFor(row, "/v1", token);
      EXPECT_EQ(v1.status, expected(row.v1)) << "v1 " << testing::PrintToString(row) << v1.body;
      const Reply v2 = askFor(row, v2_, token);
      EXPECT_EQ(v2.status, expected(row.v2)) << "v2 " << testing::PrintToString(row) << v2.body;
    }
  }

  /// Expects that the bearer of `token` is told to get another, wherever it goes.
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
  std::string madeFor_;  ///< The number of the request that ids_ are for.
  std::map<std::string, std::string> ids_;
};

TEST_P(MatrixTest, EverybodyIsAnsweredByTheirRole) {
  for (const Asker& asker : kAskers) {
    SCOPED_TRACE(asker.account.name);
    expectOfAll(deployment_->identity().tokenOf(asker.account).text,
                [&](const Statuses& statuses) { return statuses.*asker.status; });
  }
}

TEST_P(MatrixTest, NobodyIsAnsweredWithoutAToken) {
  expectUnauthorized("");
}

TEST_P(MatrixTest, NobodyIsAnsweredForABadToken) {
  expectUnauthorized("gAAAAABbadbadbad");
}

TEST_P(MatrixTest, NobodyIsAnsweredForATokenThatHasExpired) {
  const Token token = deployment_->tokenFor(kAdmin, std::chrono::seconds(1));
  ASSERT_TRUE(await([&] { return !deployment_->identity().accepts(token.text); }));
  expectUnauthorized(token.text);
}

TEST_P(MatrixTest, EverybodyIsAnsweredWhatIsPublic) {
  Words tokens = {"", "bad"};
  for (const Asker& asker : kAskers)
    tokens.push_back(deployment_->identity().tokenOf(asker.account).text);
  for (const PublicRow& row : kPublicRows) {
    for (const std::string& token : tokens)
      EXPECT_EQ(ask({row.method, row.path}, token).status, row.status) << row.path << ' ' << token;
  }
}

/// "POST /v1/jobs/{}" of a row or a route: ids count by their place.
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
    // By which tokens are got; what it answers depends on the token that is asked about.
    if (route.version == server::ApiVersion::Identity) continue;
    routes.insert(shape(std::string(route.method), route.path));
  }
  std::set<std::string> rows;
  for (const PublicRow& row : kPublicRows) rows.insert(shape(row.method, row.path));
  for (const Row& row : kRows) {
    for (const std::string base : {"/v1", "/v2/{project_id}"})
      rows.insert(shape(row.method, base + row.path));
  }
  EXPECT_EQ(rows, routes);
}

INSTANTIATE_TEST_SUITE_P(Clients, MatrixTest,
                         testing::Values(Strategy::Keystone, Strategy::Builtin),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace freezer::test
