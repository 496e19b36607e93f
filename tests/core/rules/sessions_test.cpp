#include <thread>
#include <vector>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

class SessionsTest : public FreezerTest {
 protected:
  SessionsTest() {
    createClient();
    session_ = create(Kind::Session, R"({"schedule": {"schedule_interval": "1 days"}})");
  }

  std::string addedJob() {
    const std::string job = createJob();
    EXPECT_TRUE(freezer_.addJob(alice_, session_, job));
    return job;
  }

  /// "result:tag", or "refused".
  std::string start(const std::string& job, std::int64_t tag) {
    const auto answer = freezer_.startSession(alice_, session_, job, tag);
    if (!answer) return "refused";
    return answer.value().result + ":" + std::to_string(answer.value().session_tag);
  }

  void end(const std::string& job, const std::string& result) {
    EXPECT_TRUE(freezer_.endSession(alice_, session_, job, result));
  }

  Document session() { return show(Kind::Session, session_); }
  std::string jobStatus(const std::string& job) {
    return session().textAt("/jobs/" + job + "/status");
  }

  std::string session_;
};

TEST_F(SessionsTest, NewSessionIsActiveAndHasDefaults) {
  const Document made = session();
  EXPECT_EQ(made.textAt("/status"), "active");
  EXPECT_EQ(made.integerAt("/session_tag", -1), 0);
  EXPECT_EQ(made.integerAt("/hold_off", -1), 30);
  EXPECT_EQ(made.textAt("/result", "unset"), "");
  for (const char* time : {"/time_start", "/time_end", "/time_started", "/time_ended"}) {
    EXPECT_EQ(made.integerAt(time, 0), -1) << time;
  }
  ASSERT_TRUE(made.objectAt("/jobs"));
  EXPECT_EQ(made.objectAt("/jobs").size(), 0U);
}

TEST_F(SessionsTest, JobsInABodyAreIgnored) {
  const std::string id =
      create(Kind::Session, R"({"schedule": {}, "jobs": {"x": {}}, "hold_off": 5})");
  EXPECT_EQ(show(Kind::Session, id).objectAt("/jobs").size(), 0U);
  EXPECT_EQ(show(Kind::Session, id).integerAt("/hold_off", 0), 5);
  patch(Kind::Session, id, R"({"jobs": {"y": {}}})");
  EXPECT_EQ(show(Kind::Session, id).objectAt("/jobs").size(), 0U);
}

TEST_F(SessionsTest, AddedJobTakesTheSchedule) {
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_actions": [],
    "job_schedule": {"schedule_date": "2030-01-01T00:00:00", "status": "scheduled"}})");
  ASSERT_TRUE(freezer_.addJob(alice_, session_, job));
  const Document document = show(Kind::Job, job);
  EXPECT_EQ(document.textAt("/session_id"), session_);
  EXPECT_EQ(document.integerAt("/session_tag", -1), 0);
  EXPECT_EQ(document.textAt("/job_schedule/schedule_interval"), "1 days");
  EXPECT_FALSE(document.has("/job_schedule/schedule_date"));
  EXPECT_EQ(document.textAt("/job_schedule/status"), "scheduled");
  EXPECT_EQ(document.textAt("/job_schedule/event", "unset"), "");
  EXPECT_EQ(toJson(session().at("/jobs/" + job)),
            R"({"client_id":"host","status":"scheduled","result":"","time_started":-1,)"
            R"("time_ended":-1})");
}

TEST_F(SessionsTest, RemovedJobIsToldToStop) {
  const std::string job = addedJob();
  ASSERT_TRUE(freezer_.removeJob(alice_, session_, job));
  EXPECT_FALSE(session().has("/jobs/" + job));
  EXPECT_EQ(show(Kind::Job, job).textAt("/session_id", "unset"), "");
  EXPECT_EQ(show(Kind::Job, job).integerAt("/session_tag", -1), 0);
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/event"), "stop");
}

