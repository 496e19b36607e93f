// The special verbs of jobs and sessions.

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class JobsTest : public ProgramTest {
 protected:
  JobsTest() { succeed(someJob("j1")); }
};

TEST_F(JobsTest, EventsPrintTheirResult) {
  EXPECT_EQ(succeed({"jobs", "start", "j1"}), "success");
  EXPECT_EQ(succeed({"jobs", "start", "j1"}), "start already requested");
  EXPECT_EQ(show("jobs", "j1").textAt("/job_schedule/event"), "start");
  EXPECT_EQ(succeed({"jobs", "stop", "j1"}), "success");
  EXPECT_EQ(succeed({"jobs", "abort", "j1"}), "success");
  EXPECT_EQ(show("jobs", "j1").textAt("/job_schedule/event"), "abort");
}

TEST_F(JobsTest, EventsTakeSeveralJobs) {
  succeed(someJob("j2"));
  EXPECT_EQ(succeed({"jobs", "start", "j1", "j2"}), "success\nsuccess");
  fail({"jobs", "stop", "j1", "missing"}, 3, "missing");
  EXPECT_EQ(show("jobs", "j1").textAt("/job_schedule/event"), "start");
}

TEST_F(JobsTest, EventsTakeASearch) {
  succeed(someJob("j2"));
  succeed({"jobs", "patch", "j2", "--description", "weekly"});
  const Words start = {"jobs", "start", "--match", "description=weekly"};
  const auto with = [&](Words more) {
    more.insert(more.begin(), start.begin(), start.end());
    return more;
  };
  fail(start, 2, "--yes");
  EXPECT_EQ(succeed(with({"--dry-run", "-f", "value", "-c", "job_id"})), "j2");
  EXPECT_EQ(show("jobs", "j2").textAt("/job_schedule/event"), "");
  const auto answers = parsedList(succeed(with({"--yes"})));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers.at(0).textAt("/job_id"), "j2");
  EXPECT_EQ(answers.at(0).textAt("/result"), "success");
  EXPECT_EQ(show("jobs", "j1").textAt("/job_schedule/event"), "");
  EXPECT_EQ(show("jobs", "j2").textAt("/job_schedule/event"), "start");
}

TEST_F(JobsTest, ASearchForEventsThatFindsNothingSaysSo) {
  EXPECT_EQ(noted({"jobs", "abort", "--match", "client_id=nobody"}), "no job matches");
  fail({"jobs", "start"}, 2, "give either IDs or a search");
  fail({"jobs", "start", "j1", "--match", "client_id=host1"}, 2, "give either IDs or a search");
}

TEST_F(JobsTest, EventsPrintAListWhenToldTo) {
  const auto answers = parsedList(succeed({"jobs", "start", "j1", "-f", "json"}));
  const Document& answer = answers.at(0);
  EXPECT_EQ(answer.textAt("/job_id"), "j1");
  EXPECT_EQ(answer.textAt("/result"), "success");
  EXPECT_EQ(succeed({"jobs", "start", "j1", "-f", "value"}), "j1\tstart already requested");
}

TEST_F(JobsTest, AScheduleThatNeverRunsIsAnInvalidDocument) {
  fail({"jobs", "patch", "j1", "--schedule-hour", "25"}, 5, "/job_schedule/schedule_hour must be");
  fail({"sessions", "create", "--schedule-day", "funday"}, 5, "/schedule/schedule_day must be");
}

TEST_F(JobsTest, EventForAnUnknownJobIsNotFound) {
  fail({"jobs", "start", "nowhere"}, 3, "nowhere");
}

class SessionsTest : public JobsTest {
 protected:
  SessionsTest() {
    succeed({"sessions", "create", "--session-id", "s1", "--schedule-interval", "1 days"});
  }
};

TEST_F(SessionsTest, JobsAreAddedAndRemoved) {
  EXPECT_EQ(succeed({"sessions", "add-job", "s1", "j1"}), "");
  EXPECT_TRUE(show("sessions", "s1").has("/jobs/j1"));
  EXPECT_EQ(show("jobs", "j1").textAt("/session_id"), "s1");
  EXPECT_EQ(succeed({"sessions", "remove-job", "s1", "--job-id", "j1"}), "");
  EXPECT_FALSE(show("sessions", "s1").has("/jobs/j1"));
}

TEST_F(SessionsTest, AJobStartsAndEndsASession) {
  succeed({"sessions", "add-job", "s1", "j1"});
  EXPECT_EQ(succeed({"sessions", "start", "s1", "j1", "--current-tag", "0"}), "success");
  EXPECT_EQ(show("sessions", "s1").integerAt("/session_tag", -1), 1);
  EXPECT_EQ(succeed({"sessions", "end", "s1", "j1", "--result", "success"}), "success");
  EXPECT_EQ(show("sessions", "s1").textAt("/status"), "completed");
}

TEST_F(SessionsTest, TheTagIsTheSessionsUnlessGiven) {
  succeed({"sessions", "add-job", "s1", "j1"});
  succeed({"sessions", "patch", "s1", "--session-tag", "7"});
  const Document answer = parsed(succeed({"sessions", "start", "s1", "j1", "-f", "json"}));
  EXPECT_EQ(answer.textAt("/result"), "success");
  EXPECT_EQ(answer.integerAt("/session_tag", -1), 8);
}

TEST_F(SessionsTest, WhatDoesNotFitIsRefused) {
  fail({"sessions", "start", "s1", "j1"}, 2, "j1");
  fail({"sessions", "start", "s1", "j1", "--current-tag", "x"}, 2, "--current-tag");
  fail({"sessions", "start", "nowhere", "j1"}, 3, "nowhere");
  fail({"sessions", "end", "s1", "j1"}, 2, "--result is required");
  fail({"sessions", "add-job", "s1", "nowhere"}, 3, "nowhere");
  fail({"sessions", "add-job", "s1"}, 2, "--job-id is required");
}

}  // namespace
}  // namespace freezer::test
