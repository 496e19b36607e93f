#include "server/handlers/identity.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "server/auth/local.h"
#include "server/errors.h"
#include "server/handlers/login_audit.h"
#include "server/http/base_url.h"
#include "server/http/uri.h"
#include "server/identity/identity_documents.h"
#include "server/identity/login_request.h"

namespace freezer::server {
namespace {

std::string baseOf(const Call& call) {
  return baseUrl(call.request, call.context);
}

Response failure(const Call& call, const Error& error) {
  Response response = identityProblem(error);
  if (response.status == 401) {
    response.headers.push_back(
        {"WWW-Authenticate", "Keystone uri=\"" + baseOf(call) + kIdentityPath + "\""});
  }
  return response;
}

constexpr int kTooManyRequests = 429;

Response tooSoon(std::chrono::seconds wait) {
  const std::string seconds = std::to_string(wait.count());
  Response response = identityProblem(
      kTooManyRequests, "Too many logins have failed; try again in " + seconds + " seconds.");
  response.headers.push_back({"Retry-After", seconds});
  return response;
}

bool wantsCatalog(const Request& request) {
  const auto given = Parameters::parse(request.query);
  return !given || std::ranges::none_of(given.value().all(),
                                        [](const auto& pair) { return pair.first == "nocatalog"; });
}

/// The reply that describes the token whose text is `text`.
Response tokenResponse(const Call& call, const std::string& text, const TokenDetails& details) {
  const std::string catalog = wantsCatalog(call.request) ? serviceCatalog(baseOf(call)) : "";
  Response response{.status = call.route.status, .body = tokenDocument(details, catalog)};
  response.headers.push_back({"X-Subject-Token", text});
  response.headers.push_back({"Vary", "X-Auth-Token"});
  response.user = details.user_name;
  response.project_id = details.token.project_id;
  return response;
}

Response issuedResponse(const Call& call, const Result<IssuedToken>& issued) {
  if (!issued) return failure(call, issued.error());
  return tokenResponse(call, issued.value().text, issued.value().details);
}

Response logIn(const Call& call, const LoginRequest::Password& given,
               const std::optional<Reference>& project) {
  IdentityApi& api = *call.context.identity;
  Tokens& tokens = call.freezer.tokens();
  const auto user = tokens.userId(given.user);
  if (!user) return failure(call, user.error());
  const LoginAudit audit(call, &given.user, user.value(), project);
  const std::string& account = user.value().empty() ? given.user.text : user.value();
  LoginThrottle::Attempt attempt(api.throttle, account, call.request.clientAddress);
  if (attempt.wait() > std::chrono::seconds(0)) {
    call.context.incidents.note(Incident::LoginThrottled, "client " + call.request.clientAddress);
    audit.note(AuditRefusal{.reason = "throttled", .status = kTooManyRequests});
    return tooSoon(attempt.wait());
  }
  if (!attempt.isRunning()) {
    call.context.incidents.note(Incident::LoginRefused, "client " + call.request.clientAddress);
    const Error busy{ErrorCode::Unavailable, "Too many logins at once; try again."};
    audit.note(Result<IssuedToken>(busy));
    return failure(call, busy);
  }
  const auto issued = tokens.logIn(given.user, given.password, project, api.tokenSeconds);
  audit.note(issued);
  if (issued) {
    attempt.succeed();
  } else if (issued.error().code == ErrorCode::Unauthenticated) {
    attempt.fail();
  } else if (issued.error().code == ErrorCode::Forbidden) {
    // A wrong project must not tell that the password is right.
    return failure(call, unauthenticated());
  }
  return issuedResponse(call, issued);
}

Result<TokenDetails> ownToken(const Call& call) {
  return call.freezer.tokens().validate(call.request.authToken.value_or(""));
}

bool hasRole(const TokenDetails& caller, std::string_view role) {
  return std::ranges::find(caller.roles, role) != caller.roles.end();
}

/// The token in X-Subject-Token. Forbidden unless the caller owns it or is an admin or a
/// service.
Result<TokenDetails> subjectToken(const Call& call) {
  const auto caller = ownToken(call);
  if (!caller) return caller.error();
  auto subject = call.freezer.tokens().validate(call.request.subjectToken.value_or(""));
  const bool isUnknown = !subject && subject.error().code == ErrorCode::Unauthenticated;
  if (!subject && !isUnknown) return subject.error();

  const bool isPrivileged = hasRole(caller.value(), "admin") || hasRole(caller.value(), "service");
  const bool isOwn = subject && subject.value().token.user_id == caller.value().token.user_id;
  if (!isPrivileged && !isOwn) {
    return Error{ErrorCode::Forbidden,
                 "You are not authorized to perform the requested action: the "
                 "token is not yours."};
  }
  if (isUnknown) return Error{ErrorCode::NotFound, "Could not find token."};
  return subject;
}

/// The caller by its token, if there is an audit log that names it.
Caller tokenCaller(const Call& call) {
  Caller caller = call.caller;
  if (caller.audit == nullptr) return caller;
  if (const auto own = ownToken(call)) caller = ownerOf(own.value());
  caller.audit = call.caller.audit;
  return caller;
}

Result<void> revokeIfThere(const Call& call, const std::string& id) {
  auto revoked = call.freezer.tokens().revoke(id);
  // Another request may have revoked it first.
  if (!revoked && revoked.error().code == ErrorCode::NotFound) return {};
  return revoked;
}

}  // namespace

Response showIdentityVersions(const Call& call) {
  return {.status = call.route.status,
          .body = R"({"versions":{"values":[)" + identityVersion(baseOf(call)) + "]}}"};
}

Response showIdentityVersion(const Call& call) {
  return {.body = R"({"version":)" + identityVersion(baseOf(call)) + '}'};
}

Response createToken(const Call& call) {
  const auto body = call.body();
  if (!body) return failure(call, body.error());
  const auto login = parseLoginRequest(body.value());
  if (!login) return failure(call, login.error());
  const auto& [method, project] = login.value();
  if (const auto* password = std::get_if<LoginRequest::Password>(&method)) {
    return logIn(call, *password, project);
  }
  const auto& token = std::get<LoginRequest::Token>(method);
  const auto issued = call.freezer.tokens().exchange(token.text, project);
  LoginAudit(call, nullptr, {}, project).note(issued);
  return issuedResponse(call, issued);
}

Response showToken(const Call& call) {
  const auto subject = subjectToken(call);
  if (!subject) return failure(call, subject.error());
  return tokenResponse(call, *call.request.subjectToken, subject.value());
}

Response deleteToken(const Call& call) {
  // Before the token is revoked, which may be the caller's.
  const Caller caller = tokenCaller(call);
  const auto subject = subjectToken(call);
  const std::string id = subject ? subject.value().token.id : std::string();
  const auto revoked =
      audited(caller, {"revoke", "token", id}, subject ? revokeIfThere(call, id) : subject.error());
  return revoked ? Response{.status = call.route.status} : failure(call, revoked.error());
}

Response showCatalog(const Call& call) {
  const auto caller = ownToken(call);
  if (!caller) return failure(call, caller.error());
  if (caller.value().token.project_id.empty()) {
    return failure(call, {ErrorCode::Forbidden,
                          "A catalog belongs to a project, and this token has no project."});
  }
  const std::string base = baseOf(call);
  return {.body = R"({"catalog":)" + serviceCatalog(base) + R"(,"links":{"self":)" +
                  quoteJson(base + kIdentityPath + "/auth/catalog") + "}}"};
}

Response listOwnProjects(const Call& call) {
  const auto caller = ownToken(call);
  if (!caller) return failure(call, caller.error());
  const auto projects = call.freezer.accounts().projectsOf(caller.value().token.user_id);
  if (!projects) return failure(call, projects.error());
  return {.body = projectList(projects.value(), baseOf(call), "/auth/projects")};
}

Response listProjectsOfUser(const Call& call) {
  const auto caller = ownToken(call);
  if (!caller) return failure(call, caller.error());
  const std::string& user_id = *findVariable(call.variables, "user_id");
  if (user_id != caller.value().token.user_id) {
    if (!hasRole(caller.value(), "admin"))
      return failure(call, {ErrorCode::Forbidden,
                            "You are not authorized to perform the requested action: the user is "
                            "another one."});
    const auto known = call.freezer.tokens().userId({NamedBy::Id, user_id});
    if (!known) return failure(call, known.error());
    if (known.value().empty())
      return failure(call, {ErrorCode::NotFound, "Could not find user: " + excerpt(user_id) + "."});
  }
  const auto projects = call.freezer.accounts().projectsOf(user_id);
  if (!projects) return failure(call, projects.error());
  return {.body = projectList(projects.value(), baseOf(call), "/users/" + user_id + "/projects")};
}

}  // namespace freezer::server
