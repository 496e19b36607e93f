#pragma once

#include <string_view>

namespace freezer::server {

/// Whether a client that sends this Accept field accepts JSON: the most specific range that
/// covers application/json must not have the weight 0 (RFC 9110, section 12.5.1). An empty
/// field accepts everything.
bool acceptsJson(std::string_view accept);

}  // namespace freezer::server
