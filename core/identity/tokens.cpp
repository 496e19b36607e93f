#include "core/identity/tokens.h"

#include <algorithm>
#include <utility>

#include "core/identity/accounts.h"
#include "core/identity/names.h"
#include "core/identity/secrets.h"
#include "core/text.h"
#include "core/uuid.h"

namespace freezer {
namespace {

void addImpliedRoles(std::vector<std::string>& roles) {
  constexpr std::pair<const char*, const char*> kImplied[] = {{"admin", "member"},
                                                              {"member", "reader"}};
  for (const auto& [role, implied] : kImplied) {
    const auto has = [&](const char* one) { return std::ranges::find(roles, one) != roles.end(); };
    if (has(role) && !has(implied)) roles.emplace_back(implied);
  }
}

/// The properties of a new token.
struct TokenWish {
  std::string user_id;
  std::optional<Project> project;
  std::string method;
  std::int64_t issued_at;
  std::int64_t expires_at;
};

/// Creates a token, and deletes expired tokens.
Result<IssuedToken> addToken(IdentityTables& tables, const TokenWish& wish) {
  if (const auto swept = tables.removeTokensExpiredBy(wish.issued_at); !swept) return swept.error();
  IssuedToken issued{newToken(), {}};
  const Token token = {newUuid(),
                       tokenHash(issued.text),
                       wish.method,
                       wish.user_id,
                       wish.project ? wish.project->id : "",
                       wish.issued_at,
                       wish.expires_at};
  if (const auto inserted = tables.insert(token); !inserted) return inserted.error();
  auto details = tables.token(token.hash);
  if (!details) return details.error();
  issued.details = std::move(details).value().value();
  addImpliedRoles(issued.details.roles);
  return issued;
}

/// The project of a login request, if the user has a role in it.
Result<std::optional<Project>> enterProject(IdentityView& view, const std::string& user_id,
                                            const std::optional<Reference>& wanted) {
  if (!wanted) return std::optional<Project>();
  const auto theirs = view.projectsOf(user_id);
  if (!theirs) return theirs.error();
  for (const Project& project : theirs.value()) {
    if ((wanted->by == NamedBy::Id ? project.id : project.name) == wanted->text) {
      return std::optional(project);
    }
  }
  return Error{ErrorCode::Unauthenticated,
               "There is no such project, or the user has no role in it."};
}

bool hasExpired(const std::optional<TokenDetails>& details, std::int64_t now) {
  return details && details->token.expires_at <= now;
}

/// A token that was looked up, if it is valid. It is not if its owner no longer has a role in its
/// project.
Result<TokenDetails> validToken(Result<std::optional<TokenDetails>> found, std::int64_t now) {
  if (!found) return found.error();
  std::optional<TokenDetails> details = std::move(found).value();
  if (!details || hasExpired(details, now)) return unauthenticated();
  if (!details->token.project_id.empty() && details->roles.empty()) return unauthenticated();
  addImpliedRoles(details->roles);
  return *std::move(details);
}

}  // namespace

Error unauthenticated() {
  return {ErrorCode::Unauthenticated, "The request you have made requires authentication."};
}

Tokens::Tokens(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

Result<IssuedToken> Tokens::issue(const std::string& user, const std::string& project,
                                  std::int64_t lifetimeSeconds) {
  const std::int64_t now = clock_();
  return writeTo(store_, [&](Transaction& transaction) -> Result<IssuedToken> {
    IdentityTables& tables = transaction.identity();
    const auto owner = userNamed(tables, user);
    if (!owner) return owner.error();
    std::optional<Reference> wanted;
    if (!project.empty()) {
      const auto named = projectNamed(tables, project);
      if (!named) return named.error();
      wanted = {NamedBy::Id, named.value().id};
    }
    const auto entered = enterProject(tables, owner.value().id, wanted);
    if (!entered && entered.error().code != ErrorCode::Unauthenticated) return entered.error();
    if (!entered) {
      return Error{ErrorCode::InvalidRequest, user + " has no role in the project " + project +
                                                  "; assign one with `users grant`"};
    }
    return addToken(tables,
                    {owner.value().id, entered.value(), "token", now, now + lifetimeSeconds});
  });
}

Result<std::vector<TokenDetails>> Tokens::list() const {
  auto all = readFrom(store_, [](Snapshot& view) { return view.identity().tokens(); });
  if (!all) return all;
  std::vector<TokenDetails> valid = std::move(all).value();
  std::erase_if(valid,
                [now = clock_()](const TokenDetails& one) { return one.token.expires_at <= now; });
  return valid;
}

Result<void> Tokens::revoke(const std::string& id) {
  return writeTo(store_, [&](Transaction& transaction) -> Result<void> {
    const auto had = transaction.identity().removeToken(id);
    if (!had) return had.error();
    if (had.value()) return {};
    return Error{ErrorCode::NotFound, "there is no token " + excerpt(id)};
  });
}

Result<std::string> Tokens::userId(const Reference& user) const {
  const auto found =
      readFrom(store_, [&](Snapshot& view) { return view.identity().user(user.by, user.text); });
  if (!found) return found.error();
  return found.value() ? found.value()->id : std::string();
}

Result<IssuedToken> Tokens::logIn(const Reference& user, std::string_view password,
                                  const std::optional<Reference>& project,
                                  std::int64_t lifetimeSeconds) {
  if (password.size() > kLongestPassword) return unauthenticated();
  const auto found =
      readFrom(store_, [&](Snapshot& view) { return view.identity().user(user.by, user.text); });
  if (!found) return found.error();
  // Compare with a dummy hash, so that an unknown user takes as long as a wrong password.
  static const std::string ofNobody = hashPassword(newToken());
  const std::optional<User>& known = found.value();
  const bool matches = passwordMatches(password, known ? known->password_hash : ofNobody);
  if (!known || !matches) return unauthenticated();

  const std::int64_t now = clock_();
  return writeTo(store_, [&](Transaction& transaction) -> Result<IssuedToken> {
    IdentityTables& tables = transaction.identity();
    // The password may have changed in the meantime.
    const auto still = tables.user(NamedBy::Id, known->id);
    if (!still) return still.error();
    if (!still.value() || still.value()->password_hash != known->password_hash) {
      return unauthenticated();
    }
    const auto entered = enterProject(tables, known->id, project);
    if (!entered) {
      Error error = entered.error();
      if (error.code == ErrorCode::Unauthenticated) error.code = ErrorCode::Forbidden;
      return error;
    }
    return addToken(tables, {known->id, entered.value(), "password", now, now + lifetimeSeconds});
  });
}

Result<IssuedToken> Tokens::exchange(std::string_view token,
                                     const std::optional<Reference>& project) {
  const std::int64_t now = clock_();
  return writeTo(store_, [&](Transaction& transaction) -> Result<IssuedToken> {
    IdentityTables& tables = transaction.identity();
    const auto found = validToken(tables.token(tokenHash(token)), now);
    if (!found) return found.error();
    const Token& first = found.value().token;
    const auto entered = enterProject(tables, first.user_id, project);
    if (!entered) return entered.error();
    return addToken(tables, {first.user_id, entered.value(), "token", now, first.expires_at});
  });
}

Result<TokenDetails> Tokens::validate(std::string_view token) const {
  const std::int64_t now = clock_();
  auto found =
      readFrom(store_, [&](Snapshot& view) { return view.identity().token(tokenHash(token)); });
  if (found && hasExpired(found.value(), now)) {
    // For good: the clock may be set back. It is refused even if it cannot be removed.
    static_cast<void>(store_.write([&](Transaction& transaction) {
      return transaction.identity().removeTokensExpiredBy(now);
    }));
  }
  return validToken(std::move(found), now);
}

Credentials credentialsOf(const TokenDetails& details) {
  return {details.token.user_id, details.user_name, details.token.project_id, details.roles,
          details.project_name};
}

}  // namespace freezer
