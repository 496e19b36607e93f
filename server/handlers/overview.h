#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// The state of a project, and of a job, at a glance.

Response showOverview(const Call& call);     ///< GET /v2/{project_id}/overview
Response showJobOverview(const Call& call);  ///< GET /v2/{project_id}/jobs/{job_id}/overview

}  // namespace freezer::server
