#include "server/handlers/discovery.h"

#include "server/errors.h"
#include "server/handlers/home.h"
#include "server/http/base_url.h"
#include "server/http/uri.h"

namespace freezer::server {
namespace {

/// When the versions were last changed, as the service that we replace says it.
constexpr std::string_view kUpdated = "2018-02-21T13:30:00";

std::string version(const std::string& base, const std::string& id, const std::string& status) {
  return R"({"id":")" + id + R"(","status":")" + status + R"(","updated":")" +
         std::string(kUpdated) + R"(","links":[{"rel":"self","href":")" + base + '/' + id +
         R"(/"}]})";
}

Result<bool> wantsDetails(const Request& request) {
  const auto parameters = Parameters::parse(request.query);
  if (!parameters) return parameters.error();
  const auto detailed = parameters.value().single("detailed");
  if (!detailed) return detailed.error();
  return detailed.value() ? parseBoolean("detailed", *detailed.value()) : false;
}

}  // namespace

Response showVersions(const Call& call) {
  const std::string base = baseUrl(call.request, call.context);
  return {.status = 300,
          .body = R"({"versions":[)" + version(base, "v2", "CURRENT") + ',' +
                  version(base, "v1", "SUPPORTED") + "]}"};
}

Response showHome(const Call& call) {
  static const std::string v1 = homeDocument(router(), ApiVersion::V1);
  static const std::string v2 = homeDocument(router(), ApiVersion::V2);
  return {.body = call.isV1() ? v1 : v2, .contentType = kHomeContentType};
}

Response showHealth(const Call& call) {
  const auto detailed = wantsDetails(call.request);
  if (!detailed) return problem(detailed.error());
  if (!detailed.value()) return {.body = R"({"status":"ok"})"};

  const auto store = call.freezer.ping();
  if (store) return {.body = R"({"status":"ok","store":"ok"})"};
  return {.status = 503,
          .body = R"({"status":"failed","store":"failed"})",
          .headers = {{"Retry-After", "1"}},
          .detail = store.error().message + ' ' + store.error().detail};
}

}  // namespace freezer::server
