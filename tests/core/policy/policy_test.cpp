// The policy (freezer-api-rest(7), "Policy").

#include "core/policy/policy.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/policy/default_rules.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

/// A caller of project p1.
Credentials callerWith(std::vector<std::string> roles) {
  return {"u1", "user", "p1", std::move(roles)};
}

class PolicyTest : public testing::Test {
 protected:
  Result<Policy> read(const std::string& yaml) {
    std::ofstream(file()) << yaml;
    return Policy::read(file());
  }

  /// Whether u1 of p1 may do something to p1 on this condition.
  bool holds(const std::string& condition, std::vector<std::string> roles = {"member"}) {
    const auto policy = read("jobs:get: '" + condition + "'");
    EXPECT_TRUE(policy) << policy.error().message;
    return policy && policy.value().allows("jobs:get", callerWith(std::move(roles)), "p1");
  }

  std::string problemOf(const std::string& yaml) {
    const auto policy = read(yaml);
    if (policy) return "";
    EXPECT_EQ(policy.error().code, ErrorCode::InvalidRequest);
    return policy.error().message;
  }

  std::string file() const { return (folder_.path() / "policy.yaml").string(); }

  TemporaryFolder folder_;
};

TEST_F(PolicyTest, DefaultsAreThoseOfTheSpec) {
  const Policy policy;
  struct Case {
    std::vector<std::string> roles;
    std::string project;
    bool mayRead;
    bool mayWrite;
    bool mayEverywhere;
  };
  const Case cases[] = {
      {{"admin"}, "p1", true, true, true},    {{"admin"}, "p2", true, true, true},
      {{"member"}, "p1", true, true, false},  {{"member"}, "p2", false, false, false},
      {{"reader"}, "p1", true, false, false}, {{"reader"}, "p2", false, false, false},
      {{"service"}, "p2", true, false, true}, {{}, "p1", false, false, false},
      {{"other"}, "p1", false, false, false},
  };
  for (const Case& each : cases) {
    const Credentials caller = callerWith(each.roles);
    const std::string who = (each.roles.empty() ? "nobody" : each.roles.front()) + each.project;
    EXPECT_EQ(policy.allows("jobs:get_all", caller, each.project), each.mayRead) << who;
    EXPECT_EQ(policy.allows("backups:get", caller, each.project), each.mayRead) << who;
    EXPECT_EQ(policy.allows("jobs:create", caller, each.project), each.mayWrite) << who;
    EXPECT_EQ(policy.allows("sessions:job:add", caller, each.project), each.mayWrite) << who;
    EXPECT_EQ(policy.allows("jobs:get_all_projects", caller, each.project), each.mayEverywhere)
        << who;
    EXPECT_EQ(policy.allows("clients:create_central", caller, each.project), each.mayEverywhere)
        << who;
  }
}

TEST_F(PolicyTest, EveryRuleIsDocumentedAndItsOwn) {
  EXPECT_EQ(Policy().rules().size(), defaultRules().size());
  for (const DefaultRule& rule : defaultRules()) {
    EXPECT_TRUE(rule.help.ends_with('.')) << rule.name;
    EXPECT_TRUE(parseExpression(rule.expression)) << rule.name;
  }
}

TEST_F(PolicyTest, DefaultsNameFourRoles) {
  EXPECT_EQ(Policy().roles(), (std::set<std::string>{"admin", "member", "reader", "service"}));
}

TEST_F(PolicyTest, UnknownRuleAllowsNothing) {
  EXPECT_FALSE(Policy().allows("jobs:fly", callerWith({"admin"}), "p1"));
}

TEST_F(PolicyTest, ChecksAreOnTheCaller) {
  EXPECT_TRUE(holds("role:member"));
  EXPECT_TRUE(holds("role:MEMBER"));
  EXPECT_FALSE(holds("role:memb"));
  EXPECT_TRUE(holds("project_id:p1"));
  EXPECT_FALSE(holds("project_id:p2"));
  EXPECT_TRUE(holds("project_id:%(project_id)s"));
  EXPECT_TRUE(holds("user_id:u1"));
  EXPECT_FALSE(holds("user_id:u2"));
  EXPECT_TRUE(holds("user_id:%(user_id)s"));
  EXPECT_FALSE(holds("rule:context_is_admin"));
  EXPECT_TRUE(holds("rule:project_member"));
  EXPECT_TRUE(holds("@"));
  EXPECT_TRUE(holds(""));
  EXPECT_FALSE(holds("!"));
}

TEST_F(PolicyTest, NotBindsCloserThanAndAndThatThanOr) {
  EXPECT_FALSE(holds("not @"));
  EXPECT_TRUE(holds("not not @"));
  EXPECT_TRUE(holds("@ or ! and !"));
  EXPECT_FALSE(holds("(@ or !) and !"));
  EXPECT_TRUE(holds("not ! or @"));
  EXPECT_FALSE(holds("not (! or @)"));
  EXPECT_TRUE(holds("NOT ! AND @"));
  EXPECT_TRUE(holds("((role:member) and (project_id:%(project_id)s))"));
  EXPECT_TRUE(holds("! or ! or @"));
  EXPECT_FALSE(holds("@ and @ and !"));
}