TEST_F(SessionsTest, UnknownJobOrSessionIsNotFoundAndChangesNothing) {
  const std::string job = createJob();
  EXPECT_EQ(freezer_.addJob(alice_, "none", job).error().code, ErrorCode::NotFound);
  EXPECT_EQ(freezer_.addJob(alice_, session_, "none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(freezer_.addJob(bob_, session_, job).error().code, ErrorCode::NotFound);
  EXPECT_EQ(freezer_.removeJob(alice_, session_, job).error().code, ErrorCode::NotFound);
  EXPECT_EQ(version(Kind::Session, session_), 1);
  EXPECT_EQ(version(Kind::Job, job), 1);
}

TEST_F(SessionsTest, JobThatMovesLeavesItsFormerSession) {
  const std::string job = addedJob();
  const std::string other = create(Kind::Session, R"({"schedule": {}})");
  ASSERT_TRUE(freezer_.addJob(alice_, other, job));
  EXPECT_FALSE(session().has("/jobs/" + job));
  EXPECT_TRUE(show(Kind::Session, other).has("/jobs/" + job));
  EXPECT_EQ(show(Kind::Job, job).textAt("/session_id"), other);
}

TEST_F(SessionsTest, DeletedJobLeavesItsSession) {
  const std::string job = addedJob();
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Job), alice_, job));
  EXPECT_FALSE(session().has("/jobs/" + job));
}

TEST_F(SessionsTest, DeletedSessionReleasesItsJobs) {
  const std::string job = addedJob();
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Session), alice_, session_));
  EXPECT_EQ(show(Kind::Job, job).textAt("/session_id", "unset"), "");
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/event"), "stop");
}

TEST_F(SessionsTest, FirstStartRaisesTheTag) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 0), "success:1");
  const Document document = session();
  EXPECT_EQ(document.textAt("/status"), "running");
  EXPECT_EQ(document.textAt("/result", "unset"), "");
  EXPECT_EQ(document.integerAt("/time_start", 0), now_);
  EXPECT_EQ(document.integerAt("/time_started", 0), now_);
  EXPECT_EQ(jobStatus(job), "running");
  EXPECT_EQ(document.integerAt("/jobs/" + job + "/time_started", 0), now_);
}

TEST_F(SessionsTest, WithinTheHoldOffOtherJobsJoinTheRun) {
  const std::string first = addedJob();
  const std::string second = addedJob();
  EXPECT_EQ(start(first, 0), "success:1");
  now_ += 30;
  EXPECT_EQ(start(second, 0), "success:1");
  EXPECT_EQ(jobStatus(second), "running");
}

TEST_F(SessionsTest, WithinTheHoldOffNoNewRunBegins) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 0), "success:1");
  now_ += 30;
  const std::int64_t before = version(Kind::Session, session_);
  EXPECT_EQ(start(job, 1), "hold-off:1");
  EXPECT_EQ(version(Kind::Session, session_), before);
}

TEST_F(SessionsTest, AfterTheHoldOffTheNextRunBegins) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 0), "success:1");
  now_ += 31;
  EXPECT_EQ(start(job, 1), "success:2");
}

TEST_F(SessionsTest, AStartInTheFutureIsOver) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 0), "success:1");
  now_ -= 5;
  EXPECT_EQ(start(job, 1), "success:2");
}

TEST_F(SessionsTest, AfterTheHoldOffAJobBehindIsOutOfSync) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 0), "success:1");
  now_ += 31;
  const std::int64_t before = version(Kind::Session, session_);
  EXPECT_EQ(start(job, 0), "out-of-sync:1");
  EXPECT_EQ(version(Kind::Session, session_), before);
}

TEST_F(SessionsTest, AnyTagAndTimesThatAClientSetsAreUsable) {
  const std::string job = addedJob();
  patch(Kind::Session, session_, R"({"session_tag": 9223372036854775807,
    "time_start": -9223372036854775808, "hold_off": 9223372036854775807})");
  const std::string greatest = ":9223372036854775807";
  EXPECT_EQ(start(job, 9223372036854775807), "success" + greatest);
  patch(Kind::Session, session_, R"({"time_start": 9223372036854775807})");
  EXPECT_EQ(start(job, 9223372036854775807), "success" + greatest);
  patch(Kind::Session, session_, R"({"time_start": 0, "hold_off": -9223372036854775808})");
  EXPECT_EQ(start(job, 0), "out-of-sync" + greatest);
}

