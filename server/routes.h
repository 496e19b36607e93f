#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/resource.h"
#include "server/http/response.h"

namespace freezer::server {

struct Call;
using Handler = Response (*)(const Call& call);

/// The API that a route belongs to. V1 and V2 differ in the documents they cover; None is
/// public. Identity is OpenStack's Identity API v3, served only by the strategy `builtin`. Metrics
/// is public for operators, and served only where the configuration says so. Console is no API but
/// the files of the web console, of any media type.
enum class ApiVersion { None, V1, V2, Identity, Metrics, Console };

/// What entity tags are for on a route.
enum class Tags {
  None,
  Returned,  ///< The reply has an ETag, and If-None-Match makes it a 304.
  Required,  ///< The change is refused unless If-Match fits: 412.
};

/// A parameter in the query of a request, or a field of its head.
struct Parameter {
  std::string_view name;
  std::string_view place;  ///< "query" or "header".
  Type type;               ///< Text, Integer or Boolean.
  std::string_view help;   ///< One sentence.
};

struct Route {
  std::string_view method = {};
  std::string path = {};       ///< "/v2/{project_id}/jobs/{job_id}".
  std::string rel = {};        ///< Its name in the JSON Home document; empty: not in it.
  std::string rule = {};       ///< The rule that must allow it; empty: public.
  std::string_view verb = {};  ///< Its name in the audit log; empty: it only reads.
  Handler handler = nullptr;
  ApiVersion version = ApiVersion::None;
  const Resource* resource = nullptr;  ///< The kind of its documents, or null.

  std::string operation = {};  ///< "createJob"; the same in both versions. Empty: none in OpenAPI.
  std::string summary = {};    ///< One sentence; empty: the help of the rule.
  std::span<const Parameter> parameters = {};
  bool needsToken = false;  ///< Although there is no rule.
  Tags tags = Tags::None;
  bool redirectsBrowsers = false;  ///< To the console, by 303.

  // The bodies, by the names of their schemas (openapi/schemas.h); empty: none.
  std::string request = {};
  std::string reply = {};                             ///< Of success.
  int status = 200;                                   ///< Of success.
  std::string_view contentType = "application/json";  ///< Of the reply.
};

/// Every route (freezer-api-rest(7), "Routes"). The routes of HEAD and OPTIONS follow from
/// the others. Router, JSON Home, OpenAPI, manual page and tests use this one list.
///
/// Names in JSON Home: `rel/<plural>` is a collection, `rel/<name>` one document. Backups
/// differ, since clients expect `rel/backups` to be one backup: their collection is
/// `rel/backup-list`.
const std::vector<Route>& routes();

/// The place of a route in routes(), where it must be.
std::size_t indexOf(const Route& route);

}  // namespace freezer::server
