#pragma once

#include <optional>
#include <string>

#include "core/audit/trail.h"
#include "core/identity/tokens.h"
#include "server/handlers/call.h"

namespace freezer::server {

/// The owner of a token, as the audit log names it.
Caller ownerOf(const TokenDetails& details);

/// Notes the outcome of a login in the audit log, if there is one, with the names that were tried.
class LoginAudit {
 public:
  /// `user_id` is that of the user, if it exists; `user` is null if the login is by a token.
  LoginAudit(const Call& call, const Reference* user, const std::string& user_id,
             const std::optional<Reference>& project);

  void note(const Result<IssuedToken>& issued) const;
  void note(const AuditRefusal& refusal) const;

 private:
  AuditTrail* const audit_;  ///< Null: nothing is noted.
  Caller claimed_;           ///< Who the client says that it is.
};

}  // namespace freezer::server