TEST_F(SessionsTest, TagAheadOrStrangerIsRefused) {
  const std::string job = addedJob();
  EXPECT_EQ(start(job, 1), "refused");
  EXPECT_EQ(start(createJob(), 0), "refused");
  EXPECT_EQ(freezer_.startSession(alice_, session_, job, 1).error().code,
            ErrorCode::InvalidRequest);
}

TEST_F(SessionsTest, RunEndsWhenEveryJobHasEnded) {
  const std::string first = addedJob();
  const std::string second = addedJob();
  start(first, 0);
  start(second, 0);
  end(first, "success");
  EXPECT_EQ(session().textAt("/status"), "running");
  now_ += 5;
  end(second, "success");
  EXPECT_EQ(session().textAt("/status"), "completed");
  EXPECT_EQ(session().textAt("/result"), "success");
  EXPECT_EQ(session().integerAt("/time_end", 0), now_);
  EXPECT_EQ(session().integerAt("/time_ended", 0), now_);
}

TEST_F(SessionsTest, OneFailedJobFailsTheRun) {
  const std::string first = addedJob();
  const std::string second = addedJob();
  start(first, 0);
  start(second, 0);
  end(first, "fail");
  end(second, "success");
  EXPECT_EQ(session().textAt("/result"), "fail");
}

TEST_F(SessionsTest, ReplaceKeepsJobsAndTag) {
  const std::string job = addedJob();
  start(job, 0);
  const auto replaced = freezer_.replace(resourceOf(Kind::Session), alice_, session_,
                                         json(R"({"schedule": {}, "description": "new"})"));
  ASSERT_TRUE(replaced);
  EXPECT_TRUE(session().has("/jobs/" + job));
  EXPECT_EQ(session().integerAt("/session_tag", 0), 1);
  EXPECT_EQ(session().textAt("/description"), "new");
}

TEST_F(SessionsTest, SixStartsAtOnceRaiseTheTagOnce) {
  std::vector<std::string> jobs;
  for (int i = 0; i < 6; ++i) jobs.push_back(addedJob());
  std::vector<std::thread> schedulers;
  for (const std::string& job : jobs) {
    schedulers.emplace_back([this, job] { EXPECT_EQ(start(job, 0), "success:1"); });
  }
  for (std::thread& scheduler : schedulers) scheduler.join();
  EXPECT_EQ(session().integerAt("/session_tag", 0), 1);
  for (const std::string& job : jobs) EXPECT_EQ(jobStatus(job), "running");
}

TEST_F(SessionsTest, ActionBodiesAreReadAsSchedulersAndTheCommandSendThem) {
  const auto number = parseSessionAction(json(R"({"start": {"job_id": "j", "current_tag": 3}})"));
  ASSERT_TRUE(number);
  EXPECT_EQ(number.value().current_tag, 3);
  const auto text = parseSessionAction(json(R"({"start": {"job_id": "j", "current_tag": "3"}})"));
  ASSERT_TRUE(text);
  EXPECT_EQ(text.value().current_tag, 3);
  const auto end =
      parseSessionAction(json(R"({"end": {"job_id": "j", "current_tag": 3, "result": "fail"}})"));
  ASSERT_TRUE(end);
  EXPECT_EQ(end.value().name, SessionAction::Name::End);
  EXPECT_EQ(end.value().result, "fail");
}

TEST_F(SessionsTest, OtherActionBodiesAreRefused) {
  for (const char* body :
       {"{}", R"({"pause": {}})", R"({"start": null})", R"({"start": {"job_id": "j"}})",
        R"({"start": {"current_tag": 1}})", R"({"start": {"job_id": "j", "current_tag": 1.5}})",
        R"({"end": {"job_id": "j", "current_tag": 1}})",
        R"({"end": {"job_id": "j", "current_tag": 1, "result": "great"}})",
        R"({"start": {"job_id": "j", "current_tag": 1}, "end": {}})"}) {
    EXPECT_FALSE(parseSessionAction(json(body))) << body;
  }
}

}  // namespace
}  // namespace freezer::test
