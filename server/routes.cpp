#include "server/routes.h"

#include <cstdlib>
#include <utility>

#include "server/handlers/discovery.h"
#include "server/handlers/documents.h"
#include "server/handlers/identity.h"
#include "server/handlers/listing.h"
#include "server/handlers/operations.h"
#include "server/handlers/overview.h"
#include "server/identity/identity_documents.h"

namespace freezer::server {
namespace {

std::string collectionRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backup-list" : "rel/" + std::string(resource.plural);
}

std::string documentRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backups" : "rel/" + std::string(resource.name);
}

/// A route that changes something.
Route changing(std::string_view verb, Route route) {
  route.verb = verb;
  return route;
}

/// The route of a common operation. `base` is the beginning of its path.
Route routeFor(const std::string& base, ApiVersion version, const Resource& resource, Verb verb) {
  const std::string plural(resource.plural);
  const std::string all = base + "/" + plural;
  const std::string one = all + "/{" + std::string(resource.idField) + "}";
  const auto onAll = [&](std::string_view method, const char* rule, Handler handler) {
    return Route{.method = method,
                 .path = all,
                 .rel = collectionRel(resource),
                 .rule = plural + rule,
                 .handler = handler,
                 .version = version,
                 .resource = &resource};
  };
  const auto onOne = [&](std::string_view method, const char* rule, Handler handler) {
    Route route = onAll(method, rule, handler);
    route.path = one;
    route.rel = documentRel(resource);
    return route;
  };
  switch (verb) {
    case Verb::List: return onAll("GET", ":get_all", listDocuments);
    case Verb::Create: return changing("create", onAll("POST", ":create", createDocument));
    case Verb::Show: return onOne("GET", ":get", showDocument);
    case Verb::Replace:
      // The policy has no rule for replacing jobs; the rule for creating them applies.
      return changing("replace", onOne("POST", resource.kind == Kind::Job ? ":create" : ":replace",
                                       replaceDocument));
    case Verb::Patch: return changing("patch", onOne("PATCH", ":update", patchDocument));
    case Verb::Delete: return changing("delete", onOne("DELETE", ":delete", deleteDocument));
  }
  std::abort();
}

/// Schedulers update their client by these methods instead of PATCH.
void addUpdates(std::vector<Route>& table, const std::string& base, ApiVersion version) {
  for (const std::string_view method : {"PUT", "UPDATE"}) {
    Route update = routeFor(base, version, resourceOf(Kind::Client), Verb::Patch);
    update.method = method;
    table.push_back(std::move(update));
  }
}

void addOperations(std::vector<Route>& table, const std::string& base, ApiVersion version) {
  const std::string session = base + "/sessions/{session_id}";
  const auto add = [&](Kind kind, Route route) {
    route.version = version;
    route.resource = &resourceOf(kind);
    table.push_back(std::move(route));
  };
  add(Kind::Job, {.method = "POST",
                  .path = base + "/jobs/{job_id}/event",
                  .rel = "rel/job-event",
                  .rule = "jobs:event:create",
                  .verb = "event",
                  .handler = postJobEvent});
  add(Kind::Session, {.method = "POST",
                      .path = session + "/action",
                      .rel = "rel/session-action",
                      .rule = "sessions:action:create",
                      .verb = "action",
                      .handler = postSessionAction});
  add(Kind::Session, {.method = "PUT",
                      .path = session + "/jobs/{job_id}",
                      .rel = "rel/session-job",
                      .rule = "sessions:job:add",
                      .verb = "add-job",
                      .handler = addSessionJob});
  add(Kind::Session, {.method = "DELETE",
                      .path = session + "/jobs/{job_id}",
                      .rel = "rel/session-job",
                      .rule = "sessions:job:remove",
                      .verb = "remove-job",
                      .handler = removeSessionJob});
}

void addPublic(std::vector<Route>& table, const std::string& path, const char* rel, Handler handler,
               ApiVersion version = ApiVersion::None) {
  table.push_back(
      {.method = "GET", .path = path, .rel = rel, .handler = handler, .version = version});
}

void addVersion(std::vector<Route>& table, const std::string& home, const std::string& base,
                ApiVersion version) {
  addPublic(table, home, "rel/home", showHome, version);
  for (const Resource& resource : resources()) {
    for (const Verb verb : resource.verbs) {
      table.push_back(routeFor(base, version, resource, verb));
    }
  }
  addUpdates(table, base, version);
  addOperations(table, base, version);
}

void addIdentity(std::vector<Route>& table) {
  const auto add = [&](std::string_view method, const std::string& path, const char* rel,
                       Handler handler, std::string_view verb = {}) {
    addPublic(table, kIdentityPath + path, rel, handler, ApiVersion::Identity);
    table.back().method = method;
    table.back().verb = verb;
  };
  addPublic(table, "/identity", "rel/identity", showIdentityVersions, ApiVersion::Identity);
  add("GET", "", "rel/identity-v3", showIdentityVersion);
  add("GET", "/auth/tokens", "rel/auth_tokens", showToken);
  add("POST", "/auth/tokens", "rel/auth_tokens", createToken, "login");
  add("DELETE", "/auth/tokens", "rel/auth_tokens", deleteToken, "revoke");
  add("GET", "/auth/catalog", "rel/auth_catalog", showCatalog);
  add("GET", "/auth/projects", "rel/auth_projects", listOwnProjects);
  add("GET", "/users/{user_id}/projects", "rel/user_projects", listProjectsOfUser);
}

std::vector<Route> buildRoutes() {
  std::vector<Route> table;
  addPublic(table, "/", "rel/versions", showVersions);
  addPublic(table, "/healthcheck", "rel/healthcheck", showHealth);
  addVersion(table, "/v1", "/v1", ApiVersion::V1);
  addVersion(table, "/v2", "/v2/{project_id}", ApiVersion::V2);
  table.push_back({.method = "GET",
                   .path = "/v2/{project_id}/overview",
                   .rel = "rel/overview",
                   .rule = "overview:get",
                   .handler = showOverview,
                   .version = ApiVersion::V2});
  addIdentity(table);
  return table;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = buildRoutes();
  return table;
}

}  // namespace freezer::server
