// GET /metrics over HTTP: freezer-api-rest(7), "Metrics".

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/store/sqlite/connection.h"
#include "tests/server/metrics/metrics_page.h"
#include "tests/server/samples.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

class MetricsTest : public testing::Test {
 protected:
  TestStore store_;
};

TEST_F(MetricsTest, AreOffByDefault) {
  HttpService service(store_.freezer);
  const Reply metrics = service.ask({"GET", "/metrics"});
  EXPECT_EQ(metrics.status, 404);
  EXPECT_EQ(metrics.body, service.ask({"GET", "/unknown"}).body);
}

TEST_F(MetricsTest, AreTextWhateverTheScraperAccepts) {
  HttpService service(store_.freezer, withMetrics());
  for (const char* accept : {"text/plain", "application/json", "application/openmetrics-text"}) {
    const Reply reply = service.ask({"GET", "/metrics", "", {std::string("Accept: ") + accept}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_TRUE(reply.body.starts_with("# HELP ")) << reply.body;
  }
  const Reply head = service.ask({"HEAD", "/metrics"});
  EXPECT_EQ(head.status, 200);
  EXPECT_GT(std::stoi(head.header("content-length")), 1000);
  EXPECT_EQ(service.ask({"POST", "/metrics"}).status, 405);
}

TEST_F(MetricsTest, CountRequestsByRouteMethodAndStatus) {
  HttpService service(store_.freezer, withMetrics());
  for (int i = 0; i < 3; ++i) service.ask({"GET", "/v2/p1/jobs/"});
  service.ask({"HEAD", "/v2/p2/jobs"});
  service.ask({"GET", "/v1/jobs/none"});
  service.ask({"POST", "/v2/p1/clients", "{"});
  service.ask({"GET", "/", "", {"Accept: text/html"}});
  service.ask({"INVENTED", "/unknown"});
  const std::string requests = "freezer_http_requests_total{";
  for (const char* counter : {
           R"(method="GET",route="/v2/{project_id}/jobs",status="200"} 3)",
           R"(method="HEAD",route="/v2/{project_id}/jobs",status="200"} 1)",
           R"(method="GET",route="/v1/jobs/{job_id}",status="404"} 1)",
           R"(method="POST",route="/v2/{project_id}/clients",status="400"} 1)",
           R"(method="GET",route="/",status="303"} 1)",
           R"(method="other",route="none",status="404"} 1)",
       })
    EXPECT_TRUE(reports(service, requests + counter + "\n"));
  EXPECT_TRUE(reports(service, "freezer_http_request_duration_seconds_count{group=\"jobs\"} 5\n"));
  EXPECT_TRUE(reports(service, "freezer_http_requests_in_flight 1\n"));  // The scrape.
  EXPECT_TRUE(reports(service, "freezer_connections_open 1\n"));
  const std::string page = metricsOf(service);
  EXPECT_EQ(page.find("INVENTED"), page.npos);
}

TEST_F(MetricsTest, CountRefusalsByReason) {
  HttpService service(store_.freezer, withMetrics());
  service.ask({"GET", "/", "", {"X-Long: " + std::string(20'000, 'x')}});
  service.ask({"GET", "/" + std::string(10'000, 'x')});
  EXPECT_TRUE(reports(service, R"(freezer_http_refusals_total{reason="header_too_large"} 1)"));
  EXPECT_TRUE(reports(service, R"(freezer_http_refusals_total{reason="uri_too_long"} 1)"));
}

TEST_F(MetricsTest, CountWhatTheStoreDoes) {
  HttpService service(store_.freezer, withMetrics());
  service.ask({"POST", "/v2/p1/clients", R"({"client_id":"c1"})"});
  service.ask({"POST", "/v2/p1/clients", R"({"client_id":"c2"})"});
  service.ask({"GET", "/v2/p1/clients", R"({"match":[{"custom.key":"value"}]})"});
  service.ask({"GET", "/v2/p1/clients", R"({"match":[{"client_id":"c1"}]})"});
  const std::string page = metricsOf(service);
  for (const char* line : {
           "freezer_store_transaction_changes_count 2\n",
           "freezer_store_transaction_changes_sum 2\n",
           "freezer_store_transaction_changes_bucket{le=\"1\"} 2\n",
           "freezer_store_writer_wait_seconds_count 2\n",
           "freezer_store_scans_total 1\n",
           "freezer_store_failures_total 0\n",
       })
    EXPECT_NE(page.find(line), page.npos) << line << page;
  EXPECT_NE(page.find("freezer_build_info{version=\""), page.npos);
  EXPECT_NE(page.find("process_resident_memory_bytes "), page.npos);
}

TEST_F(MetricsTest, NeedNoTokenAndShowNoSecrets) {
  Accounts& accounts = store_.freezer.accounts();
  ASSERT_TRUE(accounts.createUser("alice", "", "alice-secret"));
  ASSERT_TRUE(accounts.createProject("backup", ""));
  ASSERT_TRUE(accounts.grant("alice", "backup", "member"));
  server::ServerConfig config = withMetrics();
  config.strategy = server::AuthStrategy::Builtin;
  HttpService service(store_.freezer, config);
  const auto logIn = [&](const std::string& password) {
    return service.ask(
        {"POST", "/identity/v3/auth/tokens",
         R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",)"
         R"("domain":{"id":"default"},"password":")" +
             password + R"("}}}}})"});
  };
  const Reply login = logIn("alice-secret");
  ASSERT_EQ(login.status, 201) << login.body;
  EXPECT_EQ(logIn("wrong-secret").status, 401);
  EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs"}).status, 401);
  EXPECT_TRUE(reports(service, R"(freezer_logins_refused_total{reason="credentials"} 1)"));
  EXPECT_TRUE(reports(service, R"(freezer_http_refusals_total{reason="unauthenticated"} 2)"));
  const std::string page = metricsOf(service);
  for (const std::string& secret : {std::string("secret"), login.header("x-subject-token")})
    EXPECT_EQ(page.find(secret), page.npos);
}

TEST_F(MetricsTest, TellTheStateOfProjectsAndClients) {
  {
    DirectService service(store_.freezer);
    const auto ids = createSamples(service, "/v2/p1");
    service.ask({"PATCH", "/v2/p1/jobs/" + ids.at("job_id"),
                 R"({"job_schedule":{"result":"fail","status":"completed"}})"});
    const Scope p1{Scope::By::Project, "p1"};
    const std::pair<Scope, ClientPoll> poll = {p1, {.client_id = "node.example.org", .time = 1234}};
    ASSERT_TRUE(store_.freezer.notePolls({&poll, 1}));
  }
  HttpService service(store_.freezer, withMetrics());
  EXPECT_TRUE(reports(service, "freezer_jobs_failed{project=\"p1\"} 1\n"));
  const std::string page = metricsOf(service);
  for (const char* line : {
           "freezer_clients{project=\"p1\"} 1\n",
           "freezer_clients_silent{project=\"p1\"} 1\n",
           "freezer_client_last_seen_timestamp_seconds{project=\"p1\",client=\"node.example.org\"} "
           "1234\n",
           "freezer_metrics_left_out{kind=\"client\"} 0\n",
       })
    EXPECT_NE(page.find(line), page.npos) << line << page;
  EXPECT_NE(page.find("\nfreezer_overview_age_seconds "), page.npos);
}

TEST_F(MetricsTest, SayHowLongThoseOfProjectsCouldNotBeMade) {
  {
    DirectService service(store_.freezer);
    createSamples(service, "/v2/p1");
  }
  sqlite::Connection(store_.folder.path() / "store.sqlite", 0)
      .executeScript("UPDATE jobs SET doc = '{'");
  HttpService service(store_.freezer, withMetrics());
  const std::string page = metricsOf(service);
  EXPECT_EQ(page.find("freezer_jobs_failed{"), page.npos);
  EXPECT_NE(page.find("\nfreezer_overview_age_seconds "), page.npos) << page;
}

/// The port of the metrics, which have a listener of their own.
std::uint16_t metricsPort(HttpService& service) {
  const std::string address = service.server().addresses().back();
  EXPECT_TRUE(address.ends_with("/metrics")) << address;
  return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

/// The same as reports(), on the listener for the metrics.
bool shows(RawClient& scraper, std::string_view text) {
  return await([&] {
    const Reply metrics = scraper.exchange({"GET", "/metrics"});
    EXPECT_EQ(metrics.status, 200);
    return metrics.body.find(text) != std::string::npos;
  });
}

TEST_F(MetricsTest, CanHaveAListenerOfTheirOwn) {
  server::ServerConfig config = withMetrics();
  config.metricsBind = server::BindAddress{"127.0.0.1", 0};
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask({"GET", "/metrics"}).status, 404);
  RawClient scraper(metricsPort(service));
  EXPECT_TRUE(shows(scraper, R"(route="none",status="404"} 1)"));
  for (const char* path : {"/", "/v2", "/v2/p1/jobs", "/healthcheck"})
    EXPECT_EQ(scraper.exchange({"GET", path}).status, 404) << path;
}

TEST_F(MetricsTest, AnswerOnTheirListenerWhenTheServiceIsFull) {
  server::ServerConfig config = withMetrics();
  config.metricsBind = server::BindAddress{"127.0.0.1", 0};
  config.maxConnections = 1;
  HttpService service(store_.freezer, config);
  RawClient first(service.port());
  EXPECT_EQ(first.exchange({"GET", "/"}).status, 300);
  RawClient refused(service.port());  // The first was used a moment ago, so it stays.
  EXPECT_EQ(refused.receive().status, 503);
  RawClient scraper(metricsPort(service));
  EXPECT_TRUE(shows(scraper, R"(freezer_connections_refused_total{reason="no_room"} 1)"));
}

TEST_F(MetricsTest, CannotHaveAListenerThatIsTaken) {
  HttpService other(store_.freezer);
  server::ServerConfig config = withMetrics();
  config.bindPort = 0;
  config.metricsBind = server::BindAddress{"127.0.0.1", other.port()};
  const auto started = server::Server::start(store_.freezer, config);
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find("Choose another host or port"), std::string::npos);
}

TEST(BindAddress, IsAnAddressAndAPort) {
  EXPECT_FALSE(server::parseBindAddress("").value());
  const auto ipv4 = server::parseBindAddress("127.0.0.1:9100").value();
  EXPECT_EQ(ipv4->host, "127.0.0.1");
  EXPECT_EQ(ipv4->port, 9100);
  const auto ipv6 = server::parseBindAddress("[::1]:0").value();
  EXPECT_EQ(ipv6->host, "::1");
  EXPECT_EQ(ipv6->port, 0);
  for (const char* text : {"9100", ":9100", "localhost", "[::1]", "::1", "a b:1", "a:65536", "a:-1",
                           "a:x", "http://a:1"})
    EXPECT_FALSE(server::parseBindAddress(text)) << text;
}

}  // namespace
}  // namespace freezer::test
