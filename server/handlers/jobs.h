#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

Response postJobEvent(const Call& call);  ///< POST R/jobs/{job_id}/event

}  // namespace freezer::server
