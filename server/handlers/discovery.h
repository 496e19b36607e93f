#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// What a client can learn without a token.

Response showVersions(const Call& call);  ///< GET /
Response showHome(const Call& call);      ///< GET /v1, GET /v2
Response showHealth(const Call& call);    ///< GET /healthcheck
Response showOpenApi(const Call& call);   ///< GET /openapi.json

inline constexpr Parameter kHealthParameters[] = {
    {"detailed", "query", Type::Boolean, "Whether to ask the store, too."},
};

}  // namespace freezer::server
