// Deletion of documents, users, projects and tokens.

#include <algorithm>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class DeleteTest : public ProgramTest {
 protected:
  void action(const std::string& id, const std::string& mode) const {
    succeed({"actions", "create", "--action-id", id, "--action", "backup", "--mode", mode});
  }

  /// The IDs of all actions, one per line.
  std::string actions() const {
    return succeed({"actions", "list", "-f", "value", "-c", "action_id"});
  }
};

TEST_F(DeleteTest, OneIsDeletedWithoutAQuestion) {
  action("a1", "fs");
  EXPECT_EQ(noted({"actions", "delete", "a1"}), "deleted 1 action");
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, SeveralNeedAYes) {
  action("a1", "fs");
  action("a2", "fs");
  fail({"actions", "delete", "a1", "a2"}, 2, "--yes");
  EXPECT_EQ(actions(), "a1\na2");
  EXPECT_EQ(noted({"actions", "delete", "a1", "a2", "--yes"}), "deleted 2 actions");
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, ASearchNeedsAYesHoweverFewItFinds) {
  action("a1", "fs");
  action("a2", "mysql");
  fail({"actions", "delete", "--match", "mode=fs"}, 2, "--yes");
  EXPECT_EQ(actions(), "a1\na2");
  EXPECT_EQ(noted({"actions", "delete", "--match", "mode=fs", "-y"}), "deleted 1 action");
  EXPECT_EQ(actions(), "a2");
}

TEST_F(DeleteTest, ASearchDeletesMoreThanAPageOfAList) {
  for (int i = 0; i < 12; ++i) action("a" + std::to_string(i), "fs");
  EXPECT_EQ(noted({"actions", "delete", "--match", "mode=fs", "--yes"}), "deleted 12 actions");
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, ASearchThatFindsNothingSaysSoAndAsksNothing) {
  action("a1", "fs");
  EXPECT_EQ(noted({"actions", "delete", "--match", "mode=nova"}), "no action matches");
  const Outcome dry = run({"actions", "delete", "--match", "mode=nova", "--dry-run"});
  EXPECT_EQ(dry.status, 0);
  EXPECT_EQ(dry.out, "[]\n");
  EXPECT_EQ(dry.err, "freezer-api: no action matches\n");
  EXPECT_EQ(actions(), "a1");
}

TEST_F(DeleteTest, ASearchStaysWithinTheProject) {
  action("a1", "fs");
  noted({"--project", "other", "actions", "delete", "--match", "mode=fs", "--yes"});
  EXPECT_EQ(actions(), "a1");
}

