#pragma once

#include <vector>

#include "core/freezer.h"
#include "server/auth/authenticator.h"
#include "server/auth/local.h"
#include "server/http/connections.h"
#include "server/incidents.h"
#include "server/metrics/families.h"

namespace freezer::server {

/// The parts of the service that count by themselves; all of them must outlive the metrics.
struct MetricSources {
  const Freezer& freezer;
  const Incidents& incidents;
  const Connections& connections;
  const Authenticator& authenticator;
  const IdentityApi* identity;  ///< Null unless the strategy is `builtin`.
};

/// The state of the store, of connections and of logins, and what the service has refused.
std::vector<Family> serviceState(const MetricSources& sources);

}  // namespace freezer::server
