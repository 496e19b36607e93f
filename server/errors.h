#pragma once

#include <string_view>

#include "core/result.h"
#include "server/http/response.h"

namespace freezer::server {

/// The HTTP status of an error.
int httpStatus(ErrorCode code);

/// The reason phrase of a status that this service sends: "Not Found".
std::string_view reasonPhrase(int status);

/// The answer to a request that failed: title and description, and the faults
/// where there are any (spec, section 5), or Keystone's own form where nobody
/// vouches for the caller (section 6). What a failure of the service was is left
/// to Response::detail.
Response problem(const Error& error);

/// The same for what HTTP itself refuses.
Response problem(int status, std::string_view description);

/// The same in the form of the Identity API: {"error": {"code", "title", "message"}}.
Response identityProblem(int status, std::string_view message);

}  // namespace freezer::server
