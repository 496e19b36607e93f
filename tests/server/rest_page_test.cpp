// freezer-api-rest(7) lists every route. FREEZER_WRITE_GOLDENS=1 rewrites the list.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <sstream>
#include <string>

#include "server/routes.h"

namespace freezer::test {
namespace {

using server::ApiVersion;
using server::Route;

constexpr const char* kPage = FREEZER_SOURCE "/man/freezer-api-rest.7.scd";
constexpr std::string_view kBegin = "; routes\n";
constexpr std::string_view kEnd = "; end of routes\n";
constexpr std::string_view kProject = "/v2/{project_id}";

/// Both versions have the same routes below R; version 1 is listed for its home document.
bool isListed(const Route& route) {
  return route.version != ApiVersion::V1 || route.resource == nullptr;
}

std::string line(const Route& route) {
  const bool isOfBoth = route.path.starts_with(kProject) && route.resource != nullptr;
  const std::string path = isOfBoth ? "R" + route.path.substr(kProject.size()) : route.path;
  std::ostringstream text;
  text << std::left << std::setw(8) << route.method;
  if (!route.rule.empty()) text << std::setw(40);
  text << path << route.rule << '\n';
  return text.str();
}

std::string routeList() {
  std::string text = "\n```\n";
  for (const Route& route : server::routes()) {
    if (isListed(route)) text += line(route);
  }
  return text + "```\n\n";
}

TEST(RestPage, ListsEveryRoute) {
  std::ifstream input(kPage);
  std::string page(std::istreambuf_iterator<char>(input), {});
  const std::size_t begin = page.find(kBegin) + kBegin.size();
  const std::size_t size = page.find(kEnd) - begin;
  EXPECT_EQ(page.substr(begin, size), routeList())
      << "to rewrite it: FREEZER_WRITE_GOLDENS=1 server_tests --gtest_filter='RestPage.*'";
  if (std::getenv("FREEZER_WRITE_GOLDENS") != nullptr) {
    std::ofstream(kPage) << page.replace(begin, size, routeList());
  }
}

TEST(RestPage, HoldsForBothVersions) {
  for (const Route& route : server::routes()) {
    if (!route.path.starts_with("/v1/")) continue;
    const std::string twin = std::string(kProject) + route.path.substr(3);
    EXPECT_TRUE(std::ranges::any_of(server::routes(), [&](const Route& other) {
      return other.path == twin && other.method == route.method && other.rule == route.rule;
    })) << twin;
  }
}

}  // namespace
}  // namespace freezer::test
