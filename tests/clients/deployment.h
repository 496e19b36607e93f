#pragma once

#include <memory>
#include <string>

#include "tests/clients/identity_api.h"
#include "tests/clients/keystone.h"
#include "tests/core/store/engine_program_test.h"
#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// How the service authenticates its callers.
enum class Strategy {
  Keystone,  ///< By a Keystone.
  Builtin,   ///< By the users in its store.
};

void PrintTo(Strategy strategy, std::ostream* stream);

/// A running service, and the identity service that has kAccounts.
class Deployment {
 public:
  virtual ~Deployment() = default;

  virtual RunningServer& service() = 0;

  /// The Identity API that clients use.
  virtual IdentityApi identity() const = 0;

  /// A token that is valid for at most `life`.
  virtual Token tokenFor(const Account& account, std::chrono::seconds life) const = 0;

  /// The logs of all processes, to print after a failure.
  virtual std::string log() const = 0;
};

/// The Keystone that all tests of this process share.
Keystone& sharedKeystone();

/// The configuration of a service, this one or the Python one, that `identity` validates tokens
/// for.
std::string authtokenSettings(const IdentityApi& identity);

/// Has `serve --auth keystone` with this environment ask sharedKeystone(). Its configuration goes
/// to `folder`.
void askSharedKeystone(Environment& environment, const std::filesystem::path& folder);

/// Starts the service with this strategy, with the settings in `environment`, to which the settings
/// of the strategy are added. Files go to `folder`.
std::unique_ptr<Deployment> deploy(Strategy strategy, Environment& environment,
                                   const std::filesystem::path& folder);

/// A test of the service with real clients. It has a store of its own, of engineUnderTest(), and
/// prints all logs after a failure.
class DeploymentTest : public EngineProgramTest {
 protected:
  void deployAs(Strategy strategy);
  void TearDown() override;

  /// The complete environment of a client of `account`, including a home folder for the test.
  Environment clientEnvironment(const Account& account) const;

  /// The reply of the service to a request with this token.
  Reply ask(Ask ask, const std::string& token) const;

  std::unique_ptr<Deployment> deployment_;
};

}  // namespace freezer::test
