#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// A user or a project, by its id or its name.
struct Reference {
  NamedBy by = NamedBy::Name;
  std::string text;
};

/// A token that was just made: the one moment when its text is known.
struct IssuedToken {
  std::string text;
  TokenDetails details;
};

/// The error for a token or a password that is missing or refused, in the words of Keystone.
Error unauthenticated();

/// The tokens of the strategy `builtin` (spec, section 6). Every operation is one
/// transaction. Safe to use from several threads at once.
///
/// Details tell all roles that the owner has in the project, those that are implied
/// included: as in Keystone, admin implies member, and member implies reader.
class Tokens {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.

  /// Uses `store`, which must outlive it.
  Tokens(Store& store, Clock clock);

  // All of these are Unauthenticated, without saying which it was, when user, password
  // or token are wrong or have expired.

  /// A token for whoever knows the password, scoped to `project`. Unauthenticated,
  /// too, when the user has no role there.
  Result<IssuedToken> logIn(const Reference& user, std::string_view password,
                            const std::optional<Reference>& project, std::int64_t lifetimeSeconds);

  /// A token for the owner of another, which it does not outlive.
  Result<IssuedToken> exchange(std::string_view token, const std::optional<Reference>& project);

  /// Whose token it is.
  Result<TokenDetails> validate(std::string_view token) const;

  // Administration.

  /// A token for a user, named by name or id, without the password; scoped unless
  /// `project`, named likewise, is empty. NotFound when there is no such user or
  /// project, InvalidRequest when the user has no role in it.
  Result<IssuedToken> issue(const std::string& user, const std::string& project,
                            std::int64_t lifetimeSeconds);

  /// Those that have not expired.
  Result<std::vector<TokenDetails>> list() const;

  /// By its id. NotFound when it is not there.
  Result<void> revoke(const std::string& id);

 private:
  Store& store_;
  Clock clock_;
};

/// The credentials that a valid token stands for.
Credentials credentialsOf(const TokenDetails& details);

}  // namespace freezer
