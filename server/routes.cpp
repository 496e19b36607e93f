#include "server/routes.h"

#include <cstdlib>

#include "server/handlers/discovery.h"
#include "server/handlers/documents.h"
#include "server/handlers/identity.h"
#include "server/handlers/jobs.h"
#include "server/handlers/listing.h"
#include "server/handlers/sessions.h"

namespace freezer::server {
namespace {

std::string collectionRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backup-list" : "rel/" + std::string(resource.plural);
}

std::string documentRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backups" : "rel/" + std::string(resource.name);
}

Route routeFor(const std::string& base, ApiVersion version, const Resource& resource, Verb verb) {
  const std::string plural(resource.plural);
  const std::string all = base + "/" + plural;
  const std::string one = all + "/{" + std::string(resource.idField) + "}";
  const auto onAll = [&](std::string_view method, const char* rule, Handler handler) {
    return Route{method, all, collectionRel(resource), plural + rule, handler, version, &resource};
  };
  const auto onOne = [&](std::string_view method, const char* rule, Handler handler) {
    return Route{method, one, documentRel(resource), plural + rule, handler, version, &resource};
  };
  switch (verb) {
    case Verb::List: return onAll("GET", ":get_all", listDocuments);
    case Verb::Create: return onAll("POST", ":create", createDocument);
    case Verb::Show: return onOne("GET", ":get", showDocument);
    case Verb::Replace:
      // The policy of jobs knows no replacing: whoever may create may replace.
      return onOne("POST", resource.kind == Kind::Job ? ":create" : ":replace", replaceDocument);
    case Verb::Patch: return onOne("PATCH", ":update", patchDocument);
    case Verb::Delete: return onOne("DELETE", ":delete", deleteDocument);
  }
  std::abort();
}

void addVersion(std::vector<Route>& table, const std::string& home, const std::string& base,
                ApiVersion version) {
  table.push_back({"GET", home, "rel/home", "", showHome, version});
  for (const Resource& resource : resources()) {
    for (const Verb verb : resource.verbs) {
      table.push_back(routeFor(base, version, resource, verb));
    }
  }

  // Schedulers update their client by either of these instead of PATCH.
  const Resource& client = resourceOf(Kind::Client);
  for (const std::string_view method : {"PUT", "UPDATE"}) {
    Route update = routeFor(base, version, client, Verb::Patch);
    update.method = method;
    table.push_back(update);
  }

  const Resource& job = resourceOf(Kind::Job);
  const Resource& session = resourceOf(Kind::Session);
  const std::string oneSession = base + "/sessions/{session_id}";
  table.push_back({"POST", base + "/jobs/{job_id}/event", "rel/job-event", "jobs:event:create",
                   postJobEvent, version, &job});
  table.push_back({"POST", oneSession + "/action", "rel/session-action", "sessions:action:create",
                   postSessionAction, version, &session});
  table.push_back({"PUT", oneSession + "/jobs/{job_id}", "rel/session-job", "sessions:job:add",
                   addSessionJob, version, &session});
  table.push_back({"DELETE", oneSession + "/jobs/{job_id}", "rel/session-job",
                   "sessions:job:remove", removeSessionJob, version, &session});
}

void addIdentity(std::vector<Route>& table) {
  const auto add = [&](std::string_view method, const char* path, const char* rel,
                       Handler handler) {
    table.push_back({method, path, rel, "", handler, ApiVersion::Identity});
  };
  add("GET", "/identity", "rel/identity", showIdentityVersions);
  add("GET", "/identity/v3", "rel/identity-v3", showIdentityVersion);
  add("GET", "/identity/v3/auth/tokens", "rel/auth_tokens", showToken);
  add("POST", "/identity/v3/auth/tokens", "rel/auth_tokens", createToken);
  add("DELETE", "/identity/v3/auth/tokens", "rel/auth_tokens", deleteToken);
  add("GET", "/identity/v3/auth/catalog", "rel/auth_catalog", showCatalog);
  add("GET", "/identity/v3/auth/projects", "rel/auth_projects", listOwnProjects);
}

std::vector<Route> buildRoutes() {
  std::vector<Route> table = {
      {"GET", "/", "rel/versions", "", showVersions, ApiVersion::None},
      {"GET", "/healthcheck", "rel/healthcheck", "", showHealth, ApiVersion::None},
  };
  addVersion(table, "/v1", "/v1", ApiVersion::V1);
  addVersion(table, "/v2", "/v2/{project_id}", ApiVersion::V2);
  addIdentity(table);
  return table;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = buildRoutes();
  return table;
}

}  // namespace freezer::server