TEST_F(PolicyTest, FileReplacesRulesAndLeavesTheOthers) {
  const auto policy = read(
      "# Operators may create jobs.\n"
      "operator: role:operator and project_id:%(project_id)s\n"
      "\"jobs:create\": rule:operator or rule:context_is_admin\n"
      "project_reader: role:auditor\n");
  ASSERT_TRUE(policy) << policy.error().message;
  const auto allows = [&](const char* rule, const char* role) {
    return policy.value().allows(rule, callerWith({role}), "p1");
  };
  EXPECT_TRUE(allows("jobs:create", "operator"));
  EXPECT_TRUE(allows("jobs:create", "admin"));
  EXPECT_FALSE(allows("jobs:create", "member"));
  EXPECT_TRUE(allows("jobs:update", "member"));
  EXPECT_TRUE(allows("jobs:get", "auditor"));
  EXPECT_FALSE(allows("jobs:get", "reader"));
  EXPECT_TRUE(policy.value().roles().contains("operator"));
  EXPECT_TRUE(policy.value().roles().contains("auditor"));
  EXPECT_FALSE(policy.value().rules().find("jobs:create")->second.isDefault);
  EXPECT_TRUE(policy.value().rules().find("jobs:update")->second.isDefault);
}

TEST_F(PolicyTest, EmptyFileLeavesTheDefaults) {
  EXPECT_TRUE(read(""));
  EXPECT_TRUE(read("# nothing\n"));
}

TEST_F(PolicyTest, NullConditionAlwaysHolds) {
  const auto policy = read("jobs:get:\n");
  ASSERT_TRUE(policy);
  EXPECT_TRUE(policy.value().allows("jobs:get", callerWith({}), "p2"));
}

TEST_F(PolicyTest, WrongFileIsRefusedByItsLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"jobs:get: '@'\njobs:fly: '@'\n", "line 2: there is no operation \"jobs:fly\""},
      {"jobs:get: '@'\njobs:get: '!'\n", "line 2: the rule \"jobs:get\" is repeated"},
      {"jobs:get: [role:admin]\n", "line 1: a rule and its condition must be strings"},
      {"- jobs:get\n", "it must be a map"},
      {"a: '@'\nb: {c\n", "line 3: "},
      {"a: \"\\\xF6\"\n", "line 1: unknown escape character: ?"},  // Always UTF-8.
      {"a: '@'\n\nb: \"role:\"\n", "line 3: the rule \"b\": \"role:\" has no value"},
      {"jobs:get: rule:nowhere\n", "\"nowhere\", which does not exist"},
      {"a: rule:b\nb: rule:c and @\nc: not rule:a\n", "refers to itself"},
      {"a: rule:a\n", "the rule \"a\" refers to itself"},
      {"a: is_admin:True\n", "\"is_admin:True\" is not one of role:"},
      {"a: admin\n", "\"admin\" is not one of role:"},
      {"a: project_id:%(user_id)s\n", "\"%(user_id)s\" is unknown"},
      {"a: role:%(project_id)s\n", "is unknown"},
      {"a: (role:x\n", "a closing parenthesis is missing"},
      {"a: role:x)\n", "\")\" is unexpected"},
      {"a: role:x role:y\n", "\"role:y\" is unexpected"},
      {"a: role:x and\n", "a condition is expected at the end"},
      {"a: not\n", "a condition is expected at the end"},
      {"a: or role:x\n", "\"or\" is not one of"},
  };
  for (const auto& [yaml, message] : cases) {
    const std::string problem = problemOf(yaml);
    EXPECT_NE(problem.find(message), std::string::npos) << yaml << problem;
    EXPECT_NE(problem.find(file()), std::string::npos) << problem;
  }
}

TEST_F(PolicyTest, DeepNestingIsRefused) {
  const std::string problem = problemOf("a: '" + std::string(100'000, '(') + "'");
  EXPECT_NE(problem.find("must not nest"), std::string::npos) << problem;
  std::string nots = "a: '";
  for (int i = 0; i < 100'000; ++i) nots += "not ";
  EXPECT_NE(problemOf(nots + "@'").find("must not nest"), std::string::npos);
}

TEST_F(PolicyTest, RulesThatTakeLongToDecideAreRefused) {
  const auto chain = [](int length, const std::string& link) {
    std::string yaml = "r0: '@'\n";
    for (int i = 1; i < length; ++i) {
      const std::string next = "rule:r" + std::to_string(i - 1);
      yaml += "r" + std::to_string(i) + ": " + next + (link.empty() ? "" : link + next) + "\n";
    }
    return yaml;
  };
  EXPECT_TRUE(read(chain(50, "")));
  EXPECT_NE(problemOf(chain(40'000, "")).find("a chain of more than 50 rules"), std::string::npos);
  EXPECT_TRUE(read(chain(12, " and ")));
  EXPECT_NE(problemOf(chain(40, " and ")).find("more than 10000 conditions"), std::string::npos);
}

TEST_F(PolicyTest, BinaryFileAndMissingFileAreRefused) {
  EXPECT_NE(problemOf(std::string("\x00\xff\xfe{[", 5)), "");
  const auto missing = Policy::read((folder_.path() / "none.yaml").string());
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("cannot be read"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
