#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// For monitoring systems.

Response showMetrics(const Call& call);  ///< GET /metrics

}  // namespace freezer::server
