#pragma once

#include <cstdint>
#include <string>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// The answer to a session action.
struct SessionAnswer {
  std::string result;  ///< "success", "hold-off" or "out-of-sync".
  std::int64_t session_tag = 0;
};

/// What the body of POST sessions/{session_id}/action asks for.
struct SessionAction {
  enum class Name { Start, End } name = Name::Start;
  std::string job_id;
  std::int64_t current_tag = 0;
  std::string result;  ///< Of an end.
};

/// Reads {"start": {"job_id", "current_tag"}} or {"end": {"job_id",
/// "current_tag", "result"}}; a tag may be a number or, as the freezer command
/// sends it, its decimal text.
Result<SessionAction> parseSessionAction(const Document& body);

// What the routes and commands of sessions do, within a transaction; see the
// functions of class Freezer of the same names.

Result<SessionAnswer> startSession(Operation& operation, const std::string& session_id,
                                   const std::string& job_id, std::int64_t tag);
Result<SessionAnswer> endSession(Operation& operation, const std::string& session_id,
                                 const std::string& job_id, const std::string& result);
Result<void> addJob(Operation& operation, const std::string& session_id, const std::string& job_id);
Result<void> removeJob(Operation& operation, const std::string& session_id,
                       const std::string& job_id);

const Rules& sessionRules();

}  // namespace freezer
