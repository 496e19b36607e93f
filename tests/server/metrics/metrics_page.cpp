#include "tests/server/metrics/metrics_page.h"

#include <gtest/gtest.h>

#include <sstream>
#include <utility>

#include "tests/support/await.h"
#include "tests/support/process.h"

namespace freezer::test {

server::ServerConfig withMetrics(server::ServerConfig config) {
  config.metrics = true;
  return config;
}

std::string metricsOf(Service& service) {
  Reply reply = service.ask({"GET", "/metrics"});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return std::move(reply.body);
}

bool reports(Service& service, std::string_view text) {
  std::string page;
  const bool found = await([&] {
    page = metricsOf(service);
    return page.find(text) != page.npos;
  });
  EXPECT_TRUE(found) << page;
  return found;
}

std::set<std::string> namesOn(const std::string& page) {
  std::set<std::string> names;
  for (const std::string& line : linesOf(page)) {
    std::istringstream words(line);
    std::string mark;
    std::string type;
    std::string name;
    words >> mark >> type >> name;
    if (mark == "#" && type == "TYPE") names.insert(name);
  }
  return names;
}

}  // namespace freezer::test
