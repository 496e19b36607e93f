#pragma once

#include <cstdint>
#include <string>

#include "core/json/document.h"
#include "core/result.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer {

/// The result of a session action.
struct SessionAnswer {
  std::string result;  ///< "success", "hold-off" or "out-of-sync".
  std::int64_t session_tag = 0;
};

/// The body of POST sessions/{session_id}/action.
struct SessionAction {
  enum class Name { Start, End } name = Name::Start;
  std::string job_id;
  std::int64_t current_tag = 0;
  std::string result;  ///< Only for End.
};

/// Parses {"start": {"job_id", "current_tag"}} or {"end": {"job_id", "current_tag", "result"}}. A
/// tag is a number or, as sent by the freezer command, its decimal text.
Result<SessionAction> parseSessionAction(const Document& body);

// The operations on sessions, within a transaction; see the functions of class Freezer with the
// same names.

Result<SessionAnswer> startSession(Operation& operation, const std::string& session_id,
                                   const std::string& job_id, std::int64_t tag);
Result<SessionAnswer> endSession(Operation& operation, const std::string& session_id,
                                 const std::string& job_id, const std::string& result);
Result<void> addJob(Operation& operation, const std::string& session_id, const std::string& job_id);
Result<void> removeJob(Operation& operation, const std::string& session_id,
                       const std::string& job_id);

const Rules& sessionRules();

}  // namespace freezer
