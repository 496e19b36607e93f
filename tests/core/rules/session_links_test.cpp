// Whatever changes one end of the link between a job and a session, the other end agrees.

#include "core/rules/invariants.h"
#include "core/store/maintenance.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/database.h"

namespace freezer::test {
namespace {

const Resource& kJobs = resourceOf(Kind::Job);

class SessionLinksTest : public FreezerTest {
 protected:
  SessionLinksTest() {
    createClient();
    create(Kind::Session, R"({"session_id": "s1", "schedule": {"schedule_interval": "1 days"}})");
    create(Kind::Session, R"({"session_id": "s2", "schedule": {"schedule_interval": "2 days"},
                              "session_tag": 5})");
  }

  ~SessionLinksTest() override {
    const auto faults = checkStore(place_.url());
    EXPECT_TRUE(faults && besidesChecksums(faults.value().lines()).empty());
  }

  std::string jobIn(const std::string& session) {
    const std::string job = createJob(R"(, "session_id": ")" + session + "\"");
    EXPECT_TRUE(isIn(session, job));
    return job;
  }

  bool isIn(const std::string& session, const std::string& job) {
    return show(Kind::Session, session).has("/jobs/" + job);
  }

  Error refusedPatch(const std::string& job, const std::string& patch) {
    const auto patched = freezer_.patch(kJobs, alice_, job, json(patch));
    EXPECT_FALSE(patched) << patch;
    return patched ? Error{ErrorCode::StoreFailure, "accepted"} : patched.error();
  }

  void expectLeft(const std::string& session, const std::string& job) {
    EXPECT_FALSE(isIn(session, job));
    const Document document = show(Kind::Job, job);
    EXPECT_EQ(document.textAt("/session_id", "unset"), "");
    EXPECT_EQ(document.integerAt("/session_tag", -1), 0);
    EXPECT_EQ(document.textAt("/job_schedule/event"), "stop");
  }

  void expectJoinedSecond(const std::string& job) {
    EXPECT_TRUE(isIn("s2", job));
    const Document document = show(Kind::Job, job);
    EXPECT_EQ(document.textAt("/session_id"), "s2");
    EXPECT_EQ(document.integerAt("/session_tag", -1), 5);
    EXPECT_EQ(document.textAt("/job_schedule/schedule_interval"), "2 days");
    EXPECT_EQ(document.textAt("/job_schedule/event", "unset"), "");
  }

  static constexpr const char* kPlainJob =
      R"({"client_id": "host", "job_schedule": {}, "job_actions": []})";
};

TEST_F(SessionLinksTest, AJobLeavesByAPatchWithNullOrNothing) {
  for (const char* patchText : {R"({"session_id": null})", R"({"session_id": ""})"}) {
    const std::string job = jobIn("s1");
    patch(Kind::Job, job, patchText);
    expectLeft("s1", job);
  }
}

TEST_F(SessionLinksTest, AJobLeavesByAReplaceThatDoesNotNameTheSession) {
  const std::string job = jobIn("s1");
  ASSERT_TRUE(freezer_.replace(kJobs, alice_, job, json(kPlainJob)));
  expectLeft("s1", job);
}

TEST_F(SessionLinksTest, ASessionThatAJobHasLeftCompletes) {
  const std::string stays = jobIn("s1");
  const std::string leaves = jobIn("s1");
  ASSERT_TRUE(freezer_.startSession(alice_, "s1", stays, 0));
  patch(Kind::Job, leaves, R"({"session_id": null})");
  ASSERT_TRUE(freezer_.endSession(alice_, "s1", stays, "success"));
  EXPECT_EQ(show(Kind::Session, "s1").textAt("/status"), "completed");
}

TEST_F(SessionLinksTest, AJobMovesByAPatch) {
  const std::string job = jobIn("s1");
  patch(Kind::Job, job, R"({"session_id": "s2"})");
  EXPECT_FALSE(isIn("s1", job));
  expectJoinedSecond(job);
}

TEST_F(SessionLinksTest, AJobMovesByAReplace) {
  const std::string job = jobIn("s1");
  Document body = json(kPlainJob);
  body.set("/session_id", "s2");
  ASSERT_TRUE(freezer_.replace(kJobs, alice_, job, body));
  EXPECT_FALSE(isIn("s1", job));
  expectJoinedSecond(job);
}

TEST_F(SessionLinksTest, ANewJobJoinsTheSessionThatItNames) {
  expectJoinedSecond(jobIn("s2"));
}

TEST_F(SessionLinksTest, AReplaceThatCreatesAJobJoinsTheSession) {
  Document body = json(kPlainJob);
  body.set("/session_id", "s2");
  ASSERT_TRUE(freezer_.replace(kJobs, alice_, "new", body));
  expectJoinedSecond("new");
}

