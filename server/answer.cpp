#include "server/answer.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "core/rules/validation.h"
#include "server/errors.h"
#include "server/handlers/call.h"
#include "server/handlers/console.h"
#include "server/http/accept.h"
#include "server/http/base_url.h"
#include "server/http/text.h"
#include "server/request_audit.h"
#include "server/router.h"

namespace freezer::server {
namespace {

Response withAllow(Response response, const std::string& allow) {
  response.headers.push_back({"Allow", allow});
  return response;
}

/// Whether the path belongs to the Identity API, and this is served.
bool isIdentity(const Context& context, const Request& request) {
  if (context.identity == nullptr) return false;
  if (const auto match = router().find(request.path))
    return match->path->first().version == ApiVersion::Identity;
  const std::size_t begin = std::min(request.path.find_first_not_of('/'), request.path.size());
  std::string_view rest = std::string_view(request.path).substr(begin);
  return takeUntil(rest, '/') == "identity";
}

Response unknownPath(const Context& context, const Request& request) {
  if (context.offer == Offer::Metrics) {
    return problem(404, "This path does not exist. This listener has only /metrics.");
  }
  return refusal(context, request, 404,
                 isIdentity(context, request)
                     ? "Could not find this path. The Identity API of this service has tokens, a "
                       "catalog and the projects of a user."
                     : "This path does not exist. GET /v2 lists the paths.");
}

/// Every method that any path takes, for "OPTIONS *".
std::string allMethods() {
  std::string all = "GET, HEAD";
  for (const Route& route : routes()) {
    if (all.find(route.method) == all.npos) all.append(", ").append(route.method);
  }
  return all + ", OPTIONS";
}

/// The caller in the scope of the route: the documents of the project in the path, which all
/// routes of v2 have, or else those of the user.
Caller callerOf(const Credentials& credentials, const std::string* project) {
  const std::string& user = credentials.user_id;
  const Scope scope =
      project == nullptr ? Scope{Scope::By::User, user} : Scope{Scope::By::Project, *project};
  return {user, credentials.user_name, project == nullptr ? credentials.project_id : *project,
          scope};
}

/// The reply to a caller who is not authenticated.
Response challenge(const Context& context, const Request& request, const Error& error) {
  Response response = problem(error);
  const std::string url = context.authenticator.identityUrl(baseUrl(request, context));
  response.headers.push_back({"WWW-Authenticate", "Keystone uri=\"" + url + "\""});
  return response;
}

/// Answers on a route with a rule, which must allow the request.
Response dispatchGuarded(Freezer& freezer, const Context& context, const Request& request,
                         const Route& route, const Variables& variables, RequestAudit& audit) {
  const auto authenticated = context.authenticator.authenticate(request);
  if (!authenticated) {
    const Error& error = authenticated.error();
    return error.code == ErrorCode::Unauthenticated ? challenge(context, request, error)
                                                    : problem(error);
  }
  const Credentials& credentials = *authenticated.value();
  Caller caller = callerOf(credentials, findVariable(variables, "project_id"));
  audit.identify(caller, credentials);
  const auto allowed = context.policy.require(route.rule, credentials, caller.project_id);
  Response response =
      allowed ? route.handler({freezer, context, request, route, variables, credentials, caller})
              : problem(allowed.error());
  response.user = std::move(caller.user_name.empty() ? caller.user_id : caller.user_name);
  response.project_id = std::move(caller.project_id);
  return response;
}

Response dispatch(Freezer& freezer, const Context& context, const Request& request,
                  const Route& route, const Variables& variables, RequestAudit& audit) {
  if (!route.rule.empty()) {
    return dispatchGuarded(freezer, context, request, route, variables, audit);
  }
  const Credentials nobody;
  Caller caller;
  audit.identify(caller, nobody);
  return route.handler({freezer, context, request, route, variables, nobody, caller});
}

bool isServed(const Path& path, const Context& context) {
  if (context.offer == Offer::Metrics) return path.first().version == ApiVersion::Metrics;
  switch (path.first().version) {
    case ApiVersion::Identity: return context.identity != nullptr;
    case ApiVersion::Console: return context.console;
    case ApiVersion::Metrics: return context.offer == Offer::ApiAndMetrics;
    case ApiVersion::None:
    case ApiVersion::V1:
    case ApiVersion::V2: return true;
  }
  return true;
}

/// Whether the request is that of a browser for the start page, which is the console.
bool isForConsole(const Context& context, const Request& request, const Route& route) {
  return context.console && route.path == "/" && request.accept && prefersHtml(*request.accept);
}

/// The reply of most routes is JSON. Programs that read metrics understand their format, whatever
/// they prefer, and so do browsers the files of the console.
bool isAcceptable(const Request& request, const Route& route) {
  const bool isJson = route.version != ApiVersion::Metrics && route.version != ApiVersion::Console;
  return !isJson || !request.accept || acceptsJson(*request.accept);
}

Response route(Freezer& freezer, const Context& context, const Request& request,
               RequestAudit& audit) {
  if (request.path == "*" && request.method == "OPTIONS")
    return withAllow({.status = 204}, allMethods());

  const auto match = router().find(request.path);
  if (!match || !isServed(*match->path, context)) return unknownPath(context, request);
  const std::string* project = findVariable(match->variables, "project_id");
  if (project != nullptr && !isValidId(resourceOf(Kind::Job), *project)) {
    return problem(404,
                   "This project does not exist: an id has 1 to 255 "
                   "letters, digits, _ and -.");
  }
  const std::string& allow = match->path->allow;
  if (request.method == "OPTIONS") return withAllow({.status = 204}, allow);
  const Route* row = match->path->row(request.method);
  if (row == nullptr) {
    return withAllow(refusal(context, request, 405, "This path supports only: " + allow + "."),
                     allow);
  }
  if (isForConsole(context, request, *row)) {
    Response redirect = redirectToConsole(context, request);
    redirect.route = row;
    return redirect;
  }
  audit.begin(*row, match->variables);
  Response response =
      isAcceptable(request, *row)
          ? dispatch(freezer, context, request, *row, match->variables, audit)
          : refusal(context, request, 406,
                    "The reply is JSON, which the Accept field of the request excludes.");
  response.route = row;
  return response;
}

Response failure(const Context& context, const Request& request, std::string detail) {
  const Error error{ErrorCode::StoreFailure, "Unexpected exception:", {}, std::move(detail)};
  return isIdentity(context, request) ? identityProblem(error) : problem(error);
}

Response answerOrFail(Freezer& freezer, const Context& context, const Request& request,
                      RequestAudit& audit) try {
  return route(freezer, context, request, audit);
} catch (const Poco::Exception& caught) {
  return failure(context, request, caught.displayText());
} catch (const std::exception& caught) {
  return failure(context, request, caught.what());
} catch (...) {
  return failure(context, request, "an object that is not a std::exception");
}

}  // namespace

std::size_t maxBodyOf(const Context& context, const Request& request) {
  const auto match = router().find(request.path);
  const bool isLogin = match && match->path->first().version == ApiVersion::Identity;
  const Limits& limits = context.limits;
  return isLogin ? std::min(limits.maxLoginBody, limits.document.maxBytes)
                 : limits.document.maxBytes;
}

Response refusal(const Context& context, const Request& request, int status,
                 std::string_view description) {
  return isIdentity(context, request) ? identityProblem(status, description)
                                      : problem(status, description);
}

void auditRefusal(const Context& context, const Request& request, const Response& response) {
  if (context.audit == nullptr) return;
  const auto match = router().find(request.path);
  if (!match || !isServed(*match->path, context)) return;
  const Route* const row = match->path->row(request.method);
  if (row == nullptr) return;
  RequestAudit audit(context.audit, request);
  audit.begin(*row, match->variables);
  audit.conclude(response);
}

Response answer(Freezer& freezer, const Context& context, const Request& request) {
  RequestAudit audit(context.audit, request);
  Response response = answerOrFail(freezer, context, request, audit);
  audit.conclude(response);
  return response;
}

}  // namespace freezer::server
