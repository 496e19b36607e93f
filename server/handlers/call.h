#pragma once

#include <string>
#include <string_view>

#include "core/caller.h"
#include "core/freezer.h"
#include "core/json/document.h"
#include "server/answer.h"
#include "server/http/request.h"
#include "server/router.h"
#include "server/routes.h"

namespace freezer::server {

/// A request that was found to be for a route, by a caller who is known.
struct Call {
  Freezer& freezer;
  const Context& context;
  const Request& request;
  const Route& route;
  const Variables& variables;      ///< What the path has in place of "{job_id}".
  const Credentials& credentials;  ///< Who asks: nobody, on a public route.
  const Caller& caller;            ///< The same in the project that the path means.

  const Resource& resource() const { return *route.resource; }

  /// The id in the path of the document that the route is about.
  const std::string& id() const { return variable(resource().idField); }

  const std::string& variable(std::string_view name) const {
    return *findVariable(variables, name);
  }

  /// Whether the policy lets the caller do more than the route is about.
  Result<void> require(std::string_view rule) const {
    return context.policy.require(rule, credentials, caller.project_id);
  }

  bool isV1() const { return route.version == ApiVersion::V1; }

  /// The body as a document; a body that is missing is an InvalidDocument too.
  Result<Document> body() const;
};

}  // namespace freezer::server
