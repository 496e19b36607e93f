#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// A user or a project, by ID or name.
struct Reference {
  NamedBy by = NamedBy::Name;
  std::string text;
};

/// A new token. Its text is not stored.
struct IssuedToken {
  std::string text;
  TokenDetails details;
};

/// The error for a missing or invalid token or password, with Keystone's message.
Error unauthenticated();

/// The tokens of the strategy `builtin` (freezer-api-rest(7), "Authentication"). Every operation is
/// one transaction. Safe to use from several threads at once.
///
/// The roles of a token include the implied ones: as in Keystone, admin implies member, and
/// member implies reader.
class Tokens {
 public:
  /// Uses `store`, which must outlive it.
  Tokens(Store& store, Clock clock);

  // Unauthenticated when the user, password or token is wrong or has expired; the error does not
  // say which.

  /// The ID of a user; empty if there is no such user.
  Result<std::string> userId(const Reference& user) const;

  /// Checks a password and issues a token scoped to `project`. Forbidden when the password is right
  /// but the user has no role in the project, or it does not exist.
  Result<IssuedToken> logIn(const Reference& user, std::string_view password,
                            const std::optional<Reference>& project, std::int64_t lifetimeSeconds);

  /// Issues another token to the owner of `token`; it expires with `token` at the latest. Also
  /// Unauthenticated when the owner has no role in the project.
  Result<IssuedToken> exchange(std::string_view token, const std::optional<Reference>& project);

  /// The details of a valid token.
  Result<TokenDetails> validate(std::string_view token) const;

  // Administration.

  /// Issues a token to a user without checking a password. `user` and `project` are names or IDs;
  /// an empty `project` means an unscoped token. NotFound if the user or project does not exist,
  /// InvalidRequest if the user has no role in the project.
  Result<IssuedToken> issue(const std::string& user, const std::string& project,
                            std::int64_t lifetimeSeconds);

  /// The tokens that have not expired.
  Result<std::vector<TokenDetails>> list() const;

  /// Revokes a token by its ID. NotFound if it does not exist.
  Result<void> revoke(const std::string& id);

 private:
  Store& store_;
  Clock clock_;
};

/// The credentials of a valid token.
Credentials credentialsOf(const TokenDetails& details);

}  // namespace freezer
