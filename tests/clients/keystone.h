#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/clients/identity_api.h"
#include "tests/support/background_process.h"
#include "tests/support/reserved_port.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// One Keystone process on the loopback address.
class KeystoneServer {
 public:
  /// Starts Keystone with the configuration `folder`/`config` and waits until it answers; otherwise
  /// throws with its output.
  KeystoneServer(const std::filesystem::path& folder, const std::string& config,
                 const ReservedPort& port);

 private:
  BackgroundProcess process_;
};

/// Debian's Keystone, on SQLite and uwsgi, with kAccounts and their projects. Its tokens are valid
/// for an hour.
class Keystone {
 public:
  /// Takes about ten seconds; Keystone answers when the constructor returns.
  Keystone();

  IdentityApi api() const { return {port_.number(), "/v3"}; }

  /// Until start(), connections to its port are refused.
  void stop() { server_.reset(); }

  /// Restarts Keystone on the same port and database, unless it runs.
  void start();

  /// A token that is valid for at most `life`.
  Token tokenFor(const Account& account, std::chrono::seconds life) const;

  /// Makes `url` the endpoint of the service type `backup` in the catalog.
  void setBackupUrl(const std::string& url);

  /// The end of the output and the logs of its processes.
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
  std::string backupEndpoint_;  ///< Its ID in the catalog.
};

}  // namespace freezer::test
