// Sources of settings and their order.

#include "cli/config/config.h"

#include <unistd.h>

#include "cli/config/server_config.h"
#include "cli/config/settings.h"
#include "cli/config/store_url.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

using cli::Config;

class ConfigTest : public ProgramTest {
 protected:
  void configure(std::string_view content) {
    environment_["FREEZER_CONFIG_FILE"] = file("freezer-api.conf", content);
  }

  /// The project of a new document.
  std::string project(const Words& options = {}) {
    Words words = {"actions", "create", "--action", "backup"};
    words.insert(words.begin(), options.begin(), options.end());
    const std::string id = succeed(words);
    for (const Document& action : parsedList(succeed({"actions", "list", "--all-projects"})))
      if (action.textAt("/action_id") == id) return action.textAt("/project_id");
    return "";
  }
};

TEST_F(ConfigTest, CommandLineThenEnvironmentThenFileThenDefault) {
  EXPECT_EQ(project(), "default");
  configure("[noauth]\nproject = of-file\n");
  EXPECT_EQ(project(), "of-file");
  environment_["FREEZER_PROJECT"] = "of-environment";
  EXPECT_EQ(project(), "of-environment");
  EXPECT_EQ(project({"--project", "of-option"}), "of-option");
  environment_["FREEZER_PROJECT"] = "";
  EXPECT_EQ(project(), "of-file");
}

TEST_F(ConfigTest, TheOptionNamesTheFileBeforeTheEnvironment) {
  configure("[noauth]\nproject = of-environments-file\n");
  const std::string other = file("other.conf", "[noauth]\nproject = of-options-file\n");
  EXPECT_EQ(project({"--config-file", other}), "of-options-file");
}

