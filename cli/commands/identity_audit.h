#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "cli/context.h"
#include "core/audit/trail.h"
#include "core/identity/accounts.h"
#include "core/identity/tokens.h"

namespace freezer::cli {

// The subjects of changes of identities in the audit log.

inline AuditSubject subjectOf(std::string_view verb, const User& user) {
  return {verb, "user", user.id, user.name};
}

inline AuditSubject subjectOf(std::string_view verb, const Project& project) {
  return {verb, "project", project.id, project.name};
}

/// The ID is "USER_ID/PROJECT_ID/ROLE".
inline AuditSubject subjectOf(std::string_view verb, const RoleAssignment& role) {
  return {verb, "role", role.user_id + "/" + role.project_id + "/" + role.role};
}

/// The name is that of the owner.
inline AuditSubject subjectOf(std::string_view verb, const IssuedToken& issued) {
  return {verb, "token", issued.details.token.id, issued.details.user_name};
}

/// Notes the outcome of a change of identities in the audit log, and returns it. `asked` is the
/// subject as the command line names it.
template <typename T>
Result<T> auditedIdentity(const Context& context, const AuditSubject& asked, Result<T> result) {
  const AuditSubject subject = result ? subjectOf(asked.verb, result.value()) : asked;
  return audited(context.auditCaller(), subject, std::move(result));
}

/// The outcome of a change whose value nobody needs.
template <typename T>
Result<void> withoutValue(const Result<T>& result) {
  return result ? Result<void>() : result.error();
}

}  // namespace freezer::cli
