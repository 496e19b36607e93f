// The body of a login: what it is read as is the same when it is written out and read again.

#include <algorithm>

#include "server/identity/login_request.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using server::LoginRequest;

void setReference(Document& body, const std::string& pointer, const Reference& reference) {
  body.set(pointer + (reference.by == NamedBy::Id ? "/id" : "/name"), reference.text);
  if (reference.by == NamedBy::Name) body.set(pointer + "/domain/id", "default");
}

Document written(const LoginRequest& login) {
  Document body;
  Array methods = Array::make();
  if (const auto* password = std::get_if<LoginRequest::Password>(&login.method)) {
    methods.add("password");
    setReference(body, "/auth/identity/password/user", password->user);
    body.set("/auth/identity/password/user/password", password->password);
  } else {
    methods.add("token");
    body.set("/auth/identity/token/id", std::get<LoginRequest::Token>(login.method).text);
  }
  body.set("/auth/identity/methods", methods);
  if (login.project) setReference(body, "/auth/scope/project", *login.project);
  return body;
}

/// An ID counts, if there is one, and otherwise the name.
void checkReference(const Document& body, const std::string& pointer, const Reference& reference) {
  const bool isById = body.at(pointer + "/id").isText();
  require(reference.by == (isById ? NamedBy::Id : NamedBy::Name), "an ID goes before a name");
  const std::string text = body.textAt(pointer + (isById ? "/id" : "/name"));
  require(reference.text == text, "an ID or a name is taken as it is");
}

void checkRead(const Document& body, const LoginRequest& login) {
  const std::string identity = "/auth/identity";
  if (const auto* password = std::get_if<LoginRequest::Password>(&login.method)) {
    checkReference(body, identity + "/password/user", password->user);
    require(body.textAt(identity + "/password/user/password") == password->password,
            "a password is taken as it is");
  } else {
    require(body.textAt(identity + "/token/id") == std::get<LoginRequest::Token>(login.method).text,
            "a token is taken as it is");
  }
  if (login.project) checkReference(body, "/auth/scope/project", *login.project);
}

}  // namespace

void login(std::string_view input) {
  const auto body = Document::parse(input);
  if (!body) return;
  const auto read = server::parseLoginRequest(body.value());
  if (!read) {
    const ErrorCode code = read.error().code;
    require(code == ErrorCode::InvalidRequest || code == ErrorCode::Unauthenticated,
            "a refusal is a 400 or a 401");
    require(isUtf8(read.error().message), "a refusal is UTF-8");
    return;
  }
  checkRead(body.value(), read.value());
  const Document copy = written(read.value());
  const auto again = server::parseLoginRequest(copy);
  require(again && written(again.value()).text() == copy.text(),
          "a login is read as it is written");
}

}  // namespace freezer::fuzz
