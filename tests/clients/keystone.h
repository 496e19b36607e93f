#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/clients/background_process.h"
#include "tests/clients/identity_api.h"
#include "tests/clients/reserved_port.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// One Keystone process on the loopback.
class KeystoneServer {
 public:
  /// Starts it with the configuration `folder`/`config` and waits until it
  /// answers; throws, with what it printed, when it does not.
  KeystoneServer(const std::filesystem::path& folder, const std::string& config,
                 const ReservedPort& port);

 private:
  BackgroundProcess process_;
};

/// A real Keystone, Debian's, on SQLite and uwsgi, that has kAccounts and their
/// projects. Its tokens are valid for an hour.
class Keystone {
 public:
  /// It answers when the constructor returns, some ten seconds later.
  Keystone();

  IdentityApi api() const { return {port_.number(), "/v3"}; }

  /// Until start(), connections to its port are refused.
  void stop() { server_.reset(); }

  /// On the same port and with what it had, unless it runs.
  void start();

  /// A token that is valid for no longer than `life` from now.
  Token tokenFor(const Account& account, std::chrono::seconds life) const;

  /// Makes `url` the endpoint of the service type `backup` in the catalog.
  void setBackupUrl(const std::string& url);

  /// The end of what its processes printed and logged.
  std::string log() const;

 private:
  void writeConfig(const std::string& name, std::chrono::seconds tokenLife) const;
  void writeKeys() const;
  void manage(const Words& arguments) const;
  void run(const Words& command) const;
  void createAccounts();

  TemporaryFolder folder_;
  ReservedPort port_;
  std::unique_ptr<KeystoneServer> server_;
  std::string backupEndpoint_;  ///< Its id in the catalog.
};

}  // namespace freezer::test
