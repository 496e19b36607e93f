#pragma once

#include <string>

namespace freezer::server {

/// The OpenAPI 3.1 document: every route, and every document that routes take and return. Made
/// from the tables of routes (server/routes.h) and of kinds (core/resource.h). Only the URL of the
/// service depends on `base`, which must not contain a character that JSON would escape.
std::string openApiDocument(const std::string& base);

}  // namespace freezer::server
