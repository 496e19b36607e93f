// Jobs that are made from others.

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class CloneTest : public ProgramTest {
 protected:
  CloneTest() {
    succeed({"clients", "create", "--client-id", "web1"});
    succeed({"clients", "create", "--client-id", "web2"});
    succeed({"actions", "create", "--action-id", "srv", "--action", "backup", "--path-to-backup",
             "/srv", "--max-retries", "3"});
    succeed(
        {"jobs", "create", "--file", "-"},
        "job_id: nightly\n"
        "client_id: web1\n"
        "description: all of it\n"
        "job_actions:\n"
        "- action_id: srv\n"
        "  mandatory: true\n"
        "- freezer_action: {action: exec, command: sync}\n"
        "job_schedule: {schedule_interval: 1 days, schedule_start_date: 2026-01-31T03:00:00}\n");
  }

  Document job(const std::string& id) const { return show("jobs", id); }

  /// Clones the job, and returns the new one.
  Document clone(const Words& more = {}) const {
    Words words = {"jobs", "clone", "nightly"};
    words.insert(words.end(), more.begin(), more.end());
    return job(succeed(words));
  }

  static std::int64_t number(const Document& document, const std::string& pointer) {
    return document.integerAt(pointer, -2);
  }
};

TEST_F(CloneTest, HasTheStepsAndTheScheduleOfTheOther) {
  const Document before = job("nightly");
  const Document copy = clone();
  EXPECT_EQ(copy.textAt("/client_id"), "web1");
  EXPECT_EQ(copy.textAt("/description"), "all of it");
  EXPECT_EQ(copy.textAt("/job_schedule/schedule_interval"), "1 days");
  EXPECT_EQ(copy.textAt("/job_schedule/schedule_start_date"), "2026-01-31T03:00:00");
  ASSERT_EQ(copy.arrayAt("/job_actions").size(), 2U);
  EXPECT_EQ(copy.textAt("/job_actions/0/freezer_action/path_to_backup"), "/srv");
  EXPECT_EQ(toJson(copy.at("/job_actions/0/mandatory")), "true");
  EXPECT_EQ(number(copy, "/job_actions/0/max_retries"), 3);
  EXPECT_EQ(copy.textAt("/job_actions/1/freezer_action/command"), "sync");
  EXPECT_EQ(job("nightly").text(), before.text());
}

TEST_F(CloneTest, PrintsWhatCreatePrints) {
  const std::string id = succeed({"jobs", "clone", "night"});
  EXPECT_EQ(job(id).textAt("/job_id"), id);
  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(succeed({"jobs", "clone", "nightly", "--job-id", "j2", "-f", "json", "--noindent"}),
            R"({"job_id":"j2","version":1})");
  fail({"jobs", "clone", "nightly", "--job-id", "j2"}, 4, "j2");
}

TEST_F(CloneTest, ItsStepsAreActionsOfItsOwn) {
  const Document copy = clone();
  const std::string id = copy.textAt("/job_actions/0/action_id");
  EXPECT_NE(id, "srv");
  EXPECT_NE(copy.textAt("/job_actions/1/action_id"),
            job("nightly").textAt("/job_actions/1/action_id"));
  succeed({"actions", "patch", "srv", "--path-to-backup", "/home"});
  EXPECT_EQ(show("actions", id).textAt("/freezer_action/path_to_backup"), "/srv");
  EXPECT_EQ(job(copy.textAt("/job_id")).textAt("/job_actions/0/freezer_action/path_to_backup"),
            "/srv");
}

TEST_F(CloneTest, OfAJobInARunningSessionStartsClean) {
  succeed({"sessions", "create", "--session-id", "site", "--schedule-interval", "2 days"});
  succeed({"sessions", "add-job", "site", "nightly"});
  succeed({"sessions", "start", "site", "nightly", "--current-tag", "0"});
  succeed({"jobs", "patch", "nightly", "--event", "abort", "--status", "running", "--result",
           "fail", "--current-pid", "7", "--time-created", "4", "--time-started", "5",
           "--time-ended", "6"});
  const Document session = show("sessions", "site");
  ASSERT_EQ(session.textAt("/status"), "running");
  const Document copy = clone();
  EXPECT_EQ(copy.textAt("/session_id", "none"), "");
  EXPECT_EQ(number(copy, "/session_tag"), 0);
  EXPECT_EQ(copy.textAt("/job_schedule/schedule_interval"), "2 days");
  EXPECT_EQ(copy.textAt("/job_schedule/event", "none"), "");
  EXPECT_EQ(copy.textAt("/job_schedule/status"), "");
  EXPECT_EQ(copy.textAt("/job_schedule/result"), "");
  EXPECT_FALSE(copy.has("/job_schedule/current_pid"));
  EXPECT_GT(number(copy, "/job_schedule/time_created"), 4);
  EXPECT_EQ(number(copy, "/job_schedule/time_started"), -1);
  EXPECT_EQ(number(copy, "/job_schedule/time_ended"), -1);
  EXPECT_EQ(show("sessions", "site").text(), session.text());
}

TEST_F(CloneTest, IsForAnotherClientAndChangedByOptions) {
  const Document copy =
      clone({"--client-id", "web2", "--schedule-interval", "1 hours", "--set",
             "job_actions.0.freezer_action.path_to_backup=/home", "--set", "job_actions.1=null"});
  EXPECT_EQ(copy.textAt("/client_id"), "web2");
  EXPECT_EQ(copy.textAt("/job_schedule/schedule_interval"), "1 hours");
  EXPECT_EQ(copy.arrayAt("/job_actions").size(), 1U);
  EXPECT_EQ(copy.textAt("/job_actions/0/freezer_action/path_to_backup"), "/home");
  fail({"jobs", "clone", "nightly", "--set", "project_id=p"}, 2, "project_id cannot be set");
}

TEST_F(CloneTest, IsRefusedForAClientThatCannotRunIt) {
  succeed({"clients", "create", "--client-id", "weak", "--supported-actions", "backup"});
  fail({"jobs", "clone", "nightly", "--client-id", "weak"}, 5,
       "/job_actions/1/freezer_action/action: the client does not support exec");
  fail({"jobs", "clone", "nightly", "--client-id", "nowhere"}, 5,
       "there is no client with the id nowhere");
  EXPECT_EQ(parsedList(succeed({"jobs", "list"})).size(), 1U);
  EXPECT_EQ(parsedList(succeed({"actions", "list"})).size(), 2U);
}

TEST_F(CloneTest, OfAnUnknownJobIsNotFound) {
  fail({"jobs", "clone", "weekly"}, 3, "weekly");
  fail({"jobs", "clone", "nightly", "--project", "other"}, 3, "nightly");
}

}  // namespace
}  // namespace freezer::test
