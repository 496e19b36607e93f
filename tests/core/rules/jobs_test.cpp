#include <thread>
#include <vector>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

class JobsTest : public FreezerTest {
 protected:
  JobsTest() { createClient(); }

  std::int64_t countOf(Kind kind) {
    Query query;
    query.withCount = true;
    return freezer_.list(resourceOf(kind), alice_, query).value().end.count.value();
  }

  std::string event(const std::string& job, JobEvent event) {
    const auto answer = freezer_.sendEvent(alice_, job, event);
    return answer ? answer.value() : "refused";
  }

  std::string actionId(const std::string& job, int index = 0) {
    return show(Kind::Job, job).textAt("/job_actions/" + std::to_string(index) + "/action_id");
  }
};

TEST_F(JobsTest, NewJobHasItsTimesAndNoEvent) {
  const Document job = show(Kind::Job, createJob());
  EXPECT_EQ(job.integerAt("/job_schedule/time_created", 0), now_);
  EXPECT_EQ(job.integerAt("/job_schedule/time_started", 0), -1);
  EXPECT_EQ(job.integerAt("/job_schedule/time_ended", 0), -1);
  EXPECT_EQ(job.textAt("/job_schedule/event", "unset"), "");
  EXPECT_EQ(job.textAt("/project_id"), "p1");
  EXPECT_EQ(job.textAt("/user_id"), "alice");
}

TEST_F(JobsTest, NewJobHasWhatTheBodyDoesNotSay) {
  const Document job =
      show(Kind::Job, create(Kind::Job, R"({"client_id": "host", "job_actions": []})"));
  EXPECT_EQ(toJson(job.at("/job_schedule")),
            R"({"time_created":1700000000,"time_started":-1,"time_ended":-1,"event":""})");
  EXPECT_EQ(job.textAt("/description", "unset"), "");
  EXPECT_EQ(job.textAt("/session_id", "unset"), "");
  EXPECT_EQ(job.integerAt("/session_tag", -1), 0);
}

TEST_F(JobsTest, DefaultsComeBackWhenTheyAreRemoved) {
  const std::string id = createJob(R"(, "description": "d", "session_tag": 3)");
  EXPECT_EQ(show(Kind::Job, id).integerAt("/session_tag", -1), 3);
  patch(Kind::Job, id, R"({"description": null})");
  EXPECT_EQ(show(Kind::Job, id).textAt("/description", "unset"), "");
}

TEST_F(JobsTest, OwnerInTheBodyIsOverwritten) {
  const std::string id = createJob(R"(, "user_id": "eve", "project_id": "px", "_version": 7,
    "user_credentials": {"trust_id": "t"})");
  EXPECT_EQ(show(Kind::Job, id).textAt("/user_id"), "alice");
  EXPECT_EQ(show(Kind::Job, id).textAt("/project_id"), "p1");
  EXPECT_FALSE(show(Kind::Job, id).has("/user_credentials"));
  EXPECT_FALSE(show(Kind::Job, id).has("/_version"));
}

TEST_F(JobsTest, OwnIdMayBeChosenOnce) {
  EXPECT_EQ(createJob(R"(, "job_id": "my-job_1")"), "my-job_1");
  EXPECT_EQ(refusal(Kind::Job, R"({"job_id": "my-job_1", "client_id": "host", "job_actions": [],
    "job_schedule": {}})")
                .code,
            ErrorCode::AlreadyExists);
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Job), alice_, "my-job_1"));
  EXPECT_EQ(createJob(R"(, "job_id": "my-job_1")"), "my-job_1");
}

TEST_F(JobsTest, ActionDefaultsFillWhatIsAbsentOrNull) {
  const std::string id = create(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "action_defaults": {"storage": "local", "container": "/c", "mode": "fs"},
    "job_actions": [{"freezer_action": {"action": "backup", "mode": null, "container": "/own"}}]})");
  const Document job = show(Kind::Job, id);
  EXPECT_FALSE(job.has("/action_defaults"));
  EXPECT_EQ(job.textAt("/job_actions/0/freezer_action/storage"), "local");
  EXPECT_EQ(job.textAt("/job_actions/0/freezer_action/mode"), "fs");
  EXPECT_EQ(job.textAt("/job_actions/0/freezer_action/container"), "/own");
}

