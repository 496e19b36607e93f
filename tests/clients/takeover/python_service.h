#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/clients/identity_api.h"
#include "tests/support/background_process.h"
#include "tests/support/reserved_port.h"

namespace freezer::test {

/// The Python service of Debian's package, in uwsgi, on a new database of sharedMariadb(). An
/// identity service validates its tokens.
class PythonService {
 public:
  /// Starts the service and waits until it answers. Throws std::runtime_error with its log if it
  /// does not. Files go to `folder`.
  PythonService(std::filesystem::path folder, const IdentityApi& identity);

  std::uint16_t port() const { return port_.number(); }

  /// The URL in its configuration.
  const std::string& databaseUrl() const { return databaseUrl_; }

  std::string log() const;

 private:
  void writeConfig(const IdentityApi& identity) const;
  void createTables() const;
  Words command() const;
  bool answers() const;

  const std::filesystem::path folder_;
  const std::string databaseUrl_;
  const ReservedPort port_;
  std::unique_ptr<BackgroundProcess> process_;
};

}  // namespace freezer::test
