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

/// A request whose route and caller are known.
struct Call {
  Freezer& freezer;
  const Context& context;
  const Request& request;
  const Route& route;
  const Variables& variables;      ///< Values of the segments in braces, such as {job_id}.
  const Credentials& credentials;  ///< Of the caller; empty on a public route.
  const Caller& caller;            ///< The caller in the scope of the route.

  const Resource& resource() const { return *route.resource; }

  /// The id, in the path, of the document of the route's kind.
  const std::string& id() const { return variable(resource().idField); }

  /// The value of a variable that the path of the route has.
  const std::string& variable(std::string_view name) const {
    return *findVariable(variables, name);
  }

  /// Forbidden unless the policy allows the caller what `rule` covers.
  Result<void> require(std::string_view rule) const {
    return context.policy.require(rule, credentials, caller.project_id);
  }

  bool isV1() const { return route.version == ApiVersion::V1; }

  /// The body as a document. InvalidDocument if it is missing or malformed.
  Result<Document> body() const;
};

/// Appends `record` as its caller sees it: the stored text, to which version 1 adds
/// _version and, for a backup, user_name. The text is not parsed.
void appendShown(std::string& out, const Call& call, const Record& record);

/// Adds a member to the JSON object at the end of `out`, which must not be empty. `json` is
/// the text of the value.
void appendMember(std::string& out, std::string_view name, std::string_view json);

}  // namespace freezer::server
