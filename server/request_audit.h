#pragma once

#include <optional>

#include "core/audit/trail.h"
#include "core/caller.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/router.h"
#include "server/routes.h"

namespace freezer::server {

/// The audit log of one request. `Freezer` notes what reaches it; this notes what is refused
/// before. Without an audit log, and for a route that only reads, all of it does nothing.
class RequestAudit {
 public:
  /// `sink` (null: there is no audit log) and `request` must outlive this object.
  RequestAudit(AuditSink* sink, const Request& request) : sink_(sink), request_(request) {}
  RequestAudit(const RequestAudit&) = delete;
  RequestAudit& operator=(const RequestAudit&) = delete;

  /// Called once the route of the request is known.
  void begin(const Route& route, const Variables& variables);

  /// Called once the caller is known. Gives the caller the trail, and the name of the project.
  void identify(Caller& caller, const Credentials& credentials);

  /// Notes the refusal of a request of which nothing else was noted.
  void conclude(const Response& response);

 private:
  AuditSink* const sink_;
  const Request& request_;
  std::optional<AuditTrail> trail_;  ///< None: nothing is noted.
  AuditSubject subject_;
  Caller caller_;
};

}  // namespace freezer::server
