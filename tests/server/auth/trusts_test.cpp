// Jobs of central clients run with a trust of their creator: freezer-api-rest(7), "Trusts".

#include <atomic>
#include <chrono>
#include <future>

#include "tests/server/auth/keystone_service.h"

namespace freezer::test {
namespace {

using Answer = FakeKeystone::Answer;
using Asked = FakeKeystone::Asked;

constexpr const char* kTrusts = "POST /v3/OS-TRUST/trusts";

class TrustsTest : public KeystoneServiceTest {
 protected:
  TrustsTest() {
    config_.keystone.delegatedRoles.clear();
    keystone_.add(kAdmin, {.user_id = "admin", .project_id = "p0", .roles = {"admin"}});
    keystone_.add(kBob, {.user_id = "bob", .project_id = "p1"});
  }

  void SetUp() override {
    EXPECT_EQ(ask(kAdmin, "POST", "/v2/p0/clients",
                  R"({"client_id":"central","hostname":"central","is_central":true})")
                  .status,
              201);
    EXPECT_EQ(ask(kAlice, "POST", "/v2/p1/clients", R"({"client_id":"own"})").status, 201);
  }

  static std::string jobOf(const std::string& client, const std::string& more = "") {
    return R"({"client_id":")" + client + R"(","job_schedule":{},"job_actions":[])" + more + "}";
  }

  Reply post(const std::string& token, const std::string& client, const std::string& more = "") {
    return ask(token, "POST", "/v2/p1/jobs", jobOf(client, more));
  }

  /// Creates a job for the central client and returns its id.
  std::string job(const std::string& token = kAlice, const std::string& more = "") {
    const Reply reply = post(token, "central", more);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.at("/job_id");
  }

  std::string trustOf(const std::string& job) {
    const Document shown = ask(kAdmin, "GET", "/v2/p1/jobs/" + job).json();
    return shown.textAt("/user_credentials/trust_id");
  }

  void refuseTrusts(int status) {
    keystone_.answerInstead([status](const Asked& asked) -> std::optional<Answer> {
      if (asked.path == "/v3/OS-TRUST/trusts") return Answer{.status = status};
      return {};
    });
  }

