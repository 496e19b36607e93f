// The `openstack` command of Debian's python3-openstackclient, which asks the Identity API.

#include "tests/clients/deployment.h"

namespace freezer::test {
namespace {

class OpenstackCommand : public DeploymentTest, public testing::WithParamInterface<Strategy> {
 protected:
  void SetUp() override { deployAs(GetParam()); }

  Outcome openstack(Words words) const {
    words.insert(words.begin(), "/usr/bin/openstack");
    return runProcess(words, clientEnvironment(kMember));
  }

  /// Runs the command and returns its output.
  std::string does(const Words& words) const {
    const Outcome outcome = openstack(words);
    EXPECT_EQ(outcome.status, 0) << words.front() << ": " << testing::PrintToString(outcome);
    return outcome.out;
  }
};

TEST_P(OpenstackCommand, IssuesATokenForTheProject) {
  const Document token = parsed(does({"token", "issue", "-f", "json"}));
  const std::string project = token.textAt("/project_id");
  EXPECT_EQ(ask({"GET", "/v2/" + project + "/jobs"}, token.textAt("/id")).status, 200);
  const auto projects = parsedList(does({"project", "list", "--my-projects", "-f", "json"}));
  ASSERT_EQ(projects.size(), 1U);
  EXPECT_EQ(projects[0].textAt("/ID"), project);
  EXPECT_EQ(projects[0].textAt("/Name"), kMember.project);
}

TEST_P(OpenstackCommand, ListsTheCatalog) {
  const std::string types = does({"catalog", "list", "-f", "value", "-c", "Type"});
  EXPECT_NE(types.find("backup\n"), std::string::npos) << types;
  EXPECT_NE(types.find("identity\n"), std::string::npos) << types;
}

TEST_P(OpenstackCommand, UnderstandsRefusals) {
  const Outcome refused = openstack({"role", "assignment", "list"});
  EXPECT_EQ(refused.status, 1) << testing::PrintToString(refused);
  EXPECT_NE(refused.err.find("(HTTP 40"), std::string::npos) << refused.err;
  EXPECT_EQ(refused.err.find("Unrecognized schema"), std::string::npos) << refused.err;
}

INSTANTIATE_TEST_SUITE_P(Clients, OpenstackCommand,
                         testing::Values(Strategy::Builtin, Strategy::Keystone),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace freezer::test
