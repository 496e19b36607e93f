#pragma once

#include "cli/config/config.h"
#include "server/server.h"

namespace freezer::cli {

/// The policy: the defaults, with the rules of the file in the settings.
Result<Policy> loadPolicy(const Config& config);

/// The settings as the server takes them. Fails where the policy file is wrong.
Result<server::ServerConfig> serverConfig(const Config& config);

}  // namespace freezer::cli
