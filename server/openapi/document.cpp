#include "server/openapi/document.h"

#include "server/openapi/json.h"
#include "server/openapi/paths.h"
#include "server/openapi/responses.h"
#include "server/openapi/schemas.h"

namespace freezer::server {
namespace openapi {
namespace {

Object info() {
  return objectOf({
      {"title", "Freezer API"},
      {"version", FREEZER_VERSION},
      {"summary", "Backups, and the jobs, actions, sessions and clients that make them."},
      {"description",
       "Version 2 covers the documents of the project in the path; version 1 covers the documents "
       "of the user who sends the request. HEAD is answered like GET, without the body."},
      {"license", objectOf({{"name", "Apache License 2.0"}, {"identifier", "Apache-2.0"}})},
  });
}

Object tag(std::string_view name, std::string_view description) {
  return objectOf({{"name", name}, {"description", description}});
}

Array tags() {
  Array all = Array::make();
  for (const Resource& resource : resources()) all.add(tag(resource.plural, resource.help));
  all.add(tag(kServiceTag, "The service and its documents at a glance."));
  all.add(tag(kIdentityTag,
              "The part of the Identity API v3 that clients need. Served only with the "
              "auth_strategy builtin."));
  return all;
}

Object securitySchemes() {
  return objectOf(
      {{kTokenScheme, objectOf({{"type", "apiKey"},
                                {"in", "header"},
                                {"name", "X-Auth-Token"},
                                {"description",
                                 "A token of Keystone, or with the auth_strategy builtin of this "
                                 "service. With noauth, no token is needed."}})}});
}

/// Everything but the opening brace.
std::string buildRest() {
  const Object document = objectOf({
      {"info", info()},
      {"tags", tags()},
      {"security", optionalToken()},
      {"paths", paths()},
      {"components", objectOf({{"schemas", schemas()},
                               {"responses", responses()},
                               {"headers", headers()},
                               {"parameters", sharedParameters()},
                               {"securitySchemes", securitySchemes()}})},
  });
  return Document::viewOf(document).text().substr(1);
}

}  // namespace
}  // namespace openapi

std::string openApiDocument(const std::string& base) {
  static const std::string rest = openapi::buildRest();
  return R"({"openapi":"3.1.0","servers":[{"url":")" + base + R"("}],)" + rest;
}

}  // namespace freezer::server
