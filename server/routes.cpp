#include "server/routes.h"

#include <cstdlib>
#include <utility>

#include "server/handlers/console.h"
#include "server/handlers/discovery.h"
#include "server/handlers/documents.h"
#include "server/handlers/identity.h"
#include "server/handlers/listing.h"
#include "server/handlers/metrics.h"
#include "server/handlers/operations.h"
#include "server/handlers/overview.h"
#include "server/identity/identity_documents.h"
#include "server/metrics/metrics.h"
#include "server/openapi/schemas.h"

namespace freezer::server {
namespace {

std::string collectionRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backup-list" : "rel/" + std::string(resource.plural);
}

std::string documentRel(const Resource& resource) {
  return resource.kind == Kind::Backup ? "rel/backups" : "rel/" + std::string(resource.name);
}

/// The route of a common operation. `base` is the beginning of its path.
Route routeFor(const std::string& base, ApiVersion version, const Resource& resource, Verb verb) {
  const std::string plural(resource.plural);
  const std::string name = openapi::schemaName(resource);
  Route route{.version = version, .resource = &resource};
  const auto onAll = [&](std::string_view method, const char* rule, Handler handler) {
    route.method = method;
    route.path = base + "/" + plural;
    route.rel = collectionRel(resource);
    route.rule = plural + rule;
    route.handler = handler;
  };
  const auto onOne = [&](std::string_view method, const char* rule, Handler handler) {
    onAll(method, rule, handler);
    route.path += "/{" + std::string(resource.idField) + "}";
    route.rel = documentRel(resource);
    route.tags = method == "GET" ? Tags::Returned : Tags::Required;
  };
  switch (verb) {
    case Verb::List:
      onAll("GET", ":get_all", listDocuments);
      route.operation = "list" + name + "s";
      route.parameters = listParameters(resource);
      route.request = "Search";
      route.reply = name + "List";
      return route;
    case Verb::Create:
      onAll("POST", ":create", createDocument);
      route.verb = "create";
      route.operation = "create" + name;
      route.request = name + "Body";
      route.reply = name + "Id";
      route.status = 201;
      return route;
    case Verb::Show:
      onOne("GET", ":get", showDocument);
      route.operation = "show" + name;
      route.reply = name;
      return route;
    case Verb::Replace:
      // The policy has no rule for replacing jobs; the rule for creating them applies.
      onOne("POST", resource.kind == Kind::Job ? ":create" : ":replace", replaceDocument);
      route.verb = "replace";
      route.operation = "replace" + name;
      route.request = name + "Body";
      route.reply = name + "Version";
      route.status = 201;
      return route;
    case Verb::Patch:
      onOne("PATCH", ":update", patchDocument);
      route.verb = "patch";
      route.operation = "patch" + name;
      route.request = name + "Patch";
      route.reply = name + "Version";
      return route;
    case Verb::Delete:
      onOne("DELETE", ":delete", deleteDocument);
      route.verb = "delete";
      route.operation = "delete" + name;
      route.status = 204;
      return route;
  }
  std::abort();
}

/// Schedulers update their client by these methods instead of PATCH.
void addUpdates(std::vector<Route>& table, const std::string& base, ApiVersion version) {
  for (const auto& [method, operation] :
       {std::pair("PUT", "putClient"), {"UPDATE", "updateClient"}}) {
    Route update = routeFor(base, version, resourceOf(Kind::Client), Verb::Patch);
    update.method = method;
    update.operation = operation;
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
                  .handler = postJobEvent,
                  .operation = "sendJobEvent",
                  .request = "JobEvent",
                  .reply = "JobEventResult",
                  .status = 202});
  add(Kind::Session, {.method = "POST",
                      .path = session + "/action",
                      .rel = "rel/session-action",
                      .rule = "sessions:action:create",
                      .verb = "action",
                      .handler = postSessionAction,
                      .operation = "sendSessionAction",
                      .request = "SessionAction",
                      .reply = "SessionActionResult",
                      .status = 202});
  add(Kind::Session, {.method = "PUT",
                      .path = session + "/jobs/{job_id}",
                      .rel = "rel/session-job",
                      .rule = "sessions:job:add",
                      .verb = "add-job",
                      .handler = addSessionJob,
                      .operation = "addSessionJob",
                      .status = 204});
  add(Kind::Session, {.method = "DELETE",
                      .path = session + "/jobs/{job_id}",
                      .rel = "rel/session-job",
                      .rule = "sessions:job:remove",
                      .verb = "remove-job",
                      .handler = removeSessionJob,
                      .operation = "removeSessionJob",
                      .status = 204});
}

void addVersion(std::vector<Route>& table, const std::string& home, const std::string& base,
                ApiVersion version) {
  table.push_back({.method = "GET",
                   .path = home,
                   .rel = "rel/home",
                   .handler = showHome,
                   .version = version,
                   .operation = "showHome",
                   .summary = "Show the JSON Home document of this version.",
                   .reply = "Home",
                   .contentType = "application/json-home"});
  for (const Resource& resource : resources()) {
    for (const Verb verb : resource.verbs) {
      table.push_back(routeFor(base, version, resource, verb));
    }
  }
  addUpdates(table, base, version);
  addOperations(table, base, version);
}

