#include "server/handlers/operations.h"

#include "server/errors.h"

namespace freezer::server {
namespace {

Result<SessionAnswer> run(const Call& call, const SessionAction& action) {
  switch (action.name) {
    case SessionAction::Name::Start:
      return call.freezer.startSession(call.caller, call.id(), action.job_id, action.current_tag);
    case SessionAction::Name::End:
      return call.freezer.endSession(call.caller, call.id(), action.job_id, action.result);
  }
  return Error{ErrorCode::InvalidRequest, "The action of a session must be start or end."};
}

Response emptyResponse(const Call& call, const Result<void>& done) {
  return done ? Response{.status = call.route.status} : problem(done.error());
}

}  // namespace

Response postJobEvent(const Call& call) {
  const auto body = call.body();
  if (!body) return problem(body.error());
  const auto event = parseJobEventBody(body.value());
  if (!event) return problem(event.error());
  const auto result = call.freezer.sendEvent(call.caller, call.id(), event.value());
  if (!result) return problem(result.error());
  return {.status = call.route.status, .body = R"({"result":)" + quoteJson(result.value()) + '}'};
}

Response postSessionAction(const Call& call) {
  const auto body = call.body();
  if (!body) return problem(body.error());
  const auto action = parseSessionAction(body.value());
  if (!action) return problem(action.error());
  const auto answered = run(call, action.value());
  if (!answered) return problem(answered.error());
  return {.status = call.route.status,
          .body = R"({"result":)" + quoteJson(answered.value().result) + R"(,"session_tag":)" +
                  std::to_string(answered.value().session_tag) + '}'};
}

Response addSessionJob(const Call& call) {
  return emptyResponse(call, call.freezer.addJob(call.caller, call.id(), call.variable("job_id")));
}

Response removeSessionJob(const Call& call) {
  return emptyResponse(call,
                       call.freezer.removeJob(call.caller, call.id(), call.variable("job_id")));
}

}  // namespace freezer::server
