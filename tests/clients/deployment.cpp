#include "tests/clients/deployment.h"

#include <fstream>
#include <ostream>
#include <stdexcept>

namespace freezer::test {
namespace {

/// With a Keystone that has the service in its catalog.
class KeystoneDeployment : public Deployment {
 public:
  KeystoneDeployment(Keystone& keystone, const Environment& environment)
      : keystone_(keystone), service_({"--auth", "keystone"}, environment) {
    keystone_.setBackupUrl("http://127.0.0.1:" + std::to_string(service_.port()));
  }

  RunningServer& service() override { return service_; }
  IdentityApi identity() const override { return keystone_.api(); }
  std::string log() const override { return service_.text() + keystone_.log(); }

  Token tokenFor(const Account& account, std::chrono::seconds life) const override {
    return keystone_.tokenFor(account, life);
  }

 private:
  Keystone& keystone_;
  RunningServer service_;
};

/// Without any OpenStack.
class BuiltinDeployment : public Deployment {
 public:
  explicit BuiltinDeployment(const Environment& environment)
      : environment_(withAccounts(environment)), service_({"--auth", "builtin"}, environment_) {}

  RunningServer& service() override { return service_; }
  IdentityApi identity() const override { return {service_.port(), "/identity/v3"}; }
  std::string log() const override { return service_.text(); }

  Token tokenFor(const Account& account, std::chrono::seconds life) const override {
    const Token lasting = identity().tokenOf(account);
    const std::string text =
        run({"tokens", "create", std::string(account.name), "--project",
             std::string(account.project), "--expires", std::to_string(life.count())},
            environment_);
    return {text, lasting.userId, lasting.projectId};
  }

 private:
  /// Returns the first line of the program's output.
  static std::string run(const Words& arguments, const Environment& environment,
                         const std::string& input = "") {
    Outcome outcome = runProgram(arguments, environment, input);
    if (outcome.status != 0) throw std::runtime_error(arguments.front() + ": " + outcome.err);
    return outcome.out.substr(0, outcome.out.find('\n'));
  }

  static Environment withAccounts(const Environment& environment) {
    for (const Account& account : kAccounts) {
      const std::string name(account.name);
      const std::string project(account.project);
      // Several accounts share a project, so it may exist already.
      runProgram({"projects", "create", project}, environment);
      run({"users", "create", name, "--password-file", "-"}, environment, passwordOf(account));
      run({"users", "grant", name, "--project", project, "--role", std::string(account.role)},
          environment);
    }
    return environment;
  }

  Environment environment_;
  RunningServer service_;
};

}  // namespace

void PrintTo(Strategy strategy, std::ostream* stream) {
  switch (strategy) {
    case Strategy::Keystone: *stream << "keystone"; break;
    case Strategy::Builtin: *stream << "builtin"; break;
  }
}

Keystone& sharedKeystone() try {
  static Keystone keystone;
  return keystone;
} catch (const std::exception& failure) {
  // Otherwise each test would wait for the same failure.
  GTEST_LOG_(FATAL) << failure.what();
  throw;
}

std::string authtokenSettings(const IdentityApi& identity) {
  const std::string url = identity.url();
  return "[keystone_authtoken]\nwww_authenticate_uri = " + url + "\nauth_url = " + url +
         "\nusername = " + std::string(kService.name) + "\npassword = " + passwordOf(kService) +
         "\nproject_name = " + std::string(kService.project) +
         "\nuser_domain_name = Default\nproject_domain_name = Default\n";
}

void askSharedKeystone(Environment& environment, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "keystone.conf";
  std::ofstream(file) << authtokenSettings(sharedKeystone().api());
  environment["FREEZER_CONFIG_FILE"] = file;
}

std::unique_ptr<Deployment> deploy(Strategy strategy, Environment& environment,
                                   const std::filesystem::path& folder) {
  switch (strategy) {
    case Strategy::Keystone:
      askSharedKeystone(environment, folder);
      return std::make_unique<KeystoneDeployment>(sharedKeystone(), environment);
    case Strategy::Builtin: return std::make_unique<BuiltinDeployment>(environment);
  }
  return nullptr;
}

void DeploymentTest::deployAs(Strategy strategy) {
  deployment_ = deploy(strategy, environment_, folder_.path());
  ASSERT_NE(deployment_->service().port(), 0) << deployment_->log();
}

void DeploymentTest::TearDown() {
  if (HasFailure() && deployment_) std::cerr << "The logs:\n" << deployment_->log() << '\n';
}

Environment DeploymentTest::clientEnvironment(const Account& account) const {
  return {{"PATH", "/usr/bin:/bin"},
          {"LC_ALL", "C.UTF-8"},
          {"HOME", folder_.path()},
          {"TMPDIR", folder_.path()},
          {"no_proxy", "127.0.0.1"},
          {"OS_AUTH_URL", deployment_->identity().url()},
          {"OS_IDENTITY_API_VERSION", "3"},
          {"OS_USERNAME", std::string(account.name)},
          {"OS_PASSWORD", passwordOf(account)},
          {"OS_PROJECT_NAME", std::string(account.project)},
          {"OS_USER_DOMAIN_NAME", "Default"},
          {"OS_PROJECT_DOMAIN_NAME", "Default"},
          {"OS_REGION_NAME", "RegionOne"}};
}

Reply DeploymentTest::ask(Ask ask, const std::string& token) const {
  if (!token.empty()) ask.headers.push_back("X-Auth-Token: " + token);
  return RawClient(deployment_->service().port()).exchange(ask);
}

}  // namespace freezer::test
