#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/audit/trail.h"
#include "core/freezer.h"
#include "core/policy/policy.h"
#include "server/auth/authenticator.h"
#include "server/auth/local.h"
#include "server/auth/trusts.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/http/trusted_proxies.h"
#include "server/incidents.h"
#include "server/server.h"

namespace freezer::server {

class LastSeen;
class Metrics;
class PageMemory;
class Searches;

/// Which routes a listener has.
enum class Offer {
  Api,            ///< All but the metrics.
  ApiAndMetrics,  ///< All.
  Metrics,        ///< The metrics only.
};

/// What a reply depends on, besides the request and the store.
struct Context {
  const Authenticator& authenticator;
  const Policy& policy;
  Incidents& incidents;
  std::string address;  ///< Host and port of URLs if a request has no usable Host.
  Limits limits = {};
  TrustedProxies trustedProxies = {};
  std::string publicEndpoint = {};  ///< Replaces the beginning of URLs, unless empty.
  IdentityApi* identity = nullptr;  ///< Of the strategy `builtin`; otherwise null.
  Trusts* trusts = nullptr;         ///< Null if jobs of central clients run without.
  Searches* searches = nullptr;     ///< Null if lists may take any time.
  LastSeen* lastSeen = nullptr;     ///< Null if polls are not noted.
  PageMemory* pages = nullptr;      ///< Null if their pages may have any size.
  AuditSink* audit = nullptr;       ///< Null if changes are not noted.
  Metrics* metrics = nullptr;       ///< Null if nothing is counted.
  Offer offer = Offer::Api;         ///< With the metrics only if `metrics` is not null.
  bool console = true;              ///< Whether the web console is served.
};

/// How many bytes the body of a request to this path may have.
std::size_t maxBodyOf(const Context& context, const Request& request);

/// The reply to a request that is refused with `status`, in the form of the API that its path
/// belongs to.
Response refusal(const Context& context, const Request& request, int status,
                 std::string_view description);

/// Notes in the audit log that a request was refused before it could be answered.
void auditRefusal(const Context& context, const Request& request, const Response& response);

/// Answers one request: the whole API, without sockets. Throws nothing: an internal failure
/// is a 500, and its Response::detail, which is only logged, says why. Safe to call from
/// several threads at once.
Response answer(Freezer& freezer, const Context& context, const Request& request);

}  // namespace freezer::server