void addDiscovery(std::vector<Route>& table) {
  table.push_back({.method = "GET",
                   .path = "/",
                   .rel = "rel/versions",
                   .handler = showVersions,
                   .operation = "listVersions",
                   .summary = "List the versions of the API.",
                   .redirectsBrowsers = true,
                   .reply = "Versions",
                   .status = 300});
  table.push_back({.method = "GET",
                   .path = "/healthcheck",
                   .rel = "rel/healthcheck",
                   .handler = showHealth,
                   .operation = "showHealth",
                   .summary = "Show whether the service and, if asked, its store are usable.",
                   .parameters = kHealthParameters,
                   .reply = "Health"});
  table.push_back({.method = "GET",
                   .path = "/openapi.json",
                   .rel = "rel/openapi",
                   .handler = showOpenApi,
                   .operation = "showOpenApi",
                   .summary = "Show this document.",
                   .tags = Tags::Returned,
                   .reply = "OpenApi"});
}

void addMetrics(std::vector<Route>& table) {
  table.push_back({.method = "GET",
                   .path = "/metrics",
                   .rel = "rel/metrics",
                   .handler = showMetrics,
                   .version = ApiVersion::Metrics,
                   .operation = "showMetrics",
                   .summary = "Show the metrics for Prometheus, if [metrics] says so.",
                   .reply = "Metrics",
                   .contentType = kMetricsContentType});
}

void addIdentity(std::vector<Route>& table) {
  const auto add = [&](Route route) {
    route.version = ApiVersion::Identity;
    table.push_back(std::move(route));
  };
  const std::string v3 = kIdentityPath;
  add({.method = "GET",
       .path = "/identity",
       .rel = "rel/identity",
       .handler = showIdentityVersions,
       .operation = "listIdentityVersions",
       .summary = "List the versions of the Identity API.",
       .reply = "IdentityVersions",
       .status = 300});
  add({.method = "GET",
       .path = v3,
       .rel = "rel/identity-v3",
       .handler = showIdentityVersion,
       .operation = "showIdentityVersion",
       .summary = "Show the version of the Identity API.",
       .reply = "IdentityVersion"});
  add({.method = "GET",
       .path = v3 + "/auth/tokens",
       .rel = "rel/auth_tokens",
       .handler = showToken,
       .operation = "showToken",
       .summary = "Show the token in X-Subject-Token.",
       .parameters = kSubjectParameters,
       .needsToken = true,
       .reply = "Token"});
  add({.method = "POST",
       .path = v3 + "/auth/tokens",
       .rel = "rel/auth_tokens",
       .verb = "login",
       .handler = createToken,
       .operation = "createToken",
       .summary =
           "Log in by password or token; the field X-Subject-Token of the reply is the token.",
       .parameters = kTokenParameters,
       .request = "Login",
       .reply = "Token",
       .status = 201});
  add({.method = "DELETE",
       .path = v3 + "/auth/tokens",
       .rel = "rel/auth_tokens",
       .verb = "revoke",
       .handler = deleteToken,
       .operation = "deleteToken",
       .summary = "Revoke the token in X-Subject-Token.",
       .parameters = std::span(kSubjectParameters).first(1),
       .needsToken = true,
       .status = 204});
  add({.method = "GET",
       .path = v3 + "/auth/catalog",
       .rel = "rel/auth_catalog",
       .handler = showCatalog,
       .operation = "showCatalog",
       .summary = "Show the catalog of services.",
       .needsToken = true,
       .reply = "Catalog"});
  add({.method = "GET",
       .path = v3 + "/auth/projects",
       .rel = "rel/auth_projects",
       .handler = listOwnProjects,
       .operation = "listOwnProjects",
       .summary = "List the projects of the caller.",
       .needsToken = true,
       .reply = "Projects"});
  add({.method = "GET",
       .path = v3 + "/users/{user_id}/projects",
       .rel = "rel/user_projects",
       .handler = listProjectsOfUser,
       .operation = "listProjectsOfUser",
       .summary = "List the projects of a user; only administrators may ask for another one than "
                  "themselves.",
       .needsToken = true,
       .reply = "Projects"});
}

void addConsole(std::vector<Route>& table) {
  const auto add = [&](const char* path, Handler handler) {
    table.push_back(
        {.method = "GET", .path = path, .handler = handler, .version = ApiVersion::Console});
  };
  add("/console", showConsole);
  add("/console/config.json", showConsoleConfig);
  add("/console/{file}", showConsoleFile);
  add("/console/views/{view}", showConsoleFile);
}

std::vector<Route> buildRoutes() {
  std::vector<Route> table;
  addDiscovery(table);
  addMetrics(table);
  addVersion(table, "/v1", "/v1", ApiVersion::V1);
  addVersion(table, "/v2", "/v2/{project_id}", ApiVersion::V2);
  table.push_back({.method = "GET",
                   .path = "/v2/{project_id}/overview",
                   .rel = "rel/overview",
                   .rule = "overview:get",
                   .handler = showOverview,
                   .version = ApiVersion::V2,
                   .operation = "showOverview",
                   .reply = "Overview"});
  table.push_back({.method = "GET",
                   .path = "/v2/{project_id}/jobs/{job_id}/overview",
                   .rel = "rel/job-overview",
                   .rule = "jobs:get",
                   .handler = showJobOverview,
                   .version = ApiVersion::V2,
                   .operation = "showJobOverview",
                   .summary = "Show the state of a job and its next run.",
                   .reply = "JobOverview"});
  addIdentity(table);
  addConsole(table);
  return table;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> table = buildRoutes();
  return table;
}

std::size_t indexOf(const Route& route) {
  return static_cast<std::size_t>(&route - routes().data());
}

}  // namespace freezer::server
