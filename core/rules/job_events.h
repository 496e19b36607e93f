#pragma once

#include <string>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// What the scheduler of a job can be asked to do with it.
enum class JobEvent { Start, Stop, Abort };

/// "start", "stop", "abort"; and back, InvalidRequest for anything else.
std::string_view toString(JobEvent event);
Result<JobEvent> parseJobEvent(std::string_view name);

/// Reads the body of POST jobs/{job_id}/event: {"start": null}.
Result<JobEvent> parseJobEventBody(const Document& body);

/// Applies an event to a job that was loaded, and stores the job: "success", or
/// "start already requested" and so on when nothing had to change.
Result<std::string> applyEvent(Operation& operation, Stored job, JobEvent event);

}  // namespace freezer
