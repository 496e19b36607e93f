#pragma once

#include "server/handlers/call.h"

namespace freezer::server {

Response listDocuments(const Call& call);  ///< GET R/<kind>s

}  // namespace freezer::server