// Dashboards clone a job by sending back what they read.
TEST_F(SessionLinksTest, ACloneJoinsTheSessionOfItsOriginal) {
  const std::string job = jobIn("s2");
  Document clone = show(Kind::Job, job);
  clone.remove("/job_id");
  const auto created = freezer_.create(kJobs, alice_, clone);
  ASSERT_TRUE(created);
  expectJoinedSecond(created.value().id);
  EXPECT_TRUE(isIn("s2", job));
}

// Schedulers report by sending back a whole job.
TEST_F(SessionLinksTest, AnUnchangedSessionChangesNothing) {
  const std::string job = jobIn("s1");
  ASSERT_TRUE(freezer_.startSession(alice_, "s1", job, 0));
  const std::string session = show(Kind::Session, "s1").text();
  Document report = show(Kind::Job, job);
  report.set("/session_tag", 1);
  report.set("/job_schedule/status", "running");
  report.set("/job_schedule/schedule_interval", "3 days");
  patch(Kind::Job, job, report.text());
  EXPECT_EQ(show(Kind::Session, "s1").text(), session);
  EXPECT_EQ(show(Kind::Job, job).text(), report.text());
}

TEST_F(SessionLinksTest, AReplaceWithTheSameSessionKeepsTheTag) {
  const std::string job = jobIn("s2");
  Document body = json(kPlainJob);
  body.set("/session_id", "s2");
  ASSERT_TRUE(freezer_.replace(kJobs, alice_, job, body));
  EXPECT_EQ(show(Kind::Job, job).integerAt("/session_tag", -1), 5);
  EXPECT_TRUE(isIn("s2", job));
}

TEST_F(SessionLinksTest, ASessionThatIsNotThereOrNotSeenIsUnprocessable) {
  const std::string job = jobIn("s1");
  create(Kind::Session, bob_, R"({"session_id": "bobs", "schedule": {}})");
  for (const char* session : {"none", "bobs"}) {
    const std::string member = R"("session_id": ")" + std::string(session) + "\"";
    EXPECT_EQ(refusedPatch(job, "{" + member + "}").code, ErrorCode::Unprocessable);
    EXPECT_EQ(
        refusal(Kind::Job, R"({"client_id": "host", "job_actions": [], )" + member + "}").code,
        ErrorCode::Unprocessable);
  }
  EXPECT_TRUE(isIn("s1", job));
}

TEST_F(SessionLinksTest, DeletesTakeTheOtherEndAlong) {
  const std::string first = jobIn("s1");
  const std::string second = jobIn("s1");
  ASSERT_TRUE(freezer_.remove(kJobs, alice_, first));
  EXPECT_FALSE(isIn("s1", first));
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Session), alice_, "s1"));
  EXPECT_EQ(show(Kind::Job, second).textAt("/session_id", "unset"), "");
  EXPECT_EQ(show(Kind::Job, second).textAt("/job_schedule/event"), "stop");
}

// Under v1 a user sees documents of several projects.
TEST_F(SessionLinksTest, AJobAndASessionOfOneUserMayBelongToTwoProjects) {
  const Caller there = userCaller("p9", "alice");
  create(Kind::Session, there, R"({"session_id": "s9", "schedule": {}})");
  const std::string job = create(Kind::Job, userCaller("p1", "alice"),
                                 R"({"client_id": "host", "job_actions": [], "session_id": "s9"})");
  EXPECT_TRUE(show(Kind::Session, there, "s9").has("/jobs/" + job));
  ASSERT_TRUE(freezer_.remove(kJobs, alice_, job));
  EXPECT_FALSE(show(Kind::Session, there, "s9").has("/jobs/" + job));
}

/// Documents of a store in which links have one end, as earlier versions left them.
class OneEndedLinksTest : public SessionLinksTest {
 protected:
  void setSession(const std::string& job, const std::string& session) {
    place_.sqlSession()("UPDATE jobs SET session_id = '" + session +
                        "', doc = json_set(doc, '$.session_id', '" + session + "') WHERE id = '" +
                        job + "'");
  }
};

TEST_F(OneEndedLinksTest, DoNotStandAgainstAPatch) {
  const std::string job = createJob();
  setSession(job, "gone");
  patch(Kind::Job, job, show(Kind::Job, job).text());
  EXPECT_EQ(show(Kind::Job, job).textAt("/session_id"), "gone");
  patch(Kind::Job, job, R"({"session_id": "s2"})");
  expectJoinedSecond(job);
}

TEST_F(OneEndedLinksTest, EndByAddAndRemove) {
  const std::string unlisted = createJob();
  setSession(unlisted, "s2");
  ASSERT_TRUE(freezer_.addJob(alice_, "s2", unlisted));
  expectJoinedSecond(unlisted);

  const std::string unnamed = jobIn("s1");
  setSession(unnamed, "");
  ASSERT_TRUE(freezer_.removeJob(alice_, "s1", unnamed));
  EXPECT_FALSE(isIn("s1", unnamed));
}

}  // namespace
}  // namespace freezer::test