TEST_F(JobsTest, EntriesBecomeActionsOfTheirOwn) {
  const std::string job = createJob();
  const Document action = show(Kind::Action, actionId(job));
  EXPECT_EQ(action.textAt("/freezer_action/action"), "backup");
  EXPECT_EQ(action.textAt("/project_id"), "p1");
}

TEST_F(JobsTest, EqualActionIsSharedAndNullIsAbsent) {
  const std::string action =
      create(Kind::Action, R"({"action_id": "a1", "freezer_action": {"action": "exec"}})");
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": "a1", "freezer_action": {"action": "exec", "mode": null}}]})");
  EXPECT_EQ(actionId(job), action);
  EXPECT_EQ(countOf(Kind::Action), 1);
}

TEST_F(JobsTest, DifferentActionUnderAKnownIdBecomesANewOne) {
  create(Kind::Action, R"({"action_id": "a1", "freezer_action": {"action": "exec"}})");
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": "a1", "freezer_action": {"action": "backup"}}]})");
  EXPECT_NE(actionId(job), "a1");
  EXPECT_EQ(show(Kind::Action, "a1").textAt("/freezer_action/action"), "exec");
}

TEST_F(JobsTest, UnknownActionIdIsKeptWhenDescribedAndRefusedOtherwise) {
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": "mine", "freezer_action": {"action": "exec"}}]})");
  EXPECT_EQ(actionId(job), "mine");
  EXPECT_EQ(refusal(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": "none"}]})")
                .code,
            ErrorCode::Unprocessable);
}

TEST_F(JobsTest, ActionOfAnotherProjectIsNotTouched) {
  create(Kind::Action, bob_, R"({"action_id": "a1", "freezer_action": {"action": "exec"}})");
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": "a1", "freezer_action": {"action": "backup"}}]})");
  EXPECT_NE(actionId(job), "a1");
  EXPECT_EQ(show(Kind::Action, bob_, "a1").textAt("/freezer_action/action"), "exec");
}

TEST_F(JobsTest, RefusedJobLeavesNoAction) {
  refusal(Kind::Job, R"({"client_id": "nobody", "job_schedule": {},
    "job_actions": [{"freezer_action": {"action": "exec"}}]})");
  refusal(Kind::Job, R"({"client_id": "host", "job_schedule": {}, "job_actions": [
    {"freezer_action": {"action": "exec"}}, {"action_id": "none"}]})");
  EXPECT_EQ(countOf(Kind::Action), 0);
  EXPECT_EQ(countOf(Kind::Job), 0);
}

TEST_F(JobsTest, UpdateOfAnActionIsSeenInItsJobs) {
  const std::string job = createJob();
  patch(Kind::Action, actionId(job), R"({"freezer_action": {"mode": "nova"}, "max_retries": 3})");
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_actions/0/freezer_action/mode"), "nova");
  EXPECT_EQ(show(Kind::Job, job).integerAt("/job_actions/0/max_retries", 0), 3);
  EXPECT_EQ(version(Kind::Job, job), 2);
}

TEST_F(JobsTest, ReplaceOfAnActionIsSeenInItsJobs) {
  const std::string job = createJob();
  ASSERT_TRUE(freezer_.replace(resourceOf(Kind::Action), alice_, actionId(job),
                               json(R"({"freezer_action": {"action": "info"}})")));
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_actions/0/freezer_action/action"), "info");
  EXPECT_FALSE(show(Kind::Job, job).has("/job_actions/0/freezer_action/mode"));
}

