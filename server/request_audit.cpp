#include "server/request_audit.h"

#include "server/errors.h"

namespace freezer::server {
namespace {

std::string valueOf(const Variables& variables, std::string_view name) {
  const std::string* const value = findVariable(variables, name);
  return value == nullptr ? std::string() : *value;
}

/// What the route does, as far as the path tells it.
AuditSubject subjectOf(const Route& route, const Variables& variables) {
  const Resource* const resource = route.resource;
  if (resource == nullptr) return {route.verb, "token"};
  return {route.verb, resource->name, valueOf(variables, resource->idField)};
}

}  // namespace

void RequestAudit::begin(const Route& route, const Variables& variables) {
  if (sink_ == nullptr || route.verb.empty()) return;
  trail_.emplace(*sink_,
                 AuditOrigin{request_.id, request_.globalId, request_.clientAddress, httpStatus});
  subject_ = subjectOf(route, variables);
  caller_.project_id = valueOf(variables, "project_id");
}

void RequestAudit::identify(Caller& caller, const Credentials& credentials) {
  if (!trail_) return;
  caller.audit = &*trail_;
  if (caller.project_id == credentials.project_id) caller.project_name = credentials.project_name;
  caller_ = caller;
}

void RequestAudit::conclude(const Response& response) {
  constexpr int kFirstRefusal = 400;
  constexpr int kFirstFailure = 500;
  if (!trail_ || !trail_->isEmpty() || response.status < kFirstRefusal) return;
  const auto reason = response.error ? wordOf(*response.error) : std::string_view();
  trail_->note(caller_, subject_,
               AuditRefusal{reason, response.status, response.status >= kFirstFailure});
}

}  // namespace freezer::server
