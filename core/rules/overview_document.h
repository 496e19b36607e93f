#pragma once

#include "core/json/document.h"
#include "core/rules/overview.h"

namespace freezer {

/// The overview as `status -f json` and the route of the overview return it (freezer-api-status(1),
/// "JSON").
Document toDocument(const Overview& overview);

/// One of its clients.
Document toDocument(const ClientOverview& client);

/// One job, as in its list notable_jobs.
Document toDocument(const JobOverview& job);

}  // namespace freezer
