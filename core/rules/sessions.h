#pragma once

#include <cstdint>
#include <string>

#include "core/freezer.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

// What the routes and commands of sessions do, within a transaction; see the
// functions of class Freezer of the same names.

Result<SessionAnswer> startSession(Operation& operation, const std::string& session_id,
                                   const std::string& job_id, std::int64_t tag);
Result<SessionAnswer> endSession(Operation& operation, const std::string& session_id,
                                 const std::string& job_id, const std::string& result);
Result<void> addJob(Operation& operation, const std::string& session_id, const std::string& job_id);
Result<void> removeJob(Operation& operation, const std::string& session_id,
                       const std::string& job_id);

}  // namespace freezer