  static constexpr const char* kAdmin = "token-of-admin";
  static constexpr const char* kBob = "token-of-bob";
};

TEST_F(TrustsTest, AJobOfACentralClientHasOne) {
  const std::string id = job();
  const Document shown = ask(kAlice, "GET", "/v2/p1/jobs/" + id).json();
  const std::string trust = shown.textAt("/user_credentials/trust_id");
  EXPECT_EQ(shown.textAt("/user_credentials/trustor_user_id"), "alice") << shown.text();
  const Document made = keystone_.trust(trust);
  EXPECT_EQ(made.textAt("/trustor_user_id"), "alice");
  EXPECT_EQ(made.textAt("/trustee_user_id"), "id-of-freezer");
  EXPECT_EQ(made.textAt("/project_id"), "p1");
  EXPECT_EQ(toJson(made.at("/impersonation")), "false");
  EXPECT_EQ(toJson(made.at("/allow_redelegation")), "false");
  EXPECT_EQ(made.textAt("/roles/0/id"), "id-of-member");
}

TEST_F(TrustsTest, UnlessConfiguredItGivesTheRoleMember) {
  config_.keystone.delegatedRoles = server::KeystoneConfig().delegatedRoles;
  HttpService service(store_.freezer, config_);
  const Reply reply = service.ask(
      {"POST", "/v2/p1/jobs", jobOf("central"), {std::string("X-Auth-Token: ") + kAlice}});
  const std::string trust = trustOf(reply.at("/job_id"));
  EXPECT_EQ(keystone_.trust(trust).textAt("/roles/0/name"), "member");
  EXPECT_FALSE(keystone_.trust(trust).has("/roles/1"));
}

TEST_F(TrustsTest, OthersHaveNone) {
  const std::string id = post(kAlice, "own").at("/job_id");
  EXPECT_FALSE(ask(kAlice, "GET", "/v2/p1/jobs/" + id).json().has("/user_credentials"));
  for (const Asked& asked : keystone_.asked()) EXPECT_EQ(asked.path, "/v3/auth/tokens");
}

TEST_F(TrustsTest, NobodyHasOneWhereTheyAreOff) {
  config_.keystone.trusts = false;
  HttpService without(store_.freezer, config_);
  const auto reply = without.ask(
      {"POST", "/v2/p1/jobs", jobOf("central"), {std::string("X-Auth-Token: ") + kAlice}});
  EXPECT_EQ(reply.status, 201);
  EXPECT_TRUE(keystone_.trusts().empty());
}

TEST_F(TrustsTest, OneOfTheSameKindIsReused) {
  EXPECT_EQ(trustOf(job()), trustOf(job()));
  EXPECT_EQ(keystone_.trusts().size(), 1U);
  const std::string bobs = trustOf(job(kBob));
  EXPECT_EQ(keystone_.trust(bobs).textAt("/trustor_user_id"), "bob");
  keystone_.add("as-reader", {.user_id = "alice", .roles = {"member", "reader"}});
  const std::string other = trustOf(job("as-reader"));
  EXPECT_EQ(keystone_.trust(other).textAt("/roles/1/name"), "reader");
  EXPECT_EQ(keystone_.trusts().size(), 3U);
  EXPECT_EQ(trustOf(job("as-reader")), other);
}

TEST_F(TrustsTest, ItGoesWithTheLastJobThatUsesIt) {
  const std::string first = job();
  const std::string second = job();
  EXPECT_EQ(ask(kAlice, "DELETE", "/v2/p1/jobs/" + first).status, 204);
  EXPECT_EQ(keystone_.trusts().size(), 1U);
  EXPECT_EQ(ask(kAlice, "DELETE", "/v2/p1/jobs/" + second).status, 204);
  EXPECT_EQ(keystone_.trusts().size(), 0U);
}

TEST_F(TrustsTest, ItGoesWhoeverDeletesTheJob) {
  const std::string first = job();
  EXPECT_EQ(ask(kBob, "DELETE", "/v2/p1/jobs/" + first).status, 204);
  EXPECT_EQ(keystone_.trusts().size(), 0U);
}

TEST_F(TrustsTest, ItGoesByTheServicesTokenWhereTheCallersIsNotEnough) {
  const std::string first = job();
  keystone_.answerInstead([](const Asked& asked) -> std::optional<Answer> {
    if (asked.method == "DELETE" && asked.token == kAlice) return Answer{.status = 403};
    return {};
  });
  EXPECT_EQ(ask(kAlice, "DELETE", "/v2/p1/jobs/" + first).status, 204);
  EXPECT_EQ(keystone_.trusts().size(), 0U);
}

TEST_F(TrustsTest, NoneIsTakenUpThatIsAboutToGo) {
  const std::string first = job();
  std::atomic<bool> open = false;
  keystone_.answerInstead([&](const Asked& asked) -> std::optional<Answer> {
    if (asked.method == "DELETE") open.wait(false);
    return {};
  });
  const std::string path = "/v3/OS-TRUST/trusts/" + trustOf(first);
  auto deleted = std::async(std::launch::async,
                            [&] { return ask(kAlice, "DELETE", "/v2/p1/jobs/" + first).status; });
  keystone_.awaitCount("DELETE " + path, 1);
  auto second = std::async(std::launch::async, [&] { return job(); });
  // It waits for the other request; otherwise it would finish first.
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
  open = true;
  open.notify_all();
  EXPECT_EQ(deleted.get(), 204);
  const std::string trust = trustOf(second.get());
  EXPECT_TRUE(keystone_.trusts().contains(trust)) << trust;
}

TEST_F(TrustsTest, ItMayBeGoneAlreadyOrStay) {
  const std::string jobs[] = {job(), job(kBob)};
  std::atomic<int> status = 404;
  keystone_.answerInstead([&](const Asked& asked) -> std::optional<Answer> {
    if (asked.method == "DELETE") return Answer{.status = status};
    return {};
  });
  EXPECT_EQ(ask(kAlice, "DELETE", "/v2/p1/jobs/" + jobs[0]).status, 204);
  EXPECT_EQ(service().log().find("stays"), std::string::npos);
  status = 403;
  EXPECT_EQ(ask(kAlice, "DELETE", "/v2/p1/jobs/" + jobs[1]).status, 204);
  EXPECT_TRUE(service().logs("cannot delete a trust that no job uses any more: DELETE"));
}

TEST_F(TrustsTest, WhatASchedulerReportsLeavesItAlone) {
  const std::string id = job();
  const std::string trust = trustOf(id);
  const auto before = keystone_.asked().size();
  const Document shown = ask(kAlice, "GET", "/v2/p1/jobs/" + id).json();
  EXPECT_EQ(
      ask(kBob, "PATCH", "/v2/p1/jobs/" + id, R"({"job_schedule":{"status":"running"}})").status,
      200);
  EXPECT_EQ(ask(kBob, "PATCH", "/v2/p1/jobs/" + id, shown.text()).status, 200);
  EXPECT_EQ(ask(kBob, "POST", "/v2/p1/jobs/" + id, shown.text()).status, 201);
  EXPECT_EQ(ask(kBob, "POST", "/v2/p1/jobs/" + id + "/event", R"({"start":null})").status, 202);
  EXPECT_EQ(trustOf(id), trust);
  EXPECT_EQ(keystone_.asked().size(), before + 1);  // The validation of bob's token.
}

TEST_F(TrustsTest, ClientsCanNeitherSendNorChangeIt) {
  const std::string forged =
      R"(,"user_credentials":{"trust_id":"forged","trustor_user_id":"admin"})";
  EXPECT_FALSE(ask(kAlice, "GET", "/v2/p1/jobs/" + post(kAlice, "own", forged).at("/job_id"))
                   .json()
                   .has("/user_credentials"));
  const std::string id = job(kAlice, forged);
  const std::string trust = trustOf(id);
  EXPECT_TRUE(keystone_.trusts().contains(trust));
  for (const char* patch :
       {R"({"user_credentials":{"trust_id":"forged"}})", R"({"user_credentials":null})"}) {
    EXPECT_EQ(ask(kAlice, "PATCH", "/v2/p1/jobs/" + id, patch).status, 200);
  }
  EXPECT_EQ(ask(kAlice, "POST", "/v2/p1/jobs/" + id, jobOf("central", forged)).status, 201);
  EXPECT_EQ(trustOf(id), trust);
}

TEST_F(TrustsTest, AJobThatIsReadCanBePostedAgain) {
  Document shown = ask(kAlice, "GET", "/v2/p1/jobs/" + job()).json();
  shown.remove("/job_id");
  const Reply copied = ask(kAlice, "POST", "/v2/p1/jobs", shown.text());
  EXPECT_EQ(copied.status, 201) << copied.body;
  EXPECT_EQ(trustOf(copied.at("/job_id")), shown.textAt("/user_credentials/trust_id"));
}

TEST_F(TrustsTest, ItGoesAndComesWithTheClient) {
  const std::string id = job();
  EXPECT_EQ(ask(kAlice, "PATCH", "/v2/p1/jobs/" + id, R"({"client_id":"own"})").status, 200);
  EXPECT_EQ(trustOf(id), "");
  EXPECT_TRUE(keystone_.trusts().empty());
  EXPECT_EQ(ask(kAlice, "PATCH", "/v2/p1/jobs/" + id, R"({"client_id":"central"})").status, 200);
  const std::string trust = trustOf(id);
  EXPECT_TRUE(keystone_.trusts().contains(trust)) << trust;
  EXPECT_EQ(ask(kAlice, "POST", "/v2/p1/jobs/" + id, jobOf("own")).status, 201);
  EXPECT_EQ(trustOf(id), "");
  EXPECT_TRUE(keystone_.trusts().empty());
}

TEST_F(TrustsTest, NoneIsLeftOfAJobThatIsRefused) {
  const Reply reply = post(kAlice, "central", R"(,"bogus":1)");
  EXPECT_EQ(reply.status, 400) << reply.body;
  EXPECT_EQ(keystone_.count(kTrusts), 1);
  EXPECT_TRUE(keystone_.trusts().empty());
}

TEST_F(TrustsTest, WithoutOneTheJobIsStoredAllTheSame) {
  for (const int status : {403, 500}) {
    refuseTrusts(status);
    const Reply reply = post(kAlice, "central");
    EXPECT_EQ(reply.status, 201) << reply.body;
    EXPECT_EQ(trustOf(reply.at("/job_id")), "");
    EXPECT_TRUE(service().logs("cannot get a trust for a job of a central client: "));
    EXPECT_TRUE(service().logs("status " + std::to_string(status)));
  }
}

TEST_F(TrustsTest, TheTokenMustBeOfTheJobsProject) {
  const Reply reply = post(kAdmin, "central");
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(trustOf(reply.at("/job_id")), "");
  EXPECT_TRUE(service().logs("needs a token of the project of the job"));
  EXPECT_TRUE(keystone_.trusts().empty());
}

TEST_F(TrustsTest, RolesCanBeChosen) {
  config_.keystone.delegatedRoles = {"Reader", "member"};
  HttpService chosen(store_.freezer, config_);
  const auto make = [&] {
    return chosen.ask(
        {"POST", "/v2/p1/jobs", jobOf("central"), {std::string("X-Auth-Token: ") + kAlice}});
  };
  const std::string trust = trustOf(make().at("/job_id"));
  EXPECT_EQ(keystone_.trust(trust).textAt("/roles/0/name"), "Reader");
  EXPECT_EQ(keystone_.trust(trust).textAt("/roles/1/name"), "member");
  EXPECT_EQ(trustOf(make().at("/job_id")), trust);
}

class EnforcedTrustsTest : public TrustsTest {
 protected:
  EnforcedTrustsTest() { config_.keystone.enforceTrusts = true; }

