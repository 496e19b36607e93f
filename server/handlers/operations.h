#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// Events of a job and the jobs of a session: what schedulers and dashboards send beside the
// operations that all kinds have. R is /v1 or /v2/{project_id}.

Response postJobEvent(const Call& call);       ///< POST R/jobs/{job_id}/event
Response postSessionAction(const Call& call);  ///< POST R/sessions/{session_id}/action
Response addSessionJob(const Call& call);      ///< PUT R/sessions/{session_id}/jobs/{job_id}
Response removeSessionJob(const Call& call);   ///< DELETE R/sessions/{session_id}/jobs/{job_id}

}  // namespace freezer::server