TEST_F(DeleteTest, ASearchLeavesCentralClientsOfOtherProjects) {
  succeed({"--project", "other", "clients", "create", "--client-id", "c1", "--is-central", "true"});
  const Outcome outcome = run({"clients", "delete", "--match", "client_id=c1", "--yes"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("deleted 0 of 1 client"), std::string::npos) << outcome.err;
  EXPECT_EQ(show("clients", "c1").textAt("/project_id"), "other");
}

TEST_F(DeleteTest, ADryRunPrintsWhatListPrintsAndChangesNothing) {
  action("a1", "fs");
  action("a2", "mysql");
  for (const std::string format : {"table", "json", "csv"}) {
    const std::string list = succeed({"actions", "list", "--match", "mode=fs", "-f", format});
    EXPECT_EQ(succeed({"actions", "delete", "--match", "mode=fs", "--dry-run", "-f", format}),
              list);
    EXPECT_EQ(succeed({"actions", "delete", "a1", "a1", "--dry-run", "-f", format}), list);
  }
  EXPECT_EQ(succeed({"actions", "delete", "a2", "--dry-run", "-f", "csv", "-c", "mode"}),
            "mode\nmysql");
  fail({"actions", "delete", "a1", "missing", "--dry-run"}, 3, "missing");
  EXPECT_EQ(actions(), "a1\na2");
}

TEST_F(DeleteTest, AFailureSaysWhatWasDeletedBeforeIt) {
  for (const std::string project : {"default", "other"}) {
    const std::string id = "of-" + project;
    succeed({"--project", project, "clients", "create", "--client-id", id, "--hostname", id,
             "--is-central", "true"});
  }
  const Outcome outcome = run({"clients", "delete", "of-default", "of-other", "--yes"});
  EXPECT_EQ(outcome.status, 9);
  EXPECT_TRUE(outcome.err.starts_with("freezer-api: deleted 1 of 2 clients\n")) << outcome.err;
}

TEST_F(DeleteTest, ItIsEitherIdsOrASearch) {
  action("a1", "fs");
  fail({"actions", "delete"}, 2, "give either IDs or a search");
  fail({"actions", "delete", "a1", "--match", "mode=fs"}, 2, "give either IDs or a search");
  fail({"actions", "delete", "--match", "mode=fs", "--if-version", "1", "--yes"}, 2,
       "--if-version needs IDs");
  fail({"clients", "delete", "c1", "--with-jobs", "--if-version", "1"}, 2, "no --with-jobs");
  EXPECT_EQ(actions(), "a1");
}

class DeleteClientTest : public ProgramTest {
 protected:
  DeleteClientTest() {
    for (const std::string client : {"web1", "db1"})
      succeed({"clients", "create", "--client-id", client});
    for (const std::string job : {"a", "b", "c", "d"}) createJob(job, "web1");
    createJob("e", "db1");
  }

  void createJob(const std::string& id, const std::string& client) const {
    succeed({"jobs", "create", "--job-id", id, "--client-id", client, "--set", "job_actions=[]"});
  }

  /// The IDs of all documents of a kind, separated by spaces.
  std::string ids(const std::string& noun, const std::string& idField) const {
    std::string ids = succeed({noun, "list", "-f", "value", "-c", idField});
    std::replace(ids.begin(), ids.end(), '\n', ' ');
    return ids;
  }
  std::string clients() const { return ids("clients", "client_id"); }
  std::string jobs() const { return ids("jobs", "job_id"); }
};

TEST_F(DeleteClientTest, SaysWhichJobsStay) {
  EXPECT_EQ(noted({"clients", "delete", "web1"}),
            "without --with-jobs, the client leaves 4 jobs behind: a, b, c and 1 more\n"
            "freezer-api: deleted 1 client");
  EXPECT_EQ(clients(), "db1");
  EXPECT_EQ(jobs(), "a b c d e");
}

TEST_F(DeleteClientTest, SaysWhichJobsStayBeforeItAsks) {
  const Outcome outcome = run({"clients", "delete", "web1", "db1"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(
      outcome.err.starts_with("freezer-api: without --with-jobs, the clients leave 5 jobs "))
      << outcome.err;
}

TEST_F(DeleteClientTest, TakesItsJobsAlong) {
  fail({"clients", "delete", "web1", "--with-jobs"}, 2, "--yes");
  EXPECT_EQ(jobs(), "a b c d e");
  EXPECT_EQ(noted({"clients", "delete", "web1", "--with-jobs", "--yes"}),
            "--with-jobs also deletes 4 jobs: a, b, c and 1 more\n"
            "freezer-api: deleted 4 jobs\n"
            "freezer-api: deleted 1 client");
  EXPECT_EQ(clients(), "db1");
  EXPECT_EQ(jobs(), "e");
}

TEST_F(DeleteClientTest, WithoutJobsNothingIsAsked) {
  noted({"jobs", "delete", "e"});
  EXPECT_EQ(noted({"clients", "delete", "db1", "--with-jobs"}), "deleted 1 client");
}

TEST_F(DeleteClientTest, ADryRunNamesTheJobsToo) {
  const Outcome outcome = run(
      {"clients", "delete", "db1", "--with-jobs", "--dry-run", "-f", "value", "-c", "client_id"});
  EXPECT_EQ(outcome.out, "db1\n");
  EXPECT_EQ(outcome.err, "freezer-api: --with-jobs also deletes 1 job: e\n");
  EXPECT_EQ(jobs(), "a b c d e");
}

TEST_F(DeleteClientTest, LeavesTheJobsOfACentralClientThatItMayNotDelete) {
  succeed({"--project", "other", "clients", "create", "--client-id", "c1", "--is-central", "true"});
  createJob("f", "c1");
  fail({"clients", "delete", "c1", "--with-jobs", "--yes"}, 9, "c1");
  EXPECT_EQ(jobs(), "a b c d e f");
}

TEST_F(DeleteClientTest, JobsThatNameTheClientElsewhereStay) {
  succeed({"jobs", "patch", "e", "--set", "job_actions.0.freezer_action.client_id=web1", "--set",
           "job_actions.0.freezer_action.action=backup"});
  noted({"clients", "delete", "web1", "--with-jobs", "--yes"});
  EXPECT_EQ(jobs(), "e");
}

TEST_F(DeleteTest, UsersProjectsAndTokensHaveADryRunToo) {
  succeed({"users", "create", "alice", "--id", "u1", "--password-file", "-"}, "secret");
  succeed({"projects", "create", "home", "--id", "p1"});
  succeed({"tokens", "create", "alice"});
  const std::string token = succeed({"tokens", "list", "-f", "value", "-c", "id"});
  EXPECT_EQ(succeed({"users", "delete", "alice", "--dry-run", "-f", "value", "-c", "id"}), "u1");
  EXPECT_EQ(succeed({"projects", "delete", "p1", "--dry-run", "-f", "value", "-c", "name"}),
            "home");
  EXPECT_EQ(succeed({"tokens", "revoke", token, "--dry-run", "-f", "value", "-c", "user_name"}),
            "alice");
  fail({"users", "delete", "bob", "--dry-run"}, 3, "there is no bob among the users");
  EXPECT_EQ(succeed({"users", "list", "-f", "value", "-c", "name"}), "alice");
  EXPECT_EQ(succeed({"projects", "list", "-f", "value", "-c", "name"}), "home");
  EXPECT_EQ(succeed({"tokens", "list", "-f", "value", "-c", "id"}), token);
}

TEST_F(DeleteTest, SeveralUsersNeedAYes) {
  succeed({"users", "create", "alice", "--password-file", "-"}, "secret");
  succeed({"users", "create", "bob", "--password-file", "-"}, "secret");
  fail({"users", "delete", "alice", "bob"}, 2, "--yes");
  EXPECT_EQ(noted({"users", "delete", "alice", "bob", "--yes"}), "deleted 2 users");
  EXPECT_EQ(succeed({"users", "list", "-f", "value"}), "");
}

}  // namespace
}  // namespace freezer::test
