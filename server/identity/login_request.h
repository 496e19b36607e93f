#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/identity/tokens.h"
#include "core/json/document.h"
#include "core/result.h"

namespace freezer::server {

/// The body of POST /v3/auth/tokens (OpenStack Identity API v3, "Authentication and token
/// management").
struct LoginRequest {
  struct Password {
    Reference user;
    std::string password;
  };
  struct Token {
    std::string text;
  };
  std::variant<Password, Token> method;
  std::optional<Reference> project;  ///< The project of the new token, or none.
};

/// Reads a body. InvalidRequest if it does not have the documented form; Unauthenticated
/// for methods, domains and scopes that this service does not have. Its only domain is
/// `default`.
Result<LoginRequest> parseLoginRequest(const Document& body);

}  // namespace freezer::server
