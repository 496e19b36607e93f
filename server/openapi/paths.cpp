#include "server/openapi/paths.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/policy/default_rules.h"
#include "core/rules/validation.h"
#include "core/search/search.h"
#include "core/text.h"
#include "server/openapi/fields.h"
#include "server/openapi/json.h"
#include "server/openapi/responses.h"
#include "server/router.h"

namespace freezer::server::openapi {
namespace {

// --- Parameters ------------------------------------------------------------------------

Object parameter(std::string_view name, std::string_view place, std::string_view help,
                 const Object& schema) {
  return objectOf({{"name", name}, {"in", place}, {"description", help}, {"schema", schema}});
}

Object variable(std::string_view name, std::string_view help, const Pattern& pattern) {
  Object described = parameter(name, "path", help, patternSchema(pattern));
  described.set("required", true);
  return described;
}

/// The values of the parameter sort.
Object sortSchema(const Resource& resource) {
  std::string keys;
  for (const std::string_view key : sortKeys(resource)) {
    keys.append(keys.empty() ? "" : "|").append(key);
  }
  return objectOf({{"type", "string"}, {"pattern", "^(" + keys + ")(:(asc|desc))?$"}});
}

Object schemaOf(const Parameter& given, const Route& route) {
  if (given.name == "sort") return sortSchema(*route.resource);
  const Field field{given.name, given.type, kNone, given.help};
  Object schema = fieldSchema(field, Use::Body);
  schema.remove("description");
  return schema;
}

Array parametersOf(const Route& route) {
  Array all = Array::make();
  for (const Parameter& given : route.parameters) {
    all.add(parameter(given.name, given.place, given.help, schemaOf(given, route)));
  }
  if (route.tags == Tags::Returned) all.add(referTo("parameters", "IfNoneMatch"));
  if (route.tags == Tags::Required) all.add(referTo("parameters", "IfMatch"));
  return all;
}

Array parametersOf(const Path& path) {
  Array all = Array::make();
  for (const std::string_view segment : path.segments) {
    const std::string_view name = variableName(segment);
    if (!name.empty()) all.add(referTo("parameters", name));
  }
  all.add(referTo("parameters", "RequestId"));
  return all;
}

// --- Operations ------------------------------------------------------------------------

std::string operationId(const Route& route) {
  std::string id = route.operation;
  if (route.version != ApiVersion::V1) return id;
  id.front() = static_cast<char>(id.front() - 'a' + 'A');
  return "v1" + id;
}

std::string summaryOf(const Route& route) {
  if (!route.summary.empty()) return route.summary;
  const auto rules = defaultRules();
  return std::string(std::ranges::find(rules, route.rule, &DefaultRule::name)->help);
}

std::string_view tagOf(const Route& route) {
  if (route.resource != nullptr) return route.resource->plural;
  return route.version == ApiVersion::Identity ? kIdentityTag : kServiceTag;
}

Object requestBody(const Route& route) {
  const Object media = objectOf({{"schema", referTo("schemas", route.request)}});
  return objectOf({{"required", route.method != "GET"},  // A list needs no search.
                   {"content", objectOf({{"application/json", media}})}});
}

Object operationOf(const Route& route) {
  Object operation =
      objectOf({{"operationId", operationId(route)},
                {"summary", summaryOf(route)},
                {"tags", arrayOf(std::initializer_list<std::string_view>{tagOf(route)})}});
  if (!route.rule.empty()) operation.set("description", "Policy rule: " + route.rule + ".");
  const bool isPublic = route.rule.empty() && !route.needsToken;
  if (isPublic) operation.set("security", Array::make());
  if (const Array all = parametersOf(route); all.size() > 0) operation.set("parameters", all);
  if (!route.request.empty()) operation.set("requestBody", requestBody(route));
  operation.set("responses", responsesOf(route));
  return operation;
}

/// Whether OpenAPI 3.1 has a place for the method.
bool isOfOpenApi(std::string_view method) {
  constexpr std::string_view kMethods[] = {"GET", "PUT", "POST", "DELETE", "PATCH"};
  return std::ranges::find(kMethods, method) != std::end(kMethods);
}

Object pathItem(const Path& path) {
  Object item = objectOf({{"parameters", parametersOf(path)}});
  Object others = Object::make();
  for (const Route* route : path.rows) {
    if (isOfOpenApi(route->method)) {
      item.set(lowered(route->method), operationOf(*route));
    } else {
      others.set(std::string(route->method), operationOf(*route));
    }
  }
  if (others.size() > 0) item.set("x-additionalOperations", others);
  return item;
}

}  // namespace

Object paths() {
  Object all = Object::make();
  for (const Path& path : router().paths()) {
    // The files of the console are no operations.
    if (!path.first().operation.empty()) all.set(path.first().path, pathItem(path));
  }
  return all;
}

Object sharedParameters() {
  const Object text = objectOf({{"type", "string"}});
  Object all = Object::make();
  all.set("project_id", variable("project_id", "ID of the project of the documents.",
                                 idPattern(resourceOf(Kind::Job))));
  all.set("user_id", variable("user_id", "ID of a user.", idPattern(resourceOf(Kind::Job))));
  for (const Resource& resource : resources()) {
    all.set(std::string(resource.idField),
            variable(resource.idField, "ID of the " + std::string(resource.name) + ".",
                     idPattern(resource)));
  }
  all.set("RequestId",
          parameter("X-Openstack-Request-Id", "header",
                    "req-UUID of the request that led to this one, for the log.", text));
  all.set("IfMatch", parameter("If-Match", "header",
                               "Entity tags: change the document only in one of these versions, "
                               "else 412.",
                               text));
  all.set("IfNoneMatch", parameter("If-None-Match", "header",
                                   "Entity tags: 304 if the version is one of these.", text));
  return all;
}

Array optionalToken() {
  Array all = Array::make();
  all.add(objectOf({{kTokenScheme, Array::make()}}));
  all.add(Object::make());
  return all;
}

}  // namespace freezer::server::openapi
