#pragma once

#include "core/json/value.h"

namespace freezer::server::openapi {

// Names of tags and of the security scheme.
inline constexpr const char* kServiceTag = "service";
inline constexpr const char* kIdentityTag = "identity";
inline constexpr const char* kTokenScheme = "token";

/// The operations of all routes, by path and method. OpenAPI 3.1 has no place for methods that
/// HTTP does not define; these are in `x-additionalOperations`.
Object paths();

/// The parameters that operations share, by name.
Object sharedParameters();

/// The security requirement of routes that need a token, unless the strategy is noauth.
Array optionalToken();

}  // namespace freezer::server::openapi
