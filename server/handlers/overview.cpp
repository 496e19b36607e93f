#include "server/handlers/overview.h"

#include <optional>

#include "core/rules/overview_document.h"
#include "server/errors.h"
#include "server/handlers/search_watch.h"
#include "server/http/content_encoding.h"

namespace freezer::server {

Response showOverview(const Call& call) {
  // It reads all clients, jobs and sessions, as a search does.
  std::optional<SearchWatch> watch;
  Proceed proceed;
  if (call.context.searches != nullptr) {
    watch.emplace(*call.context.searches, call.request, call.caller.scope.id);
    proceed = [&watch] { return watch->proceed(); };
  }
  const auto overview = call.freezer.overview(call.caller, proceed);
  if (!overview) return problem(overview.error());
  Response response{.body = toDocument(overview.value()).text()};
  compress(call.request, response);
  return response;
}

Response showJobOverview(const Call& call) {
  const auto overview = call.freezer.jobOverview(call.caller, call.variable("job_id"));
  if (!overview) return problem(overview.error());
  return {.body = toDocument(overview.value()).text()};
}

}  // namespace freezer::server
