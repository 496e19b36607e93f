#pragma once

#include <string>

#include "server/answer.h"
#include "server/request.h"

namespace freezer::server {

/// "http://host:port", as the client sees this service. What a proxy says of
/// itself is believed only from this machine: anyone else could lead clients
/// astray with it.
std::string baseUrl(const Request& request, const Context& context);

}  // namespace freezer::server
