// The metrics, the rules and the dashboard as Prometheus sees them.

#include <Poco/Exception.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "tests/server/metrics/metrics_page.h"
#include "tests/server/samples.h"
#include "tests/support/background_process.h"
#include "tests/support/reserved_port.h"

namespace freezer::test {
namespace {

const std::string kPackaging = FREEZER_SOURCE "/server/packaging/";

/// What a service with each strategy reports; some metrics need one of them.
std::set<std::string> exportedNames() {
  std::set<std::string> names;
  for (const auto strategy : {server::AuthStrategy::Builtin, server::AuthStrategy::Keystone}) {
    TestStore store;
    server::ServerConfig config = withMetrics();
    config.strategy = strategy;
    config.keystone.authUrl = "http://127.0.0.1:1/v3";
    config.keystone.username = "freezer";
    config.keystone.password = "secret";
    config.keystone.userDomainName = "Default";
    config.keystone.projectName = "service";
    config.keystone.projectDomainName = "Default";
    HttpService service(store.freezer, config);
    EXPECT_TRUE(reports(service, "freezer_jobs_failed"));
    names.merge(namesOn(metricsOf(service)));
  }
  return names;
}

/// The names of metrics in a file, without the suffixes of histograms.
std::set<std::string> namesIn(const std::string& file) {
  const std::string text = fileContent(kPackaging + file);
  std::set<std::string> names;
  const std::regex name("(freezer|process)_[a-z_]+");
  for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found)
    names.insert(std::regex_replace(found->str(), std::regex("_(bucket|sum|count)$"), ""));
  return names;
}

TEST(PrometheusFiles, NameMetricsThatTheServiceHas) {
  const std::set<std::string> exported = exportedNames();
  for (const char* file : {"freezer-api.rules.yml", "freezer-api-dashboard.json"}) {
    const std::set<std::string> used = namesIn(file);
    EXPECT_GT(used.size(), 10U) << file;
    for (const std::string& name : used)
      EXPECT_TRUE(exported.contains(name)) << file << ' ' << name;
  }
}

TEST(PrometheusFiles, TheDashboardIsJson) {
  const auto dashboard = Document::parse(fileContent(kPackaging + "freezer-api-dashboard.json"));
  ASSERT_TRUE(dashboard) << dashboard.error().message;
  EXPECT_GT(dashboard.value().arrayAt("/panels").size(), 10U);
}

TEST(Promtool, FindsNoFaultInTheMetrics) {
  TestStore store;
  HttpService service(store.freezer, withMetrics());
  createSamples(service, "/v2/p1");
  ASSERT_TRUE(reports(service, "freezer_jobs_failed{"));
  const Outcome outcome =
      runProcess({"/usr/bin/promtool", "check", "metrics"}, {}, metricsOf(service));
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

/// The answer of a Prometheus to a query; empty while it does not answer.
std::string query(std::uint16_t port, const std::string& text) try {
  return RawClient(port).exchange({"GET", "/api/v1/query?query=" + text}).body;
} catch (const Poco::Exception&) {
  return "";  // It does not listen yet.
}

TEST(Prometheus, ScrapesTheService) {
#ifdef FREEZER_SANITIZED
  GTEST_SKIP() << "Shows nothing about this code that the other builds do not show.";
#endif
  TestStore store;
  HttpService service(store.freezer, withMetrics());
  createSamples(service, "/v2/p1");
  const TemporaryFolder folder;
  const std::string path = folder.path().string();
  std::ofstream(path + "/prometheus.yml")
      << "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
      << "rule_files: [\"" << kPackaging << "freezer-api.rules.yml\"]\n"
      << "scrape_configs:\n- job_name: freezer-api\n  static_configs:\n  - targets: [\"127.0.0.1:"
      << service.port() << "\"]\n";
  const ReservedPort port;
  BackgroundProcess prometheus({"/usr/bin/prometheus", "--config.file=" + path + "/prometheus.yml",
                                "--storage.tsdb.path=" + path + "/data",
                                "--web.listen-address=127.0.0.1:" + std::to_string(port.number())},
                               {}, path + "/log");
  const auto answers = [&](const std::string& text, const std::string& expected) {
    return await([&] { return query(port.number(), text).find(expected) != std::string::npos; }) &&
           prometheus.isRunning();
  };
  EXPECT_TRUE(answers("up", R"("1"])")) << fileContent(path + "/log");
  EXPECT_TRUE(answers("freezer_build_info", R"("version":")"));
  EXPECT_TRUE(answers("freezer_clients", R"("project":"p1"})"));
  EXPECT_TRUE(
      answers(R"(freezer_http_requests_total%7Broute=%22/metrics%22%7D)", R"("status":"200")"));
  prometheus.stop();
}

}  // namespace
}  // namespace freezer::test
