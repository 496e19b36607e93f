#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/resource.h"
#include "server/http/response.h"

namespace freezer::server {

struct Call;
using Handler = Response (*)(const Call& call);

/// Which of the two APIs a route is part of; it decides whose documents are
/// meant (spec, section 1). A public route needs no caller.
/// Identity: OpenStack's Identity API v3, which is there under `builtin` alone.
enum class ApiVersion { None, V1, V2, Identity };

struct Route {
  std::string_view method;
  std::string path;  ///< "/v2/{project_id}/jobs/{job_id}".
  std::string rel;   ///< Its name in the JSON Home document; that of its path.
  std::string rule;  ///< The policy rule that allows it; empty: public.
  Handler handler;
  ApiVersion version;
  const Resource* resource = nullptr;  ///< The kind it is about, or null.
};

/// Every route of the API (spec, section 1). HEAD and OPTIONS follow from the
/// others. Router, JSON Home and tests walk this one list.
///
/// JSON Home names: `rel/<plural>` is a collection and `rel/<name>` a document
/// of it. Backups are named otherwise, since clients know `rel/backups` as the
/// single backup (spec, section 7): their collection is `rel/backup-list`.
const std::vector<Route>& routes();

}  // namespace freezer::server
