// policy list and check, and serve with an invalid policy file.

#include <fstream>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class PolicyCommandTest : public ProgramTest {
 protected:
  void usePolicy(const std::string& yaml) {
    const std::string file = (folder_.path() / "policy.yaml").string();
    std::ofstream(file) << yaml;
    environment_["FREEZER_POLICY_FILE"] = file;
  }
};

TEST_F(PolicyCommandTest, ListTellsTheRulesInForce) {
  usePolicy("\"jobs:create\": role:operator\n");
  bool isThere = false;
  for (const Document& rule : parsedList(succeed({"policy", "list"}))) {
    EXPECT_NE(rule.textAt("/description"), "");
    if (rule.textAt("/name") != "jobs:create") continue;
    isThere = true;
    EXPECT_EQ(rule.textAt("/rule"), "role:operator");
    EXPECT_FALSE(rule.at("/default").boolean());
  }
  EXPECT_TRUE(isThere);
  EXPECT_NE(succeed({"policy", "list", "-f", "table"}).find("role:operator"), std::string::npos);
}

TEST_F(PolicyCommandTest, CheckTellsWhetherRolesAreEnough) {
  EXPECT_EQ(succeed({"policy", "check", "jobs:create", "--as", "reader,Member"}), "allowed");
  EXPECT_EQ(parsed(succeed({"policy", "check", "jobs:get", "--as", "admin", "-f", "json"}))
                .at("/allowed")
                .boolean(),
            true);
  const Words asReader = {"policy", "check", "jobs:create", "--as", "reader"};
  const Outcome forbidden = run(asReader);
  EXPECT_EQ(forbidden.status, 9);
  EXPECT_EQ(forbidden.out, "forbidden\n");
  EXPECT_NE(forbidden.err.find("rule:admin_or_owner"), std::string::npos) << forbidden.err;
}

TEST_F(PolicyCommandTest, CheckKnowsTheProjectOfTheCallerAndTheTarget) {
  const Words member = {"policy", "check", "jobs:create", "--as", "member", "--project", "p1"};
  EXPECT_EQ(succeed(member), "allowed");
  Words elsewhere = member;
  elsewhere.insert(elsewhere.end(), {"--target-project", "p2"});
  EXPECT_EQ(run(elsewhere).status, 9);
}

TEST_F(PolicyCommandTest, UnknownRuleIsRefused) {
  fail({"policy", "check", "jobs:fly"}, 2, "there is no rule jobs:fly");
}

TEST_F(PolicyCommandTest, WrongFileStopsEveryUseOfItByItsLine) {
  usePolicy("jobs:get: '@'\njobs:fly: '@'\n");
  for (const Words& words : {Words{"policy", "list"}, Words{"policy", "check", "jobs:get"},
                             Words{"serve", "--bind-port", "0"}}) {
    fail(words, 2, "line 2: there is no operation \"jobs:fly\"");
  }
}

TEST_F(PolicyCommandTest, OwnerOfTheStoreIsHeldAgainstNoRule) {
  usePolicy("\"jobs:get_all\": '!'\n");
  succeed({"db", "init"});
  EXPECT_EQ(succeed({"jobs", "list"}), "[]");
}

}  // namespace
}  // namespace freezer::test
