#include "tests/server/api_description.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace freezer::test {

using server::Route;

std::string methodPointer(std::string_view method) {
  const std::string name(method);
  return method == "UPDATE" ? "/x-additionalOperations/" + name : "/" + lowered(name);
}

ApiDescription::ApiDescription(Service& service)
    : document_(service.ask({"GET", "/openapi.json"}).json()) {}

Object ApiDescription::resolved(const Object& object) const {
  if (!object || !object.has("$ref")) return object;
  return document_.objectAt(object.get("$ref").text().substr(1));
}

Object ApiDescription::operation(const Route& route) const {
  return document_.objectAt("/paths/" + escapePointer(route.path) + methodPointer(route.method));
}

Object ApiDescription::response(const Route& route, int status) const {
  const Object all = asObject(operation(route).get("responses"));
  return resolved(asObject(all.get(std::to_string(status))));
}

void ApiDescription::expectDocumented(const Route& route, const Reply& reply) const {
  SCOPED_TRACE(std::string(route.method) + " " + route.path + ": " + std::to_string(reply.status) +
               " " + reply.body.substr(0, 1000));
  const Object documented = response(route, reply.status);
  ASSERT_TRUE(documented) << "the status is not documented";
  for (const auto& [name, header] : asObject(documented.get("headers")).copyOfMembers()) {
    EXPECT_TRUE(resolved(asObject(header))) << name;
    EXPECT_NE(reply.header(lowered(name)), "") << name;
  }
  expectBody(documented, reply);
}

void ApiDescription::expectBody(const Object& response, const Reply& reply) const {
  const Object content = asObject(response.get("content"));
  if (!content) {
    EXPECT_EQ(reply.body, "");
    return;
  }
  const Object media = asObject(content.get(reply.header("content-type")));
  ASSERT_TRUE(media) << reply.header("content-type");
  const Document body = reply.json();
  for (const std::string& fault : schemaFaults(document_, asObject(media.get("schema")),
                                               Value(body.object()), Extra::Refused)) {
    ADD_FAILURE() << fault;
  }
}

std::vector<std::string> ApiDescription::requestFaults(const Route& route, ValueRef body) const {
  const Document described = Document::viewOf(operation(route));
  const Object schema = described.objectAt("/requestBody/content/application~1json/schema");
  if (!schema) return {"no body is documented"};
  return schemaFaults(document_, schema, body);
}

std::vector<std::string> ApiDescription::faults(std::string_view schema, ValueRef value,
                                                Extra extra) const {
  const Object found = document_.objectAt("/components/schemas/" + std::string(schema));
  if (!found) return {"there is no such schema: " + std::string(schema)};
  return schemaFaults(document_, found, value, extra);
}

}  // namespace freezer::test
