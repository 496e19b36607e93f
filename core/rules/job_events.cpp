#include "core/rules/job_events.h"

#include <array>

#include "core/pointers.h"
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
  return Error{ErrorCode::InvalidRequest, "the events of a job are start, stop and abort"};
}

Result<JobEvent> parseJobEventBody(const Document& body) {
  const auto name = onlyMember(body, R"({"start": null}, {"stop": null} or {"abort": null})");
  if (!name) return name.error();
  return parseJobEvent(name.value());
}

Result<std::string> applyEvent(Operation& operation, Stored job, JobEvent event) {
  const std::string name(toString(event));
  Document& document = job.document;
  if (document.textAt(at::kJobEvent) == name) return name + " already requested";
  document.set(at::kJobEvent, name);
  if (event == JobEvent::Start) {
    document.set(at::kJobStatus, "");
    document.set(at::kJobResult, "");
  }
  // When it aborts a job without a pid, a scheduler stops processing its job list.
  if (event == JobEvent::Abort && !document.has(at::kCurrentPid)) {
    document.set(at::kCurrentPid, 0);
  }
  const auto saved = save(operation, kJobs, std::move(job));
  if (!saved) return saved.error();
  return std::string("success");
}

}  // namespace freezer
