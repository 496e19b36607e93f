#pragma once

#include <string>

#include "core/result.h"
#include "core/store/maintenance.h"

namespace freezer {

/// Checks one unchanging view of the store, and returns its faults. The engine checks its own
/// data; every document must be valid, the columns and tables beside a document must agree with
/// it, and so must both ends of each link between a job and a session. One document at a time is in
/// memory, and one that it refers to. An import that was killed may leave a session that lists
/// jobs it did not come to: the same import again mends that.
Result<Findings> checkStore(const std::string& url);

}  // namespace freezer
