#include "server/metrics/metrics.h"

#include <iterator>

#include "server/metrics/process_state.h"

namespace freezer::server {

Metrics::Metrics(Freezer& freezer, const MetricSources& sources,
                 const std::shared_ptr<spdlog::logger>& logger)
    : sources_(sources), overview_(freezer, logger) {
  processState();  // Begins its clock.
}

std::string Metrics::page() {
  std::vector<Family> families = requests_.collect();
  for (auto& more : {serviceState(sources_), processState(), overview_.age()})
    families.insert(families.end(), more.begin(), more.end());
  return textOf(families) + *overview_.text();
}

}  // namespace freezer::server
