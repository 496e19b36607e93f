#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// The state of a project at a glance.

Response showOverview(const Call& call);  ///< GET /v2/{project_id}/overview

}  // namespace freezer::server
