#pragma once

#include <string>
#include <string_view>

/// JSON pointers (RFC 6901) to the members of documents. See also Column::pointer.
namespace freezer::at {

// All documents.
inline constexpr std::string_view kProjectId = "/project_id";
inline constexpr std::string_view kUserId = "/user_id";
inline constexpr std::string_view kVersion = "/_version";

// Clients, in their envelope.
inline constexpr std::string_view kClient = "/client";
inline constexpr std::string_view kClientHostname = "/client/hostname";
inline constexpr std::string_view kClientUuid = "/client/uuid";
inline constexpr std::string_view kClientDescription = "/client/description";
inline constexpr std::string_view kIsCentral = "/client/is_central";
inline constexpr std::string_view kClientClientId = "/client/client_id";

// Jobs.
inline constexpr std::string_view kJobId = "/job_id";
inline constexpr std::string_view kClientId = "/client_id";
inline constexpr std::string_view kDescription = "/description";
inline constexpr std::string_view kSessionId = "/session_id";
inline constexpr std::string_view kSessionTag = "/session_tag";
inline constexpr std::string_view kActionDefaults = "/action_defaults";
inline constexpr std::string_view kJobActions = "/job_actions";
inline constexpr std::string_view kJobSchedule = "/job_schedule";
inline constexpr std::string_view kJobEvent = "/job_schedule/event";
inline constexpr std::string_view kJobStatus = "/job_schedule/status";
inline constexpr std::string_view kJobResult = "/job_schedule/result";
inline constexpr std::string_view kJobTimeCreated = "/job_schedule/time_created";
inline constexpr std::string_view kJobTimeStarted = "/job_schedule/time_started";
inline constexpr std::string_view kJobTimeEnded = "/job_schedule/time_ended";
inline constexpr std::string_view kJobInterval = "/job_schedule/schedule_interval";
inline constexpr std::string_view kCurrentPid = "/job_schedule/current_pid";
inline constexpr std::string_view kCredentials = "/user_credentials";
inline constexpr std::string_view kTrustId = "/user_credentials/trust_id";
inline constexpr std::string_view kTrustorUserId = "/user_credentials/trustor_user_id";

// Actions and entries of job_actions.
inline constexpr std::string_view kActionId = "/action_id";
inline constexpr std::string_view kFreezerAction = "/freezer_action";
inline constexpr std::string_view kEntryAction = "/freezer_action/action";

// Sessions and entries of jobs.
inline constexpr std::string_view kMembers = "/jobs";
inline constexpr std::string_view kSchedule = "/schedule";
inline constexpr std::string_view kHoldOff = "/hold_off";
inline constexpr std::string_view kStatus = "/status";
inline constexpr std::string_view kResult = "/result";
inline constexpr std::string_view kTimeStart = "/time_start";
inline constexpr std::string_view kTimeEnd = "/time_end";
inline constexpr std::string_view kTimeStarted = "/time_started";
inline constexpr std::string_view kTimeEnded = "/time_ended";

/// The pointer to a member of the object at `pointer`. A name with '/' or '~' must be escaped:
/// see escapePointer().
inline std::string member(std::string_view pointer, std::string_view name) {
  return std::string(pointer).append("/").append(name);
}

}  // namespace freezer::at
