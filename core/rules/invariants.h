#pragma once

#include <string>

#include "core/result.h"
#include "core/store/maintenance.h"

namespace freezer {

/// Checks one snapshot of the store and returns its faults. The engine checks its own data. Every
/// document must be valid, columns and tables must agree with the document, and both ends of each
/// link between a job and a session must agree. Memory use is limited to one document and one that
/// it refers to. An import that was killed may leave sessions that list jobs not yet imported;
/// repeating the import repairs them.
Result<Findings> checkStore(const std::string& url);

}  // namespace freezer
