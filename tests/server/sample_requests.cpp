#include "tests/server/sample_requests.h"

#include <algorithm>

#include "tests/server/samples.h"

namespace freezer::server {

void PrintTo(const Route& route, std::ostream* out) {
  *out << route.method << ' ' << route.path;
}

}  // namespace freezer::server

namespace freezer::test {

using server::ApiVersion;
using server::Route;

namespace {

std::string bodyFor(const Route& route, const std::map<std::string, std::string>& ids) {
  if (route.path.ends_with("/event")) return R"({"start":null})";
  if (route.path.ends_with("/action")) {
    return R"({"start":{"job_id":")" + ids.at("job_id") + R"(","current_tag":0}})";
  }
  if (route.method == "POST" && route.resource->kind == Kind::Client) {
    return R"({"client_id":"other.example.org"})";
  }
  if (route.method == "POST") return sampleBody(route.resource->kind);
  if (route.method == "PATCH" || route.method == "UPDATE" ||
      (route.method == "PUT" && route.resource->kind == Kind::Client)) {
    return samplePatch(route.resource->kind);
  }
  return "";
}

std::string replaceVariables(std::string path, const std::map<std::string, std::string>& ids) {
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{')) {
    const std::size_t close = path.find('}', open);
    const std::string name = path.substr(open + 1, close - open - 1);
    path.replace(open, close - open + 1, name == "project_id" ? "p1" : ids.at(name));
  }
  return path;
}

}  // namespace

Ask sampleRequest(const Route& route, const std::map<std::string, std::string>& ids) {
  return {std::string(route.method), replaceVariables(route.path, ids), bodyFor(route, ids)};
}

std::string sampleBase(const Route& route) {
  return route.version == ApiVersion::V1 ? "/v1" : "/v2/p1";
}

std::vector<Route> apiRoutes() {
  std::vector<Route> routes = server::routes();
  std::erase_if(routes, [](const Route& one) {
    return one.version == ApiVersion::Identity || one.version == ApiVersion::Metrics ||
           one.version == ApiVersion::Console;
  });
  return routes;
}

std::vector<Route> operations() {
  std::vector<Route> routes = server::routes();
  std::erase_if(routes, [](const Route& one) { return one.version == ApiVersion::Console; });
  return routes;
}

std::string nameOfRoute(const testing::TestParamInfo<Route>& info) {
  std::string name = std::string(info.param.method) + info.param.path;
  std::erase_if(name, [](char c) { return c == '{' || c == '}' || c == '_' || c == '.'; });
  std::ranges::replace(name, '/', '_');
  return name;
}

}  // namespace freezer::test
