#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

Response postSessionAction(const Call& call);  ///< POST R/sessions/{session_id}/action
Response addSessionJob(const Call& call);      ///< PUT R/sessions/{session_id}/jobs/{job_id}
Response removeSessionJob(const Call& call);   ///< DELETE R/sessions/{session_id}/jobs/{job_id}

}  // namespace freezer::server
