#include "server/identity/login_request.h"

#include <utility>

#include "server/http/text.h"

namespace freezer::server {
namespace {

Error malformed(const std::string& what) {
  return {ErrorCode::InvalidRequest, "The body of the login is malformed: " + what + "."};
}

Error unauthenticated(std::string message) {
  return {ErrorCode::Unauthenticated, std::move(message)};
}

/// The only method in the request.
Result<std::string> methodOf(const Document& body) {
  const Array methods = body.arrayAt("/auth/identity/methods");
  if (!methods || methods.size() == 0 || !methods[0].isText()) {
    return malformed("auth.identity.methods must be a list of one method");
  }
  auto method = methods[0].text();
  if (methods.size() > 1 || (method != "password" && method != "token")) {
    return unauthenticated(
        "This service supports the methods password and token, one per request.");
  }
  return method;
}

/// Whether the user or project at `pointer` is in the domain `default`, which it is if no
/// domain is given.
bool isInDefaultDomain(const Document& body, const std::string& pointer) {
  const std::string id = body.textAt(pointer + "/domain/id", "default");
  const std::string name = body.textAt(pointer + "/domain/name", "default");
  return id == "default" && equalIgnoringCase(name, "default");
}

/// The user or project at `pointer`.
Result<Reference> referenceAt(const Document& body, const std::string& pointer) {
  if (body.at(pointer + "/id").isText()) {
    return Reference{NamedBy::Id, body.textAt(pointer + "/id")};
  }
  if (!body.at(pointer + "/name").isText()) {
    return malformed(pointer.substr(1) + " must have an id or a name, which must be a string");
  }
  if (!isInDefaultDomain(body, pointer)) {
    return unauthenticated(
        "This domain does not exist. The only domain of "
        "this service is default.");
  }
  return Reference{NamedBy::Name, body.textAt(pointer + "/name")};
}

Result<std::optional<Reference>> scopeOf(const Document& body) {
  if (!body.has("/auth/scope") || body.textAt("/auth/scope") == "unscoped" ||
      body.has("/auth/scope/unscoped")) {
    return std::optional<Reference>();
  }
  if (!body.objectAt("/auth/scope/project")) {
    return unauthenticated("Tokens of this service are scoped to a project or unscoped.");
  }
  auto project = referenceAt(body, "/auth/scope/project");
  if (!project) return project.error();
  return std::optional(std::move(project).value());
}

}  // namespace

Result<LoginRequest> parseLoginRequest(const Document& body) {
  const auto method = methodOf(body);
  if (!method) return method.error();
  auto project = scopeOf(body);
  if (!project) return project.error();

  if (method.value() == "token") {
    if (!body.at("/auth/identity/token/id").isText()) {
      return malformed("auth.identity.token.id must be a string");
    }
    return LoginRequest{LoginRequest::Token{body.textAt("/auth/identity/token/id")},
                        std::move(project).value()};
  }
  auto user = referenceAt(body, "/auth/identity/password/user");
  if (!user) return user.error();
  if (!body.at("/auth/identity/password/user/password").isText()) {
    return malformed("auth.identity.password.user.password must be a string");
  }
  return LoginRequest{LoginRequest::Password{std::move(user).value(),
                                             body.textAt("/auth/identity/password/user/password")},
                      std::move(project).value()};
}

}  // namespace freezer::server
