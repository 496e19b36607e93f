// IDs on the command line: the beginning of one is enough.

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class NamedDocumentTest : public ProgramTest {
 protected:
  NamedDocumentTest() {
    succeed({"clients", "create", "--client-id", "c1"});
    job("nightly-web");
    job("nightly-db");
    job("weekly");
    succeed({"sessions", "create", "--session-id", "site-backup", "--set", "schedule={}"});
  }

  void job(const std::string& id) const {
    succeed({"jobs", "create", "--job-id", id, "--client-id", "c1", "--set", "job_actions=[]"});
  }

  std::string jobs() const { return succeed({"jobs", "list", "-f", "value", "-c", "job_id"}); }
};

TEST_F(NamedDocumentTest, AUniqueBeginningIsEnough) {
  EXPECT_EQ(succeed({"jobs", "show", "w", "-f", "value", "-c", "job_id"}), "weekly");
  succeed({"jobs", "patch", "nightly-w", "--description", "x"});
  EXPECT_EQ(succeed({"jobs", "show", "nightly-web", "-f", "value", "-c", "description"}), "x");
  succeed({"jobs", "patch", "nightly-w", "--set", "job_schedule.event=stop"});
  EXPECT_EQ(succeed({"jobs", "start", "w", "nightly-d", "-f", "value", "-c", "job_id"}),
            "weekly\nnightly-db");
  EXPECT_EQ(succeed({"jobs", "list", "--marker", "nightly-d", "-f", "value", "-c", "job_id"}),
            "weekly");
  noted({"jobs", "delete", "w"});
  EXPECT_EQ(jobs(), "nightly-web\nnightly-db");
  EXPECT_EQ(succeed({"jobs", "delete", "nightly-w", "nightly-d", "nightly-web", "--dry-run", "-f",
                     "value", "-c", "job_id"}),
            "nightly-web\nnightly-db");
  noted({"jobs", "delete", "nightly-w", "nightly-d", "--yes"});
  EXPECT_EQ(jobs(), "");
}

TEST_F(NamedDocumentTest, ActionsOfSessionsTakeTwo) {
  succeed({"sessions", "add-job", "site", "week"});
  EXPECT_EQ(succeed({"jobs", "show", "weekly", "-f", "value", "-c", "session_id"}), "site-backup");
  EXPECT_EQ(succeed({"sessions", "start", "si", "we"}), "success");
  EXPECT_EQ(succeed({"sessions", "end", "s", "w", "--result", "success"}), "success");
  succeed({"sessions", "remove-job", "site", "week"});
  fail({"sessions", "add-job", "site", "nightly"}, 2, "several jobs");
  fail({"sessions", "add-job", "other", "weekly"}, 3, "there is no session with the id other");
}

TEST_F(NamedDocumentTest, SeveralAreAUsageErrorThatNamesThem) {
  const std::string message =
      "several jobs have an id that begins with night: nightly-db nightly-web";
  fail({"jobs", "show", "night"}, 2, message);
  fail({"jobs", "patch", "night", "--description", "x"}, 2, message);
  fail({"jobs", "delete", "night"}, 2, message);
  fail({"jobs", "delete", "weekly", "night", "--yes"}, 2, message);
  fail({"jobs", "stop", "night"}, 2, message);
  fail({"jobs", "list", "--marker", "night"}, 2, message);
  EXPECT_EQ(jobs(), "nightly-web\nnightly-db\nweekly");
}

TEST_F(NamedDocumentTest, AnExactIdWins) {
  job("nightly");
  EXPECT_EQ(succeed({"jobs", "show", "nightly", "-f", "value", "-c", "job_id"}), "nightly");
  noted({"jobs", "delete", "nightly"});
  EXPECT_EQ(jobs(), "nightly-web\nnightly-db\nweekly");
}

TEST_F(NamedDocumentTest, OnlyOwnDocumentsAreNamed) {
  fail({"--project", "p2", "jobs", "show", "w"}, 3, "there is no job with the id w");
  fail({"jobs", "show", "weekly2"}, 3, "there is no job with the id weekly2");
}

TEST_F(NamedDocumentTest, ANewDocumentGetsTheIdAsItIs) {
  succeed({"jobs", "replace", "w", "--client-id", "c1", "--set", "job_actions=[]", "--set",
           "job_schedule={}"});
  EXPECT_EQ(jobs(), "nightly-web\nnightly-db\nweekly\nw");
}

}  // namespace
}  // namespace freezer::test
