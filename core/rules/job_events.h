#pragma once

#include <string>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// An event that a user can send to the scheduler of a job.
enum class JobEvent { Start, Stop, Abort };

/// "start", "stop" or "abort", and the inverse; InvalidRequest for any other name.
std::string_view toString(JobEvent event);
Result<JobEvent> parseJobEvent(std::string_view name);

/// Parses the body of POST jobs/{job_id}/event: {"start": null}.
Result<JobEvent> parseJobEventBody(const Document& body);

/// Applies an event to a loaded job and stores the job. Returns "success", or, for example, "start
/// already requested" if nothing changed.
Result<std::string> applyEvent(Operation& operation, Stored job, JobEvent event);

}  // namespace freezer
