#include "server/handlers/metrics.h"

#include "server/metrics/metrics.h"

namespace freezer::server {

Response showMetrics(const Call& call) {
  return {.body = call.context.metrics->page(), .contentType = call.route.contentType};
}

}  // namespace freezer::server