TEST_F(JobsTest, AnyNameInAnActionIsTheSameInItsJobs) {
  const std::string job = createJob();
  ASSERT_TRUE(freezer_.replace(resourceOf(Kind::Action), alice_, actionId(job),
                               json(R"({"freezer_action": {"action": "info"},
                                        "freezer_action/action": 1, "a~1b": 2, "": 3})")));
  const Document entry = Document::viewOf(show(Kind::Job, job).objectAt("/job_actions/0"));
  EXPECT_EQ(entry.textAt("/freezer_action/action"), "info");
  EXPECT_EQ(entry.integerAt("/freezer_action~1action", 0), 1);
  EXPECT_EQ(entry.integerAt("/a~01b", 0), 2);
  EXPECT_EQ(entry.integerAt("/", 0), 3);
  ASSERT_TRUE(freezer_.replace(resourceOf(Kind::Action), alice_, actionId(job),
                               json(R"({"freezer_action": {"action": "info"}})")));
  EXPECT_FALSE(show(Kind::Job, job).has("/job_actions/0/freezer_action~1action"));
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_actions/0/freezer_action/action"), "info");
}

TEST_F(JobsTest, ManyJobsOfAnActionAreAllChanged) {
  create(Kind::Action, R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  constexpr int kJobs = 100;  // More than change at once.
  std::vector<std::string> jobs;
  for (int i = 0; i < kJobs; ++i) {
    jobs.push_back(create(
        Kind::Job, R"({"client_id": "host", "job_actions": [{"action_id": "a"}, {"freezer_action":
                       {"action": "exec", "command": "c"}}]})"));
  }
  patch(Kind::Action, "a", R"({"max_retries": 3})");
  for (const std::string& job : jobs) {
    EXPECT_EQ(show(Kind::Job, job).at("/job_actions/0/max_retries").integer(), 3);
    EXPECT_EQ(version(Kind::Job, job), 2);
  }
  ASSERT_TRUE(freezer_.replace(resourceOf(Kind::Action), alice_, "a",
                               json(R"({"freezer_action": {"action": "admin"}})")));
  for (const std::string& job : jobs)
    EXPECT_EQ(show(Kind::Job, job).textAt("/job_actions/0/freezer_action/action"), "admin");
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Action), alice_, "a"));
  for (const std::string& job : jobs)
    EXPECT_EQ(show(Kind::Job, job).textAt("/job_actions/0/freezer_action/command"), "c");
}

TEST_F(JobsTest, DeletedActionLeavesItsJobs) {
  const std::string job = createJob();
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Action), alice_, actionId(job)));
  ASSERT_TRUE(show(Kind::Job, job).arrayAt("/job_actions"));
  EXPECT_EQ(show(Kind::Job, job).arrayAt("/job_actions").size(), 0U);
}

TEST_F(JobsTest, ClientMustExistAndBeSeen) {
  EXPECT_EQ(
      refusal(Kind::Job, R"({"client_id": "nobody", "job_schedule": {}, "job_actions": []})").code,
      ErrorCode::Unprocessable);
  const auto foreign =
      freezer_.create(resourceOf(Kind::Job), bob_,
                      json(R"({"client_id": "host", "job_schedule": {}, "job_actions": []})"));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::Unprocessable);
}

TEST_F(JobsTest, ClientMustSupportWhatTheActionsNeed) {
  create(Kind::Client, R"({"client_id": "small", "supported_modes": ["fs"],
    "supported_engines": ["tar"], "supported_storages": ["local"], "supported_actions": ["backup"]})");
  for (const char* action :
       {R"({"action": "exec"})", R"({"mode": "nova"})", R"({"storage": "swift"})",
        R"({"engine": "rsync"})", R"({"engine_name": "rsync"})"}) {
    const Error error = refusal(Kind::Job, R"({"client_id": "small", "job_schedule": {},
      "job_actions": [{"freezer_action": )" + std::string(action) +
                                               "}]}");
    EXPECT_EQ(error.code, ErrorCode::Unprocessable) << action;
    EXPECT_NE(error.message.find("small"), std::string::npos) << error.message;
  }
}

TEST_F(JobsTest, ReportOfASchedulerIsTakenThoughItsClientIsGone) {
  const std::string job = createJob();
  const Document whole = show(Kind::Job, job);
  ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Client), alice_, "host"));
  EXPECT_TRUE(freezer_.patch(resourceOf(Kind::Job), alice_, job, whole));
}

