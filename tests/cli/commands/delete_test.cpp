// Deletion of documents, users, projects and tokens.

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
  EXPECT_EQ(succeed({"actions", "delete", "a1"}), "");
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, SeveralNeedAYes) {
  action("a1", "fs");
  action("a2", "fs");
  fail({"actions", "delete", "a1", "a2"}, 2, "--yes");
  EXPECT_EQ(actions(), "a1\na2");
  succeed({"actions", "delete", "a1", "a2", "--yes"});
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, ASearchNeedsAYesHoweverFewItFinds) {
  action("a1", "fs");
  action("a2", "mysql");
  fail({"actions", "delete", "--match", "mode=fs"}, 2, "--yes");
  EXPECT_EQ(actions(), "a1\na2");
  succeed({"actions", "delete", "--match", "mode=fs", "-y"});
  EXPECT_EQ(actions(), "a2");
}

TEST_F(DeleteTest, ASearchDeletesMoreThanAPageOfAList) {
  for (int i = 0; i < 12; ++i) action("a" + std::to_string(i), "fs");
  succeed({"actions", "delete", "--match", "mode=fs", "--yes"});
  EXPECT_EQ(actions(), "");
}

TEST_F(DeleteTest, ASearchThatFindsNothingAsksNothing) {
  action("a1", "fs");
  succeed({"actions", "delete", "--match", "mode=nova"});
  EXPECT_EQ(actions(), "a1");
}

TEST_F(DeleteTest, ASearchStaysWithinTheProject) {
  action("a1", "fs");
  succeed({"--project", "other", "actions", "delete", "--match", "mode=fs", "--yes"});
  EXPECT_EQ(actions(), "a1");
}

TEST_F(DeleteTest, ASearchLeavesCentralClientsOfOtherProjects) {
  succeed({"--project", "other", "clients", "create", "--client-id", "c1", "--is-central", "true"});
  const Outcome outcome = run({"clients", "delete", "--match", "client_id=c1", "--yes"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("deleted 0 of 1 client"), std::string::npos) << outcome.err;
  EXPECT_EQ(show("clients", "c1").textAt("/project_id"), "other");
}

TEST_F(DeleteTest, ADryRunPrintsTheIdsAndChangesNothing) {
  action("a1", "fs");
  action("a2", "mysql");

  EXPECT_EQ(succeed({"actions", "delete", "--match", "mode=fs", "--dry-run", "-f", "value"}), "a1");
  EXPECT_EQ(succeed({"actions", "delete", "a1", "--dry-run", "-f", "csv"}), "action_id\na1");
  fail({"actions", "delete", "a1", "missing", "--dry-run"}, 3, "missing");
  EXPECT_EQ(actions(), "a1\na2");
}

TEST_F(DeleteTest, ItIsEitherIdsOrASearch) {
  action("a1", "fs");
  fail({"actions", "delete"}, 2, "give either IDs or a search");
  fail({"actions", "delete", "a1", "--match", "mode=fs"}, 2, "give either IDs or a search");
  fail({"actions", "delete", "--match", "mode=fs", "--if-version", "1", "--yes"}, 2,
       "--if-version needs IDs");
  EXPECT_EQ(actions(), "a1");
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
  succeed({"users", "delete", "alice", "bob", "--yes"});
  EXPECT_EQ(succeed({"users", "list", "-f", "value"}), "");
}

}  // namespace
}  // namespace freezer::test
