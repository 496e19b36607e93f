#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

// The operations on one document of any kind. R is /v1 or /v2/{project_id}.

Response createDocument(const Call& call);   ///< POST R/<kind>s
Response showDocument(const Call& call);     ///< GET R/<kind>s/{id}
Response replaceDocument(const Call& call);  ///< POST R/<kind>s/{id}
Response patchDocument(const Call& call);    ///< PATCH R/<kind>s/{id}
Response deleteDocument(const Call& call);   ///< DELETE R/<kind>s/{id}

}  // namespace freezer::server
