#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "server/http/response.h"

namespace freezer::server {

/// The HTTP status for an error (freezer-api-rest(7), "Errors").
int httpStatus(ErrorCode code);

/// The reason phrase of a status that this service sends, such as "Not Found".
std::string_view reasonPhrase(int status);

/// The number of statuses that this service sends.
inline constexpr std::size_t kStatuses = 25;

/// The place of a status among them; none for any other.
std::optional<std::size_t> statusIndex(int status);

/// The reply to a request that failed: title and description, and the faults if there are
/// any. Unauthenticated has the form of Keystone instead. The cause of a failure of the
/// service is only in Response::detail, for the log.
Response problem(const Error& error);

/// The reply to a request that is refused with `status`.
Response problem(int status, std::string_view description);

// The same, in the form of the Identity API: {"error": {"code", "title", "message"}}.
Response identityProblem(const Error& error);
Response identityProblem(int status, std::string_view message);

}  // namespace freezer::server