TEST_F(JobsTest, PatchMergesTheSchedule) {
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_actions": [],
    "job_schedule": {"schedule_interval": "5 minutes"}})");
  EXPECT_EQ(patch(Kind::Job, job, R"({"job_schedule": {"status": "running"}})"), 2);
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/schedule_interval"), "5 minutes");
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/status"), "running");
}

TEST_F(JobsTest, PatchOfIdAndOwnerIsIgnored) {
  const std::string job = createJob();
  patch(Kind::Job, job, R"({"job_id": "other", "user_id": "eve", "project_id": "px",
    "user_credentials": {"trust_id": "t"}, "description": "d"})");
  const Document document = show(Kind::Job, job);
  EXPECT_EQ(document.textAt("/job_id"), job);
  EXPECT_EQ(document.textAt("/user_id"), "alice");
  EXPECT_EQ(document.textAt("/description"), "d");
  EXPECT_FALSE(document.has("/user_credentials"));
}

TEST_F(JobsTest, InvalidPatchNamesEveryFaultAndChangesNothing) {
  const std::string job = createJob();
  const auto refused =
      freezer_.patch(resourceOf(Kind::Job), alice_, job,
                     json(R"({"job_schedule": {"event": "explode", "status": 5}, "unknown": 1})"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidDocument);
  EXPECT_EQ(refused.error().faults.size(), 3U);
  EXPECT_EQ(version(Kind::Job, job), 1);
}

TEST_F(JobsTest, PatchThatRemovesWhatIsRequiredIsRefused) {
  const std::string job = createJob();
  EXPECT_FALSE(
      freezer_.patch(resourceOf(Kind::Job), alice_, job, json(R"({"job_actions": null})")));
}

TEST_F(JobsTest, PreconditionMustHold) {
  const std::string job = createJob();
  const Resource& jobs = resourceOf(Kind::Job);
  const Document change = json(R"({"description": "d"})");
  EXPECT_TRUE(freezer_.patch(jobs, alice_, job, change, {false, {1}}));
  EXPECT_EQ(freezer_.patch(jobs, alice_, job, change, {false, {1}}).error().code,
            ErrorCode::VersionMismatch);
  EXPECT_EQ(freezer_.remove(jobs, alice_, job, {false, {1}}).error().code,
            ErrorCode::VersionMismatch);
  EXPECT_TRUE(freezer_.remove(jobs, alice_, job, {false, {1, 2}}));
}

TEST_F(JobsTest, StartClearsStatusAndResult) {
  const std::string job = createJob();
  patch(Kind::Job, job, R"({"job_schedule": {"status": "completed", "result": "fail"}})");
  EXPECT_EQ(event(job, JobEvent::Start), "success");
  const Document document = show(Kind::Job, job);
  EXPECT_EQ(document.textAt("/job_schedule/event"), "start");
  EXPECT_EQ(document.textAt("/job_schedule/status", "unset"), "");
  EXPECT_EQ(document.textAt("/job_schedule/result", "unset"), "");
  EXPECT_EQ(event(job, JobEvent::Start), "start already requested");
  EXPECT_EQ(version(Kind::Job, job), 3);
}

TEST_F(JobsTest, StopAndAbortChangeTheEventAlone) {
  const std::string job = createJob();
  patch(Kind::Job, job, R"({"job_schedule": {"status": "running", "current_pid": 42}})");
  EXPECT_EQ(event(job, JobEvent::Stop), "success");
  EXPECT_EQ(event(job, JobEvent::Stop), "stop already requested");
  EXPECT_EQ(event(job, JobEvent::Abort), "success");
  EXPECT_EQ(event(job, JobEvent::Abort), "abort already requested");
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/status"), "running");
  EXPECT_EQ(show(Kind::Job, job).integerAt("/job_schedule/current_pid", 0), 42);
}

TEST_F(JobsTest, AbortWithoutAPidSetsItToZero) {
  const std::string job = createJob();
  EXPECT_EQ(event(job, JobEvent::Abort), "success");
  EXPECT_EQ(show(Kind::Job, job).integerAt("/job_schedule/current_pid", -1), 0);
}

TEST_F(JobsTest, EventBodyHasOneKnownMember) {
  EXPECT_EQ(parseJobEventBody(json(R"({"stop": null})")).value(), JobEvent::Stop);
  EXPECT_FALSE(parseJobEventBody(json("{}")));
  EXPECT_FALSE(parseJobEventBody(json(R"({"explode": null})")));
  EXPECT_FALSE(parseJobEventBody(json(R"({"start": null, "stop": null})")));
}

TEST_F(JobsTest, PidIsShownToTheProjectOfTheClientAlone) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true})");
  const std::string job = create(Kind::Job, R"({"client_id": "central", "job_actions": [],
    "job_schedule": {"current_pid": 42}})");
  EXPECT_FALSE(show(Kind::Job, job).has("/job_schedule/current_pid"));
  Caller everywhere = bob_;
  everywhere.scope = {Scope::By::Everyone, {}};
  EXPECT_EQ(show(Kind::Job, everywhere, job).integerAt("/job_schedule/current_pid", 0), 42);
  const Page page = freezer_.list(resourceOf(Kind::Job), alice_, {}).value();
  EXPECT_EQ(page.records.at(0).text.find("current_pid"), std::string::npos);

  const std::string own = createJob(R"(, "description": "own")");
  patch(Kind::Job, own, R"({"job_schedule": {"current_pid": 7}})");
  EXPECT_TRUE(show(Kind::Job, own).has("/job_schedule/current_pid"));
  EXPECT_FALSE(show(Kind::Job, everywhere, own).has("/job_schedule/current_pid"));
}

