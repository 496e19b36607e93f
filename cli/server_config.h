#pragma once

#include "cli/config.h"
#include "server/server.h"

namespace freezer::cli {

/// The settings as the server takes them.
server::ServerConfig serverConfig(const Config& config);

}  // namespace freezer::cli
