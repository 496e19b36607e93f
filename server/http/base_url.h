#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "server/answer.h"

namespace freezer::server {

/// "http://host:port", as the client sees this service, or the public endpoint where
/// one is configured. Fit for JSON as it is.
std::string baseUrl(const Request& request, const Context& context);

/// A public endpoint as baseUrl() returns it: without a "/" at its end. Fails with
/// InvalidRequest unless `text` is empty, or http(s)://host[:port][/path].
Result<std::string> parsePublicEndpoint(std::string_view text);

}  // namespace freezer::server