TEST_F(ConfigTest, AFileOfThePythonServiceIsRead) {
  environment_.erase("FREEZER_DB");
  configure(
      "# A comment\n"
      "; another\n"
      "[DEFAULT]\n"
      "bind_host = 0.0.0.0\n"
      "bind_port: 9090\n"
      "\n"
      "[database]\n"
      "connection = \"" +
      folder_.storeUrl() +
      "\"\n"
      "[keystone_authtoken]\n"
      "auth_url = http://controller:5000\n"
      "memcached_servers = one,\n"
      "  two\n"
      "password = secret=#;\n");
  succeed({"db", "init"});
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

TEST_F(ConfigTest, UnknownKeysOfOurSectionsAreNamedInAWarning) {
  succeed({"db", "init"});
  configure("[DEFAULT]\nbind_prot = 1\n[limits]\nmax_bode = 2\n[other]\nx = 3\n");
  const Outcome outcome = run({"jobs", "list"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("warning"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("[DEFAULT] bind_prot, [limits] max_bode\n"), std::string::npos)
      << outcome.err;
  EXPECT_EQ(outcome.err.find("other"), std::string::npos) << outcome.err;
}

TEST_F(ConfigTest, AnUnknownVariableIsNamedInAWarning) {
  succeed({"db", "init"});
  environment_["FREEZER_BIND_PROT"] = "1";
  environment_["FREEZER_API_PORT_9090_TCP"] = "tcp://10.0.0.1:9090";  // As Kubernetes sets it.
  EXPECT_EQ(run({"jobs", "list"}).err,
            "freezer-api: warning: the unknown environment variable FREEZER_BIND_PROT is ignored; "
            "did you mean FREEZER_BIND_PORT?\n");
}

TEST_F(ConfigTest, AWrongValueIsNamedWithItsPlaceAndWhatIsAllowed) {
  configure("[DEFAULT]\n\nbind_port = 65536\n");
  fail({"jobs", "list"}, 2,
       "freezer-api.conf, line 3: [DEFAULT] bind_port = 65536: must be a whole number from 0 to "
       "65535");
  configure("");
  environment_["FREEZER_MAX_BODY"] = "big";
  fail({"jobs", "list"}, 2, "FREEZER_MAX_BODY = big: must be a whole number from 1");
  environment_.erase("FREEZER_MAX_BODY");
  fail({"serve", "--auth", "magic"}, 2,
       "--auth = magic: must be one of: noauth, builtin, keystone");
  fail({"jobs", "list", "--user="}, 2, "--user = : must be text of at least one character");
}

TEST_F(ConfigTest, SettingsOfTheServerAreCheckedWithAllOthers) {
  configure("[DEFAULT]\ntrusted_proxies = 10.0.0.0/8, gateway\n");
  fail({"serve"}, 2,
       "line 2: [DEFAULT] trusted_proxies = 10.0.0.0/8, gateway: 'gateway' is neither");
  configure("");
  environment_["FREEZER_PUBLIC_ENDPOINT"] = "example.org";
  fail({"serve"}, 2, "FREEZER_PUBLIC_ENDPOINT = example.org: must be http(s)://host[:port]");
}

TEST_F(ConfigTest, ASecretIsNeverShown) {
  environment_["FREEZER_KEYSTONE_PASSWORD"] = "hidden\001";
  fail({"jobs", "list"}, 2, "FREEZER_KEYSTONE_PASSWORD: must be text without control characters");
  EXPECT_EQ(run({"jobs", "list"}).err.find("hidden"), std::string::npos);
  environment_.erase("FREEZER_KEYSTONE_PASSWORD");
  configure("[keystone_authtoken]\npassword = hidden\001\n");
  fail({"jobs", "list"}, 2, "line 2: [keystone_authtoken] password: must be text");
  EXPECT_EQ(run({"jobs", "list"}).err.find("hidden"), std::string::npos);
  configure("");
  environment_["FREEZER_DB"] = "mysql://me:hidden\001@host/db";
  fail({"jobs", "list"}, 2, "FREEZER_DB: must be text");
  EXPECT_EQ(run({"jobs", "list"}).err.find("hidden"), std::string::npos);
}

TEST_F(ConfigTest, WhatMeansNothingHereIsNoMistake) {
  configure(
      "[keystone_authtoken]\nauth_type = password\nregion_name = R\ninterface = public\n"
      "pasword = x\n");
  const Outcome outcome = run({"jobs", "list"});
  EXPECT_NE(outcome.err.find("ignored: [keystone_authtoken] pasword\n"), std::string::npos)
      << outcome.err;
}

TEST_F(ConfigTest, AFileThatCannotBeReadIsAUsageError) {
  const std::string missing = folder_.path() / "missing.conf";
  fail({"--config-file", missing, "jobs", "list"}, 2, missing + ": No such file");
  configure("[DEFAULT\n");
  fail({"jobs", "list"}, 2, "line 1: a section is written [name]");
  configure("bind_port = 1\n");
  fail({"jobs", "list"}, 2, "line 1: a key must follow a [section]");
  configure("[DEFAULT]\nnonsense\n");
  fail({"jobs", "list"}, 2, "line 2: expected key = value");
}

/// Drops root's privileges for its lifetime, if this process has them.
class OrdinaryUser {
 public:
  OrdinaryUser() : before_(::geteuid()) {
    constexpr uid_t kNobody = 65534;
    if (before_ == 0) acts_ = ::seteuid(kNobody) == 0;
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  ~OrdinaryUser() { EXPECT_EQ(::seteuid(before_), 0); }

  bool acts() const { return acts_; }

 private:
  uid_t before_;
  bool acts_ = true;
};

std::string defaultStore() {
  return Config().connection;
}

TEST(SettingsTest, TheStoreOfAUserIsInTheirDataFolder) {
  const OrdinaryUser user;
  if (!user.acts()) GTEST_SKIP() << "root cannot become another user here";
  ::setenv("HOME", "/home/me", 1);
  ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(defaultStore(), "sqlite:////home/me/.local/share/freezer/freezer.sqlite");
  ::setenv("XDG_DATA_HOME", "relative", 1);
  EXPECT_EQ(defaultStore(), "sqlite:////home/me/.local/share/freezer/freezer.sqlite");
  ::setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(defaultStore(), "sqlite:////data/freezer/freezer.sqlite");
}

TEST(SettingsTest, TheStoreOfRootIsTheSystems) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root";
  EXPECT_EQ(defaultStore(), "sqlite:////var/lib/freezer/freezer.sqlite");
}

/// Assigns a value to a setting of `config`; the error, if there is one.
std::string assign(Config& config, std::string_view section, std::string_view name,
                   const std::string& value) {
  const auto assigned = cli::assign(*cli::findSetting(section, name), config, value, "here");
  return assigned ? "" : assigned.error().message;
}

TEST(SettingsTest, ListsAreWrittenWithCommas) {
  Config config;
  EXPECT_EQ(config.server->keystone.delegatedRoles, Words{"member"});
  EXPECT_EQ(assign(config, "centralized_scheduler", "trusts_delegated_roles", "member, reader,"),
            "");
  EXPECT_EQ(config.server->keystone.delegatedRoles, (Words{"member", "reader"}));
}

TEST(SettingsTest, NamesAreUniqueAndSecretsAreNoOptions) {
  for (const cli::Setting& setting : cli::settings()) {
    EXPECT_FALSE(setting.section.empty() || setting.name.empty());
    EXPECT_EQ(cli::findSetting(setting.section, setting.name), &setting) << setting.name;
    // The store's URL is an option too: SQLite has no password.
    EXPECT_TRUE(!setting.isSecret || setting.option.empty() || setting.option == "--db")
        << setting.name;
  }
}

TEST(SettingsTest, EverySettingHasAMemberOfItsOwn) {
  for (const cli::Setting& setting : cli::settings()) {
    const cli::Slot& slot = setting.slot;
    std::string value = "1";
    if (slot.isBoolean) value = slot.text(slot, Config()) == "true" ? "false" : "true";
    if (!slot.choices.empty()) value = slot.choices.back();
    if (slot.least < slot.most) value = std::to_string(slot.most);
    Config config;
    const bool isParsed = setting.name == "trusted_proxies" || setting.name == "public_endpoint" ||
                          (setting.section == "metrics" && setting.name == "bind");
    if (isParsed) continue;
    EXPECT_EQ(assign(config, setting.section, setting.name, value), "") << setting.name;
    for (const cli::Setting& other : cli::settings()) {
      const std::string expected =
          &other == &setting ? value : other.slot.text(other.slot, Config());
      EXPECT_EQ(other.slot.text(other.slot, config), expected)
          << setting.name << " changed " << other.name;
    }
  }
}

TEST(SettingsTest, ValuesThatAreParsedReachTheServer) {
  Config config;
  EXPECT_EQ(assign(config, "metrics", "bind", "[::1]:9100"), "");
  EXPECT_NE(assign(config, "metrics", "bind", "9100"), "");
  EXPECT_EQ(assign(config, "DEFAULT", "trusted_proxies", "::1 unix"), "");
  EXPECT_EQ(assign(config, "DEFAULT", "public_endpoint", "http://a.example.org/"), "");
  const server::ServerConfig theirs = cli::serverConfig(config).value();
  EXPECT_TRUE(theirs.trustedProxies.includeUnixSocket());
  EXPECT_EQ(theirs.publicEndpoint, "http://a.example.org");
  EXPECT_EQ(theirs.metricsBind->host, "::1");
  EXPECT_EQ(theirs.metricsBind->port, 9100);
}

TEST(SettingsTest, AuthUriIsTheOldNameOfWwwAuthenticateUri) {
  Config config;
  EXPECT_EQ(assign(config, "keystone_authtoken", "auth_uri", "http://old"), "");
  EXPECT_EQ(cli::serverConfig(config).value().keystone.wwwAuthenticateUri, "http://old");
  EXPECT_EQ(assign(config, "keystone_authtoken", "www_authenticate_uri", "http://new"), "");
  EXPECT_EQ(cli::serverConfig(config).value().keystone.wwwAuthenticateUri, "http://new");
}

TEST(SettingsTest, EveryDefaultPassesItsOwnCheck) {
  Config config;
  for (const cli::Setting& setting : cli::settings()) {
    if (setting.isSecret) continue;
    EXPECT_EQ(assign(config, setting.section, setting.name, cli::defaultText(setting)), "")
        << setting.name;
  }
}

TEST(WithoutPasswordTest, HidesThePasswordAlone) {
  EXPECT_EQ(cli::withoutPassword("mysql+pymysql://me:hunter2@host/db?charset=utf8mb4"),
            "mysql+pymysql://me:***@host/db?charset=utf8mb4");
  EXPECT_EQ(cli::withoutPassword("mysql://me:p@ss:word@host:3306/db"),
            "mysql://me:***@host:3306/db");
  EXPECT_EQ(cli::withoutPassword("mysql://me@host:3306/db"), "mysql://me@host:3306/db");
  EXPECT_EQ(cli::withoutPassword("sqlite:////var/lib/a:b@c"), "sqlite:////var/lib/a:b@c");
  EXPECT_EQ(cli::withoutPassword("nonsense"), "nonsense");
}

}  // namespace
}  // namespace freezer::test
