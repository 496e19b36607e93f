#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "server/server.h"

namespace freezer::server {

/// The outcome of checking some settings.
struct CheckedSettings {
  std::string_view area;  ///< "addresses", "certificates", "keystone".
  Result<void> outcome;
};

/// Checks the settings as Server::start() does, without listening, and logs in to Keystone if that
/// is the strategy, which may take some seconds. An area that is not in use is not checked.
std::vector<CheckedSettings> checkSettings(const ServerConfig& config);

}  // namespace freezer::server
