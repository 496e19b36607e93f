#include <gtest/gtest.h>

#include "core/rules/overview_document.h"
#include "server/http/content_encoding.h"
#include "tests/server/samples.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

class OverviewRoute : public testing::Test {
 protected:
  OverviewRoute() { createSamples(service_, "/v2/p1"); }

  Reply overviewOf(const std::string& project) {
    return service_.ask({"GET", "/v2/" + project + "/overview"});
  }

  TestStore store_;
  DirectService service_{store_.freezer};
};

TEST_F(OverviewRoute, IsWhatTheCommandStatusPrints) {
  const Reply reply = overviewOf("p1");
  EXPECT_EQ(reply.status, 200) << reply.body;
  const Caller caller{"u1", "", "p1", {Scope::By::Project, "p1"}};
  Document expected = toDocument(store_.freezer.overview(caller).value());
  expected.set("/now", reply.json().at("/now"));
  EXPECT_EQ(reply.body, expected.text());
  EXPECT_EQ(reply.at("/clients/0/client_id"), "node.example.org");
}

TEST_F(OverviewRoute, IsCompressedForWhoTakesItSo) {
  const Reply reply =
      service_.ask({"GET", "/v2/p1/overview", "", {"Accept-Encoding: gzip, deflate"}});
  EXPECT_EQ(reply.header("content-encoding"), "gzip");
  EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
  Document expected = overviewOf("p1").json();
  const Document text = Document::parse(server::inflated(reply.body)).value();
  expected.set("/now", text.at("/now"));
  EXPECT_EQ(text.text(), expected.text());

  const Reply plain =
      service_.ask({"GET", "/v2/p1/overview", "", {"Accept-Encoding: gzip;q=0, identity"}});
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
}

TEST_F(OverviewRoute, IsOfOneProject) {
  const Document other = overviewOf("p2").json();
  EXPECT_EQ(other.arrayAt("/clients").size(), 0U);
  EXPECT_EQ(other.integerAt("/jobs/total", -1), 0);
}

class JobOverviewRoute : public testing::Test {
 protected:
  Reply jobOverviewOf(const std::string& job_id) {
    return service_.ask({"GET", "/v2/p1/jobs/" + job_id + "/overview"});
  }

  TestStore store_;
  DirectService service_{store_.freezer};
  std::map<std::string, std::string> ids_ = createSamples(service_, "/v2/p1");
};

TEST_F(JobOverviewRoute, TellsWhenTheJobRunsNext) {
  const Document job = jobOverviewOf(ids_["job_id"]).json();
  EXPECT_EQ(job.textAt("/job_id"), ids_["job_id"]);
  EXPECT_EQ(job.textAt("/state"), "waiting");
  EXPECT_GT(job.integerAt("/next_run", 0), Freezer::systemClock()());
}

TEST_F(JobOverviewRoute, IsOfAJobOfTheProject) {
  EXPECT_EQ(jobOverviewOf("unknown").status, 404);
  const std::string path = "/jobs/" + ids_["job_id"] + "/overview";
  EXPECT_EQ(service_.ask({"GET", "/v2/p2" + path}).status, 404);
}

}  // namespace
}  // namespace freezer::test