TEST_F(JobsTest, DocumentThatWasReadCanBePostedAgain) {
  const Document read = show(Kind::Job, createJob());
  Document clone = read.clone();
  clone.remove("/job_id");
  clone.set("/_version", 3);
  EXPECT_TRUE(freezer_.create(resourceOf(Kind::Job), alice_, clone));
  EXPECT_EQ(countOf(Kind::Action), 1);
}

TEST_F(JobsTest, ReplaceCreatesOrReplaces) {
  const Resource& jobs = resourceOf(Kind::Job);
  const Document body = json(R"({"client_id": "host", "job_schedule": {}, "job_actions": []})");
  EXPECT_EQ(freezer_.replace(jobs, alice_, "j1", body).value().version, 1);
  EXPECT_EQ(freezer_.replace(jobs, alice_, "j1", body).value().version, 2);
  EXPECT_EQ(freezer_.replace(jobs, alice_, "j2", body, {true, {}}).error().code,
            ErrorCode::VersionMismatch);
}

TEST_F(JobsTest, ReplaceDoesNotReachAnotherProject) {
  const std::string job = createJob();
  createClient("other");
  create(Kind::Client, bob_, R"({"client_id": "bobs"})");
  const auto refused =
      freezer_.replace(resourceOf(Kind::Job), bob_, job,
                       json(R"({"client_id": "bobs", "job_schedule": {}, "job_actions": []})"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
  EXPECT_EQ(version(Kind::Job, job), 1);
}

TEST_F(JobsTest, SeventyPatchesAtOnceAllLand) {
  const std::string job = createJob();
  std::vector<std::thread> writers;
  for (int i = 0; i < 70; ++i) {
    writers.emplace_back([this, job, i] {
      patch(Kind::Job, job, R"({"description": "by )" + std::to_string(i) + "\"}");
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(version(Kind::Job, job), 71);
}

TEST_F(JobsTest, AnActionIsChangedWhileItsJobsAreDeleted) {
  constexpr int kJobs = 30;
  create(Kind::Action, R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  std::vector<std::string> jobs;
  for (int i = 0; i < kJobs; ++i) {
    jobs.push_back(
        create(Kind::Job, R"({"client_id": "host", "job_actions": [{"action_id": "a"}]})"));
  }
  std::jthread remover([this, &jobs] {
    for (const std::string& job : jobs)
      EXPECT_TRUE(freezer_.remove(resourceOf(Kind::Job), alice_, job));
  });
  for (int i = 0; i < kJobs; ++i)
    patch(Kind::Action, "a", R"({"max_retries": )" + std::to_string(i) + "}");
}

}  // namespace
}  // namespace freezer::test
