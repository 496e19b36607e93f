#pragma once

#include "core/json/value.h"
#include "server/routes.h"

namespace freezer::server::openapi {

/// The responses of a route, by status. The statuses of which a route decides are listed; `default`
/// stands for those that any request can get, such as 500.
Object responsesOf(const Route& route);

/// The responses that routes share, and the header fields of responses, by name.
Object responses();
Object headers();

}  // namespace freezer::server::openapi
