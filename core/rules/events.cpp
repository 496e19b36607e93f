#include <array>

#include "core/freezer.h"
#include "core/integer.h"
#include "core/rules/validation.h"

namespace freezer {
namespace {

struct EventName {
  JobEvent event;
  std::string_view name;
};
constexpr std::array kEventNames = {EventName{JobEvent::Start, "start"},
                                    EventName{JobEvent::Stop, "stop"},
                                    EventName{JobEvent::Abort, "abort"}};

constexpr std::array<std::string_view, 4> kResults = {"", "success", "fail", "aborted"};

Error badRequest(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

/// The only member of `body`.
Result<std::string> onlyMember(const Document& body, const std::string& expected) {
  if (body.object()->size() == 1) return body.object()->begin()->first;
  return badRequest("the body must be an object of one member: " + expected);
}

/// A tag is a number; the freezer command sends it as text.
std::optional<std::int64_t> tagOf(const Value& value) {
  if (isInteger(value)) return value.convert<std::int64_t>();
  if (!isText(value)) return std::nullopt;
  return parseInteger(value.extract<std::string>());
}

}  // namespace

std::string_view toString(JobEvent event) {
  for (const EventName& candidate : kEventNames) {
    if (candidate.event == event) return candidate.name;
  }
  return {};
}

Result<JobEvent> parseJobEvent(std::string_view name) {
  for (const EventName& candidate : kEventNames) {
    if (candidate.name == name) return candidate.event;
  }
  return badRequest("a job knows the events start, stop and abort");
}

Result<JobEvent> parseJobEventBody(const Document& body) {
  const auto name = onlyMember(body, R"({"start": null}, {"stop": null} or {"abort": null})");
  if (!name) return name.error();
  return parseJobEvent(name.value());
}

Result<SessionAction> parseSessionAction(const Document& body) {
  const auto name = onlyMember(body, R"({"start": {...}} or {"end": {...}})");
  if (!name) return name.error();
  if (name.value() != "start" && name.value() != "end") {
    return badRequest("a session knows the actions start and end");
  }
  const bool ends = name.value() == "end";
  const ObjectPtr object = body.objectAt("/" + name.value());
  if (!object) {
    return invalidDocument({{"/" + name.value(), "must be an object with job_id and current_tag"}});
  }
  const Document parameters(object);
  std::vector<Fault> faults;
  const auto fault = [&](const std::string& member, const std::string& message) {
    faults.push_back({"/" + name.value() + "/" + member, message});
  };

  SessionAction action;
  action.name = ends ? SessionAction::Name::End : SessionAction::Name::Start;
  action.job_id = parameters.textAt("/job_id");
  if (!isValidId(resourceOf(Kind::Job), action.job_id)) fault("job_id", "must be the id of a job");
  // Nothing of an end depends on the tag.
  const auto tag = tagOf(parameters.at("/current_tag"));
  if (!ends && !tag) fault("current_tag", "must be an integer");
  action.current_tag = tag.value_or(0);
  action.result = parameters.textAt("/result");
  if (ends && (!isText(parameters.at("/result")) ||
               std::find(kResults.begin(), kResults.end(), action.result) == kResults.end())) {
    fault("result", R"(must be one of "success", "fail", "aborted" and "")");
  }
  if (!faults.empty()) return invalidDocument(std::move(faults));
  return action;
}

}  // namespace freezer
