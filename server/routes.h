#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/resource.h"
#include "server/http/response.h"

namespace freezer::server {

struct Call;
using Handler = Response (*)(const Call& call);

/// The API that a route belongs to. V1 and V2 differ in the documents they cover; None is
/// public. Identity is OpenStack's Identity API v3, served only by the strategy `builtin`.
enum class ApiVersion { None, V1, V2, Identity };

struct Route {
  std::string_view method;
  std::string path;            ///< "/v2/{project_id}/jobs/{job_id}".
  std::string rel;             ///< The name of the path in the JSON Home document.
  std::string rule = {};       ///< The rule that must allow it; empty: public.
  std::string_view verb = {};  ///< Its name in the audit log; empty: it only reads.
  Handler handler = nullptr;
  ApiVersion version = ApiVersion::None;
  const Resource* resource = nullptr;  ///< The kind of its documents, or null.
};

/// Every route (freezer-api-rest(7), "Routes"). The routes of HEAD and OPTIONS follow from
/// the others. Router, JSON Home, manual page and tests use this one list.
///
/// Names in JSON Home: `rel/<plural>` is a collection, `rel/<name>` one document. Backups
/// differ, since clients expect `rel/backups` to be one backup: their collection is
/// `rel/backup-list`.
const std::vector<Route>& routes();

}  // namespace freezer::server
