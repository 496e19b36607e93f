#include "server/handlers/login_audit.h"

namespace freezer::server {
namespace {

constexpr std::string_view kVerb = "login";
constexpr std::string_view kKind = "token";

}  // namespace

Caller ownerOf(const TokenDetails& details) {
  Caller owner{details.token.user_id, details.user_name, details.token.project_id, {}};
  owner.project_name = details.project_name;
  return owner;
}

LoginAudit::LoginAudit(const Call& call, const Reference* user, const std::string& user_id,
                       const std::optional<Reference>& project)
    : audit_(call.caller.audit) {
  if (audit_ == nullptr) return;
  claimed_.user_id = user_id;
  if (user != nullptr) {
    (user->by == NamedBy::Id ? claimed_.user_id : claimed_.user_name) = user->text;
  }
  if (project) {
    (project->by == NamedBy::Id ? claimed_.project_id : claimed_.project_name) = project->text;
  }
}

void LoginAudit::note(const Result<IssuedToken>& issued) const {
  if (audit_ == nullptr) return;
  if (!issued) return audit_->note(claimed_, {kVerb, kKind}, issued.error());
  const TokenDetails& details = issued.value().details;
  audit_->note(ownerOf(details), {kVerb, kKind, details.token.id});
}

void LoginAudit::note(const AuditRefusal& refusal) const {
  if (audit_ != nullptr) audit_->note(claimed_, {kVerb, kKind}, refusal);
}

}  // namespace freezer::server
