#include <gtest/gtest.h>

#include "core/rules/overview_document.h"
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

TEST_F(OverviewRoute, IsOfOneProject) {
  const Document other = overviewOf("p2").json();
  EXPECT_EQ(other.arrayAt("/clients").size(), 0U);
  EXPECT_EQ(other.integerAt("/jobs/total", -1), 0);
}

}  // namespace
}  // namespace freezer::test
