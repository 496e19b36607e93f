// The trusts of jobs (freezer-api-rest(7), "Trusts").

#include "core/rules/trusts.h"

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

class CoreTrustsTest : public FreezerTest {
 protected:
  CoreTrustsTest() {
    createClient();
    create(Kind::Client, bob_, R"({"client_id":"c1","hostname":"c1","is_central":true})");
    create(Kind::Client, bob_, R"({"client_id":"c2","hostname":"c2","is_central":true})");
  }

  static std::string bodyOf(const std::string& client) {
    return R"({"client_id":")" + client + R"(","job_schedule":{},"job_actions":[]})";
  }

  TrustPlan plan(const std::string& job, const std::string& body) {
    const Document document = json(body);
    return freezer_.planTrust(alice_, job, &document).value();
  }

  std::string trustOf(const std::string& job) {
    const auto trust = freezer::trustOf(show(Kind::Job, job));
    return trust ? trust->trust_id + " of " + trust->trustor_user_id : "none";
  }

  Caller trusting(const std::string& trust) const {
    Caller caller = alice_;
    caller.trust = Trust{trust, "alice"};
    return caller;
  }
};

TEST_F(CoreTrustsTest, AJobOfACentralClientGetsTheCallers) {
  EXPECT_EQ(trustOf(create(Kind::Job, trusting("t1"), bodyOf("c1"))), "t1 of alice");
  EXPECT_EQ(trustOf(create(Kind::Job, alice_, bodyOf("c1"))), "none");
  EXPECT_EQ(trustOf(create(Kind::Job, trusting("t1"), bodyOf("host"))), "none");
}

TEST_F(CoreTrustsTest, ItIsNeededWhenTheClientIsNewToTheJobAndCentral) {
  const std::string id = create(Kind::Job, trusting("t1"), bodyOf("c1"));
  EXPECT_TRUE(plan("", bodyOf("c1")).isNeeded);
  EXPECT_FALSE(plan("", bodyOf("host")).isNeeded);
  EXPECT_FALSE(plan("", bodyOf("unknown")).isNeeded);
  EXPECT_FALSE(plan("", "{}").isNeeded);
  EXPECT_TRUE(plan("new-id", bodyOf("c1")).isNeeded);
  EXPECT_FALSE(plan(id, bodyOf("c1")).isNeeded);
  EXPECT_FALSE(plan(id, R"({"description":"x"})").isNeeded);
  EXPECT_TRUE(plan(id, R"({"client_id":"c2"})").isNeeded);
}

TEST_F(CoreTrustsTest, ItLeavesWithTheClientOrTheJob) {
  const std::string id = create(Kind::Job, trusting("t1"), bodyOf("c1"));
  EXPECT_FALSE(plan(id, R"({"client_id":"c1"})").leaving);
  EXPECT_EQ(plan(id, R"({"client_id":"host"})").leaving->trust_id, "t1");
  EXPECT_EQ(plan(id, R"({"client_id":"c2"})").leaving->trust_id, "t1");
  const TrustPlan removal = freezer_.planTrust(alice_, id, nullptr).value();
  EXPECT_EQ(removal.leaving->trust_id, "t1");
  EXPECT_EQ(removal.project_id, "p1");
  EXPECT_FALSE(freezer_.planTrust(bob_, id, nullptr).value().leaving);
}

TEST_F(CoreTrustsTest, AChangeOfAnythingElseKeepsIt) {
  const std::string id = create(Kind::Job, trusting("t1"), bodyOf("c1"));
  const Resource& jobs = resourceOf(Kind::Job);
  patch(Kind::Job, id, R"({"description":"x","user_credentials":{"trust_id":"t2"}})");
  EXPECT_EQ(trustOf(id), "t1 of alice");
  ASSERT_TRUE(freezer_.replace(jobs, trusting("t3"), id, json(bodyOf("c1"))));
  EXPECT_EQ(trustOf(id), "t1 of alice");
  ASSERT_TRUE(freezer_.patch(jobs, trusting("t3"), id, json(R"({"client_id":"c2"})")));
  EXPECT_EQ(trustOf(id), "t3 of alice");
  ASSERT_TRUE(freezer_.replace(jobs, alice_, id, json(bodyOf("host"))));
  EXPECT_EQ(trustOf(id), "none");
}

TEST_F(CoreTrustsTest, ItIsUsedAsLongAsAJobHasIt) {
  const auto isUsed = [&](const std::string& project) {
    return freezer_.isTrustUsed(project, {"t1", "alice"}).value();
  };
  EXPECT_FALSE(isUsed("p1"));
  const std::string id = create(Kind::Job, trusting("t1"), bodyOf("c1"));
  EXPECT_TRUE(isUsed("p1"));
  EXPECT_FALSE(isUsed("p2"));
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Job), alice_, id));
  EXPECT_FALSE(isUsed("p1"));
}

}  // namespace
}  // namespace freezer::test
