#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "server/routes.h"
#include "tests/server/json_schema.h"
#include "tests/server/service.h"

namespace freezer::test {

/// The OpenAPI document of a service.
class ApiDescription {
 public:
  explicit ApiDescription(Service& service);

  const Document& document() const { return document_; }

  /// The operation of a route, or null.
  Object operation(const server::Route& route) const;

  /// The response of a route to `status`, or null; `default` does not count.
  Object response(const server::Route& route, int status) const;

  /// Fails the test unless `reply` is what the document promises: status, fields of the head and
  /// body, whose members must all be documented.
  void expectDocumented(const server::Route& route, const Reply& reply) const;

  /// The faults of `body` by the schema of requests.
  std::vector<std::string> requestFaults(const server::Route& route, ValueRef body) const;

  /// The faults of a value by the schema with this name.
  std::vector<std::string> faults(std::string_view schema, ValueRef value,
                                  Extra extra = Extra::Allowed) const;

  /// `object`, or what its "$ref" refers to.
  Object resolved(const Object& object) const;

 private:
  void expectBody(const Object& response, const Reply& reply) const;

  Document document_;
};

/// Where the operation of a method is in its path item, as a JSON pointer: "/get".
std::string methodPointer(std::string_view method);

}  // namespace freezer::test
