#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "server/answer.h"

namespace freezer::server {

/// "http://host:port" of this service as the client sees it, or the public endpoint if one is
/// configured. Contains no character that JSON would escape.
std::string baseUrl(const Request& request, const Context& context);

/// Reads a public endpoint, and removes a "/" at its end. Fails with InvalidRequest unless `text`
/// is empty or http(s)://host[:port][/path].
Result<std::string> parsePublicEndpoint(std::string_view text);

}  // namespace freezer::server
