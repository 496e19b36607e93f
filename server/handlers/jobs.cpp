#include "server/handlers/jobs.h"

#include "server/errors.h"

namespace freezer::server {

Response postJobEvent(const Call& call) {
  const auto body = call.body();
  if (!body) return problem(body.error());
  const auto event = parseJobEventBody(body.value());
  if (!event) return problem(event.error());
  const auto result = call.freezer.sendEvent(call.caller, call.id(), event.value());
  if (!result) return problem(result.error());
  return {.status = 202, .body = R"({"result":)" + quoteJson(result.value()) + '}'};
}

}  // namespace freezer::server
