#pragma once

#include <span>

#include "server/handlers/call.h"

namespace freezer::server {

Response listDocuments(const Call& call);  ///< GET R/<kind>s

/// The parameters of the list of a kind.
std::span<const Parameter> listParameters(const Resource& resource);

}  // namespace freezer::server
