#pragma once

#include <memory>
#include <string>

#include "tests/clients/identity_api.h"
#include "tests/clients/keystone.h"
#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// How the service finds out who asks.
enum class Strategy {
  Keystone,  ///< From a Keystone.
  Builtin,   ///< It knows the users itself.
};

void PrintTo(Strategy strategy, std::ostream* stream);

/// The service at work, and whoever knows kAccounts.
class Deployment {
 public:
  virtual ~Deployment() = default;

  virtual RunningServer& service() = 0;

  /// Where clients get their tokens.
  virtual IdentityApi identity() const = 0;

  /// A token that is valid for no longer than `life` from now.
  virtual Token tokenFor(const Account& account, std::chrono::seconds life) const = 0;

  /// What there is to read when a test has failed.
  virtual std::string log() const = 0;
};

/// A Keystone that all tests of this process share.
Keystone& sharedKeystone();

/// The service of this strategy, with the settings in `environment`, to which it
/// adds those of the strategy, and with its files in `folder`.
std::unique_ptr<Deployment> deploy(Strategy strategy, Environment& environment,
                                   const std::filesystem::path& folder);

/// A test of the service with real clients: on a store of its own, and with the
/// logs of everybody where it fails.
class DeploymentTest : public ProgramTest {
 protected:
  void deployAs(Strategy strategy);
  void TearDown() override;

  /// What a client of `account` needs to know. The clients see no other setting
  /// and have a home of their own.
  Environment clientEnvironment(const Account& account) const;

  /// What the service answers to the bearer of `token`.
  Reply ask(Ask ask, const std::string& token) const;

  std::unique_ptr<Deployment> deployment_;
};

}  // namespace freezer::test
