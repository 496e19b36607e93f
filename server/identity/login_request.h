#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/identity/tokens.h"
#include "core/json/document.h"
#include "core/result.h"

namespace freezer::server {

/// The body of POST /v3/auth/tokens (OpenStack Identity API v3, "Authentication and
/// token management").
struct LoginRequest {
  struct Password {
    Reference user;
    std::string password;
  };
  struct Token {
    std::string text;
  };
  std::variant<Password, Token> method;
  std::optional<Reference> project;  ///< What the new token is to be scoped to.
};

/// Reads it. InvalidRequest when it is not of the documented form; Unauthenticated
/// for methods, domains and scopes that nobody has here: the one domain is `default`.
Result<LoginRequest> parseLoginRequest(const Document& body);

}  // namespace freezer::server
