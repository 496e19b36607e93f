#pragma once

#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer {

/// The members of the schedule at `pointer` that APScheduler 3 cannot parse, so that the job would
/// never run. The schema describes their form, and this their values: an hour 25, the 30th of
/// February. Members that are not strings are left to the schema.
///
/// A member that is the same in `before`, which may be null, is no fault: a scheduler that reports
/// its state sends back the whole schedule, and stores can hold schedules of older services.
std::vector<Fault> scheduleFaults(const Document& document, std::string_view pointer,
                                  const Document* before);

}  // namespace freezer
