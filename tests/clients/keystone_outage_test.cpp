// The replies of the service while Keystone is down and after it is back.

#include "tests/clients/deployment.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

class KeystoneOutage : public DeploymentTest, public testing::WithParamInterface<Strategy> {
 protected:
  void SetUp() override { deployAs(GetParam()); }

  void TearDown() override {
    DeploymentTest::TearDown();
    sharedKeystone().start();
  }

  /// The reply to a GET of the jobs.
  Reply jobs(const Token& token) const {
    return ask({"GET", "/v2/" + token.projectId + "/jobs"}, token.text);
  }

  Token tokenOf(const Account& account) const { return deployment_->identity().tokenOf(account); }
};

TEST_P(KeystoneOutage, LeavesTheTokensThatAreKnown) {
  const Token known = tokenOf(kMember);
  EXPECT_EQ(jobs(known).status, 200);
  sharedKeystone().stop();
  EXPECT_EQ(jobs(known).status, 200);
  const Ask create = {"POST", "/v2/" + known.projectId + "/clients", R"({"client_id":"node"})"};
  EXPECT_EQ(ask(create, known.text).status, 201);
}

TEST_P(KeystoneOutage, MakesOtherTokensWait) {
  const Token unknown = tokenOf(kReader);
  sharedKeystone().stop();
  const Reply reply = jobs(unknown);
  EXPECT_EQ(reply.status, 503) << reply.body;
  EXPECT_FALSE(reply.header("retry-after").empty());
  EXPECT_EQ(jobs({"bad", "", unknown.projectId}).status, 503);
  EXPECT_EQ(ask({"GET", "/v2/" + unknown.projectId + "/jobs"}, "").status, 401);
  EXPECT_EQ(ask({"GET", "/healthcheck"}, "").status, 200);
}

TEST_P(KeystoneOutage, LetsNoTokenOutliveItsEnd) {
  const Token brief = deployment_->tokenFor(kMember, std::chrono::seconds(10));
  ASSERT_EQ(jobs(brief).status, 200);
  sharedKeystone().stop();
  EXPECT_EQ(jobs(brief).status, 200);
  int status = 200;
  ASSERT_TRUE(await([&] { return (status = jobs(brief).status) != 200; }));
  // Either the cache knows that the token has expired, or Keystone would have to be asked.
  EXPECT_TRUE(status == 401 || status == 503) << status;
}

TEST_P(KeystoneOutage, IsForgottenWhenItIsOver) {
  const Token known = tokenOf(kMember);
  const Token unknown = tokenOf(kReader);
  EXPECT_EQ(jobs(known).status, 200);
  sharedKeystone().stop();
  EXPECT_EQ(jobs(unknown).status, 503);
  sharedKeystone().start();
  EXPECT_TRUE(await([&] { return jobs(unknown).status == 200; }));
  EXPECT_EQ(jobs(known).status, 200);
  EXPECT_EQ(jobs(tokenOf(kForeign)).status, 200);
  EXPECT_EQ(jobs({"bad", "", known.projectId}).status, 401);
}

INSTANTIATE_TEST_SUITE_P(Clients, KeystoneOutage, testing::Values(Strategy::Keystone),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace freezer::test
