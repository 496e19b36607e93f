#include "server/answer.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "server/errors.h"
#include "server/handlers/call.h"
#include "server/http/accept.h"
#include "server/http/base_url.h"
#include "server/http/text.h"

namespace freezer::server {
namespace {

Response methods(int status, const std::string& allow) {
  Response response = status == 405 ? problem(405, "This path takes only: " + allow + ".")
                                    : Response{.status = 204};
  response.headers.push_back({"Allow", allow});
  return response;
}

/// Every method that any path takes: the answer to "OPTIONS *".
std::string allMethods() {
  std::string all = "GET, HEAD";
  for (const Route& route : routes()) {
    if (all.find(route.method) == all.npos) all.append(", ").append(route.method);
  }
  return all + ", OPTIONS";
}

bool isProjectId(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  });
}

/// Whose documents are meant: under v1 those of the user, under v2 those of the
/// project in the path.
Caller callerOf(const Credentials& credentials, ApiVersion version, const std::string* project) {
  const std::string& user = credentials.user_id;
  const bool byProject = version == ApiVersion::V2;
  return {user, credentials.user_name, byProject ? *project : credentials.project_id,
          byProject ? Scope{Scope::By::Project, *project} : Scope{Scope::By::User, user}};
}

/// The answer to a caller for whom nobody vouches.
Response challenge(const Context& context, const Request& request, const Error& error) {
  Response response = problem(error);
  const std::string url = context.authenticator.identityUrl(baseUrl(request, context));
  response.headers.push_back({"WWW-Authenticate", "Keystone uri=\"" + url + "\""});
  return response;
}

/// Answers on a route that its rule must allow.
Response dispatchGuarded(Freezer& freezer, const Context& context, const Request& request,
                         const Route& route, const Variables& variables) {
  const auto authenticated = context.authenticator.authenticate(request);
  if (!authenticated) {
    const Error& error = authenticated.error();
    return error.code == ErrorCode::Unauthenticated ? challenge(context, request, error)
                                                    : problem(error);
  }
  const Credentials& credentials = *authenticated.value();
  Caller caller = callerOf(credentials, route.version, findVariable(variables, "project_id"));
  const auto allowed = context.policy.require(route.rule, credentials, caller.project_id);
  Response response =
      allowed ? route.handler({freezer, context, request, route, variables, credentials, caller})
              : problem(allowed.error());
  response.user_id = std::move(caller.user_id);
  response.project_id = std::move(caller.project_id);
  return response;
}

Response dispatch(Freezer& freezer, const Context& context, const Request& request,
                  const Route& route, const Variables& variables) {
  if (!route.rule.empty()) return dispatchGuarded(freezer, context, request, route, variables);
  const Credentials nobody;
  const Caller caller;
  return route.handler({freezer, context, request, route, variables, nobody, caller});
}

bool isServed(const Path& path, const Context& context) {
  return path.first().version != ApiVersion::Identity || context.identity != nullptr;
}

Response route(Freezer& freezer, const Context& context, const Request& request) {
  if (request.path == "*" && request.method == "OPTIONS") return methods(204, allMethods());

  const auto match = router().find(request.path);
  if (!match || !isServed(*match->path, context))
    return problem(404, "There is nothing at this path; GET /v2 lists what there is.");
  const std::string* project = findVariable(match->variables, "project_id");
  if (project != nullptr && !isProjectId(*project)) {
    return problem(404, "There is no such project: an id is 1 to 255 letters, digits, _ and -.");
  }
  if (request.method == "OPTIONS") return methods(204, match->path->allow);
  const Route* row = match->path->row(request.method);
  if (row == nullptr) return methods(405, match->path->allow);
  if (request.accept && !acceptsJson(*request.accept)) {
    return problem(406, "The answer is JSON, which the Accept field of the request excludes.");
  }
  return dispatch(freezer, context, request, *row, match->variables);
}

Response failure(std::string detail) {
  return problem(Error{ErrorCode::StoreFailure, "Unexpected exception:", {}, std::move(detail)});
}

}  // namespace

Result<Document> Call::body() const {
  if (request.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{ErrorCode::InvalidDocument,
                 "The request has no body; it needs one, a JSON object."};
  }
  return Document::parse(request.body, context.limits.maxNesting);
}

Response answer(Freezer& freezer, const Context& context, const Request& request) try {
  return route(freezer, context, request);
} catch (const Poco::Exception& caught) {
  return failure(caught.displayText());
} catch (const std::exception& caught) {
  return failure(caught.what());
} catch (...) {
  return failure("something that is no std::exception");
}

}  // namespace freezer::server
