#pragma once

#include "cli/config/config.h"
#include "core/result.h"
#include "server/server.h"

namespace freezer::cli {

/// The configuration of the server, with the policy loaded. InvalidRequest for an invalid policy
/// file, and for settings that contradict each other.
Result<server::ServerConfig> serverConfig(const Config& config);

}  // namespace freezer::cli
