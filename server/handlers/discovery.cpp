#include "server/handlers/discovery.h"

#include "server/errors.h"
#include "server/http/base_url.h"
#include "server/http/conditional.h"
#include "server/http/uri.h"
#include "server/openapi/document.h"

namespace freezer::server {
namespace {

/// When the versions last changed, as the Python service states it.
constexpr std::string_view kUpdated = "2018-02-21T13:30:00";

std::string version(const std::string& base, const std::string& id, const std::string& status) {
  return R"({"id":")" + id + R"(","status":")" + status + R"(","updated":")" +
         std::string(kUpdated) + R"(","links":[{"rel":"self","href":")" + base + '/' + id +
         R"(/"}]})";
}

/// Appends `item` to the comma-separated members or elements in `list`.
void appendItem(std::string& list, const std::string& item) {
  list.append(list.empty() ? "" : ",").append(item);
}

/// {"job_id":"param/job_id"}
std::string variablesOf(const Path& path) {
  std::string members;
  for (const std::string_view segment : path.segments) {
    const std::string name(variableName(segment));
    if (!name.empty()) appendItem(members, quoteJson(name) + ':' + quoteJson("param/" + name));
  }
  return '{' + members + '}';
}

std::string hintsOf(const Path& path) {
  std::string methods;
  for (const Route* row : path.rows) appendItem(methods, quoteJson(row->method));
  const std::string format = quoteJson(path.first().contentType);
  return R"({"allow":[)" + methods + R"(],"formats":{)" + format + ":{}}}";
}

/// The member of "resources" that describes `path`.
std::string homeEntry(const Path& path) {
  const std::string variables = variablesOf(path);
  const std::string place = quoteJson(path.first().path);
  const std::string href = variables == "{}"
                               ? R"("href":)" + place
                               : R"("href-template":)" + place + R"(,"href-vars":)" + variables;
  return quoteJson(path.first().rel) + ":{" + href + R"(,"hints":)" + hintsOf(path) + '}';
}

/// freezer-api-rest(7), "JSON Home": the paths of `version` and those of no version.
std::string homeDocument(ApiVersion version) {
  std::string entries;
  for (const Path& path : router().paths()) {
    const ApiVersion its = path.first().version;
    if (its == version || its == ApiVersion::None) appendItem(entries, homeEntry(path));
  }
  return R"({"resources":{)" + entries + "}}";
}

Result<bool> wantsDetails(const Request& request) {
  const auto parameters = Parameters::parse(request.query);
  if (!parameters) return parameters.error();
  const auto detailed = parameters.value().single("detailed");
  if (!detailed) return detailed.error();
  return detailed.value() ? parseBoolean("detailed", *detailed.value()) : false;
}

/// The state of the audit log, if there is one. Changes are made whatever it is.
std::string auditHealth(const Call& call) {
  const AuditSink* const audit = call.context.audit;
  if (audit == nullptr) return {};
  return audit->isFailing() ? R"(,"audit":"failed")" : R"(,"audit":"ok")";
}

}  // namespace

Response showVersions(const Call& call) {
  const std::string base = baseUrl(call.request, call.context);
  return {.status = call.route.status,
          .body = R"({"versions":[)" + version(base, "v2", "CURRENT") + ',' +
                  version(base, "v1", "SUPPORTED") + "]}",
          .headers = {{"Vary", "Accept"}}};  // A browser is sent to the console.
}

Response showHome(const Call& call) {
  static const std::string v1 = homeDocument(ApiVersion::V1);
  static const std::string v2 = homeDocument(ApiVersion::V2);
  return {.body = call.isV1() ? v1 : v2, .contentType = call.route.contentType};
}

Response showHealth(const Call& call) {
  const auto detailed = wantsDetails(call.request);
  if (!detailed) return problem(detailed.error());
  if (!detailed.value()) return {.body = R"({"status":"ok"})"};

  const auto store = call.freezer.ping();
  if (store) return {.body = R"({"status":"ok","store":"ok")" + auditHealth(call) + '}'};
  return {.status = 503,
          .body = R"({"status":"failed","store":"failed")" + auditHealth(call) + '}',
          .headers = {{"Retry-After", "1"}},
          .detail = store.error().message + ' ' + store.error().detail};
}

Response showOpenApi(const Call& call) {
  Response response{.body = openApiDocument(baseUrl(call.request, call.context))};
  const std::string tag = entityTag(std::string_view(response.body));
  const auto unchanged = clientHas(call.request, tag);
  if (!unchanged) return problem(unchanged.error());
  if (unchanged.value()) response = {.status = 304};
  response.headers.push_back({"ETag", tag});
  return response;
}

}  // namespace freezer::server