  void expectNoJobs() {
    EXPECT_EQ(ask(kAlice, "GET", "/v2/p1/jobs?with_count=true").at("/count"), "0");
  }
};

TEST_F(EnforcedTrustsTest, AJobWithoutOneIsRefused) {
  refuseTrusts(403);
  const Reply forbidden = post(kAlice, "central");
  EXPECT_EQ(forbidden.status, 403);
  EXPECT_NE(forbidden.at("/description").find("delegate"), std::string::npos) << forbidden.body;
  refuseTrusts(500);
  EXPECT_EQ(post(kAlice, "central").status, 503);
  expectNoJobs();
  EXPECT_EQ(post(kAlice, "own").status, 201);
}

TEST_F(EnforcedTrustsTest, TheTokenMustBeOfTheJobsProject) {
  const Reply reply = post(kAdmin, "central");
  EXPECT_EQ(reply.status, 403);
  EXPECT_NE(reply.at("/description").find("token of the project"), std::string::npos) << reply.body;
  expectNoJobs();
}

TEST_F(EnforcedTrustsTest, AJobWithOneIsAccepted) {
  const std::string trust = trustOf(job());
  EXPECT_TRUE(keystone_.trusts().contains(trust)) << trust;
}

}  // namespace
}  // namespace freezer::test
