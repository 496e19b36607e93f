// config show and config check: the settings in force, and all that is wrong with them.

#include <filesystem>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class ConfigCommandTest : public ProgramTest {
 protected:
  void SetUp() override { succeed({"db", "init"}); }

  void configure(std::string_view content) {
    environment_["FREEZER_CONFIG_FILE"] = file("freezer-api.conf", content);
  }

  /// "VALUE from SOURCE" of a setting.
  std::string shown(const std::string& name, const Words& options = {}) const {
    Words words = {"config", "show"};
    words.insert(words.end(), options.begin(), options.end());
    for (const Document& setting : parsedList(succeed(words)))
      if (setting.textAt("/name") == name)
        return setting.textAt("/value") + " from " + setting.textAt("/source");
    return "";
  }

  /// The findings of "config check": "area state: detail", one a line.
  std::string findings(int status) const {
    const Outcome outcome = run({"config", "check"});
    EXPECT_EQ(outcome.status, status) << outcome.err;
    std::string lines;
    for (const Document& finding : parsedList(outcome.out))
      lines += finding.textAt("/area") + " " + finding.textAt("/state") + ": " +
               finding.textAt("/detail") + "\n";
    return lines;
  }

  void expectFinding(const std::string& line) const {
    EXPECT_NE(findings(2).find(line), std::string::npos) << findings(2);
  }
};

TEST_F(ConfigCommandTest, ShowTellsWhereEachSettingIsSet) {
  EXPECT_EQ(shown("bind_port"), "9090 from default");
  configure("[DEFAULT]\n\nbind_port = 1\ntrusted_proxies = 10.0.0.0/8\n");
  const std::string file = environment_["FREEZER_CONFIG_FILE"];
  EXPECT_EQ(shown("bind_port"), "1 from " + file + ", line 3");
  EXPECT_EQ(shown("trusted_proxies"), "10.0.0.0/8 from " + file + ", line 4");
  environment_["FREEZER_BIND_PORT"] = "2";
  EXPECT_EQ(shown("bind_port"), "2 from FREEZER_BIND_PORT");
  EXPECT_EQ(shown("project", {"--project", "mine"}), "mine from --project");
}

TEST_F(ConfigCommandTest, ShowHidesSecrets) {
  environment_["FREEZER_KEYSTONE_PASSWORD"] = "hidden";
  environment_["FREEZER_DB"] = "mysql://me:hidden@host/db";
  EXPECT_EQ(shown("password"), "*** from FREEZER_KEYSTONE_PASSWORD");
  EXPECT_EQ(shown("connection"), "mysql://me:***@host/db from FREEZER_DB");
  EXPECT_EQ(succeed({"config", "show", "-f", "csv"}).find("hidden"), std::string::npos);
}

TEST_F(ConfigCommandTest, ShowEndsAtAWrongValue) {
  environment_["FREEZER_BIND_PORT"] = "x";
  fail({"config", "show"}, 2, "FREEZER_BIND_PORT = x: must be a whole number");
}

TEST_F(ConfigCommandTest, CheckNamesWhatItChecked) {
  configure("");
  EXPECT_EQ(findings(0), "settings ok: " + environment_["FREEZER_CONFIG_FILE"] +
                             "\n"
                             "policy ok: the default rules\n"
                             "addresses ok: \n"
                             "store ok: \n");
}

TEST_F(ConfigCommandTest, CheckTellsAllThatIsWrong) {
  configure("[DEFAULT]\nbind_port = x\nbind_host = 0.0.0.0\nauth_strategy = magic\n");
  environment_["FREEZER_LOG_FILE"] = folder_.path() / "none" / "log";
  environment_["FREEZER_POLICY_FILE"] = file("policy.yaml", "a: [\n");
  environment_["FREEZER_DB"] = "sqlite:///" + (folder_.path() / "none" / "store").string();
  expectFinding("line 2: [DEFAULT] bind_port = x: must be a whole number");
  expectFinding("line 4: [DEFAULT] auth_strategy = magic: must be one of");
  expectFinding("policy fault: ");
  expectFinding("log fault: ");
  expectFinding("store fault: ");
  EXPECT_NE(run({"config", "check"}).err.find("the configuration has 5 faults"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "none"));
}

TEST_F(ConfigCommandTest, CheckKnowsWhatServeRefuses) {
  environment_["FREEZER_BIND_HOST"] = "0.0.0.0";
  expectFinding("addresses fault: Cannot listen on 0.0.0.0 port 9090: with noauth");
  environment_["FREEZER_AUTH"] = "builtin";
  findings(0);
  environment_["FREEZER_TLS_CERT"] = file("none.pem", "");
  expectFinding("certificates fault: ");
}

TEST_F(ConfigCommandTest, CheckAsksKeystone) {
  environment_["FREEZER_AUTH"] = "keystone";
  expectFinding("keystone fault: [keystone_authtoken] auth_url is not set");
  configure(
      "[keystone_authtoken]\nusername = u\npassword = hidden\nuser_domain_name = d\n"
      "project_id = p\nhttp_connect_timeout = 1\nauth_url = http://127.0.0.1:1\n");
  expectFinding("keystone fault: ");
  EXPECT_NE(findings(2).find("127.0.0.1:1"), std::string::npos) << findings(2);
  EXPECT_EQ(findings(2).find("hidden"), std::string::npos);
}

TEST_F(ConfigCommandTest, AStoreOfAnOlderSchemaIsNoFault) {
  environment_["FREEZER_DB"] = "sqlite:///" + file("empty.sqlite", "");
  EXPECT_NE(findings(0).find("store warning: "), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
