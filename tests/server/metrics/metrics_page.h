#pragma once

#include <set>
#include <string>
#include <string_view>

#include "tests/server/service.h"

namespace freezer::test {

/// A configuration with metrics.
server::ServerConfig withMetrics(server::ServerConfig config = {});

/// The metrics of a service, which must serve them.
std::string metricsOf(Service& service);

/// Waits until the metrics of the service have `text`; false if they never do. A request is counted
/// after its answer was sent, and projects are counted in the background.
bool reports(Service& service, std::string_view text);

/// The names of all metrics on a page.
std::set<std::string> namesOn(const std::string& page);

}  // namespace freezer::test
