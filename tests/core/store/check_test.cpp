// What a check of the store finds. Each test breaks one thing behind the service's back.

#include "core/rules/invariants.h"
#include "core/store/maintenance.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/database.h"

namespace freezer::test {
namespace {

using Lines = std::vector<std::string>;

class CheckTest : public FreezerTest {
 protected:
  CheckTest() {
    createClient();
    job_ = createJob(R"(, "job_id": "j1")");
    action_ = show(Kind::Job, job_).textAt("/job_actions/0/action_id");
    create(Kind::Session, R"({"session_id": "s1", "schedule": {}})");
    EXPECT_TRUE(freezer_.addJob(alice_, "s1", job_));
    backup_ =
        create(Kind::Backup,
               R"({"container": "c", "hostname": "h", "backup_name": "b", "note": "first", "nested":
                         {"status": "odd"}})");
  }

  void breakBy(const std::string& sql) { place_.sqlSession()(sql); }

  Findings check() {
    auto found = checkStore(place_.url());
    EXPECT_TRUE(found) << found.error().message << found.error().detail;
    return found ? std::move(found).value() : Findings();
  }

  /// Without those of the checksum, which finds every change.
  Lines faults() { return besidesChecksums(check().lines()); }

  std::string job_;
  std::string action_;
  std::string backup_;
};

TEST_F(CheckTest, ASoundStoreHasNoFaults) {
  EXPECT_EQ(faults(), Lines());
}

TEST_F(CheckTest, AValidDocumentThatIsNotWhatWasStored) {
  const Lines expected = {"backup " + backup_ + ": it is not what was stored (checksum)"};
  const std::pair<std::string, std::string> changes[] = {
      {"doc = replace(doc, 'first', 'other')", "doc = replace(doc, 'other', 'first')"},
      {"version = version + 1", "version = version - 1"},
      {"updated_at = updated_at + 1", "updated_at = updated_at - 1"},
      {"created_at = created_at + 1", "created_at = created_at - 1"},
      {"user_name = user_name || 'x'", "user_name = replace(user_name, 'x', '')"},
  };
  for (const auto& [change, undo] : changes) {
    breakBy("UPDATE backups SET " + change);
    EXPECT_EQ(check().lines(), expected) << change;
    breakBy("UPDATE backups SET " + undo);
    EXPECT_EQ(check().lines(), Lines()) << undo;
  }
}

TEST_F(CheckTest, WhatTheServiceDoesIsNoFault) {
  create(Kind::Backup, bob_, R"({"container": "c", "hostname": "h", "backup_name": "b",
                                 "time_stamp": "1700000000", "job_id": 7, "mode": null})");
  create(Kind::Client, R"({"client_id": "central", "is_central": true, "hostname": "c"})");
  EXPECT_TRUE(freezer_.replace(resourceOf(Kind::Job), alice_, "j2",
                               json(R"({
      "client_id": "central", "job_schedule": {"schedule_interval": "continuous"},
      "job_actions": [{"action_id": ")" +
                                    action_ + R"("}, {"action_id": ")" + action_ + R"("}]})")));
  EXPECT_TRUE(freezer_.sendEvent(alice_, job_, JobEvent::Start));
  EXPECT_TRUE(freezer_.startSession(alice_, "s1", job_, 0));
  EXPECT_TRUE(freezer_.endSession(alice_, "s1", job_, "success"));
  EXPECT_TRUE(freezer_.addJob(alice_, "s1", "j2"));
  patch(Kind::Action, action_, R"({"max_retries": 3})");
  now_ -= 100;  // A clock may be set back.
  patch(Kind::Backup, backup_, R"({"status": "deleted"})");
  EXPECT_TRUE(freezer_.remove(resourceOf(Kind::Client), alice_, "host"));
  EXPECT_TRUE(freezer_.remove(resourceOf(Kind::Action), alice_, action_));
  EXPECT_TRUE(freezer_.removeJob(alice_, "s1", "j2"));
  EXPECT_TRUE(freezer_.remove(resourceOf(Kind::Session), alice_, "s1"));
  EXPECT_EQ(faults(), Lines());
}

TEST_F(CheckTest, EveryColumnIsComparedWithItsDocument) {
  for (const Resource& resource : resources()) {
    const std::string table(resource.plural);
    for (const Column& column : resource.columns) {
      const SqlSession execute = place_.sqlSession();
      const std::string name(column.name);
      execute("CREATE TEMPORARY TABLE kept AS SELECT seq, " + name + " AS value FROM " + table);
      execute("UPDATE " + table + " SET " + name + " = 4711");
      const Lines found = faults();
      EXPECT_FALSE(found.empty()) << table << '.' << name;
      for (const std::string& line : found) {
        EXPECT_NE(line.find(": the column " + name + " has "), std::string::npos) << line;
      }
      execute("UPDATE " + table + " SET " + name +
              " = (SELECT value FROM kept WHERE kept.seq = " + table + ".seq)");
      execute("DROP TABLE kept");
    }
  }
  EXPECT_EQ(faults(), Lines());
}

TEST_F(CheckTest, AWrongColumnIsNamedWithBothValues) {
  breakBy("UPDATE backups SET status = 'error'");
  EXPECT_EQ(faults(),
            Lines{"backup " + backup_ +
                  R"(: the column status has "error", but its document has "available")"});
}

TEST_F(CheckTest, AMissingColumnIsNamed) {
  breakBy("UPDATE clients SET is_central = 1");
  EXPECT_EQ(faults(),
            Lines{"client host: the column is_central has 1, but its document has nothing"});
}

TEST_F(CheckTest, OwnerAndIdAreComparedWithTheDocument) {
  breakBy("UPDATE sessions SET project_id = 'p9', user_id = 'u9'");
  EXPECT_EQ(faults(),
            (Lines{R"(session s1: the column project_id has "p9", but its document has "p1")",
                   R"(session s1: the column user_id has "u9", but its document has "alice")"}));
  breakBy("UPDATE sessions SET project_id = 'p1', user_id = 'alice'");
  breakBy("UPDATE clients SET id = 'other'");
  EXPECT_EQ(faults(),
            Lines{R"(client other: the column id has "other", but its document has "host")"});
}

TEST_F(CheckTest, AVersionStartsAtOne) {
  breakBy("UPDATE backups SET version = 0");
  EXPECT_EQ(faults(), Lines{"backup " + backup_ + ": its version is 0"});
}

TEST_F(CheckTest, StraysAreThoseOfTheDocument) {
  breakBy("UPDATE backups_strays SET value = 'new'");
  EXPECT_EQ(
      faults(),
      (Lines{"backup " + backup_ +
                 R"(: a search does not find it by status = "odd", which its document has)",
             "backup " + backup_ +
                 R"(: a search finds it by status = "new", which its document does not have)"}));
}

TEST_F(CheckTest, ADocumentIsStrictJsonOfItsKind) {
  breakBy("UPDATE backups SET doc = '{\"a\": 1, \"a\": 2}'");
  EXPECT_EQ(faults(), Lines{"backup " + backup_ +
                            ": its document cannot be read: /a must not be given twice"});
}

TEST_F(CheckTest, ADocumentIsValid) {
  breakBy("UPDATE jobs SET doc = json_set(doc, '$.job_schedule.time_ended', 'never')");
  const Lines found = faults();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("job j1: /job_schedule/time_ended of its document must be "))
      << found[0];
}

TEST_F(CheckTest, AJobIsLinkedToTheActionsThatItRuns) {
  breakBy("DELETE FROM job_actions");
  EXPECT_EQ(faults(),
            Lines{"job j1: it runs the action \"" + action_ + "\", but is not linked to it"});
}

TEST_F(CheckTest, AJobIsLinkedToNoOtherAction) {
  const std::string other = create(Kind::Action, R"({"freezer_action": {"action": "info"}})");
  breakBy("INSERT INTO job_actions (job_id, action_id) VALUES ('j1', '" + other + "')");
  EXPECT_EQ(faults(),
            Lines{"job j1: it is linked to the action \"" + other + "\", but does not run it"});
}

TEST_F(CheckTest, TheActionsOfAJobAreThere) {
  breakBy("DELETE FROM job_actions");
  breakBy("DELETE FROM actions");
  EXPECT_EQ(faults(),
            (Lines{"job j1: it runs the action \"" + action_ + "\", but is not linked to it",
                   "job j1: it runs the action \"" + action_ + "\", which does not exist"}));
}

TEST_F(CheckTest, RowsThatReferToNoneAreFound) {
  breakBy("DELETE FROM actions");
  EXPECT_EQ(faults(), Lines{"a row of job_actions refers to a missing row of actions"});
}

TEST_F(CheckTest, AJobNamesASessionThatExists) {
  breakBy("UPDATE jobs SET session_id = 'none', doc = json_set(doc, '$.session_id', 'none')");
  EXPECT_EQ(faults(), (Lines{"job j1: it names the session none, which does not exist",
                             "session s1: it lists the job j1, which does not name it"}));
}

TEST_F(CheckTest, ASessionListsTheJobsThatNameIt) {
  breakBy("UPDATE sessions SET doc = json_set(doc, '$.jobs', json_object())");
  breakBy("DELETE FROM sessions_strays");
  EXPECT_EQ(faults(), Lines{"job j1: it names the session s1, which does not list it"});
}

TEST_F(CheckTest, ASessionListsNoOtherJobs) {
  breakBy("UPDATE jobs SET session_id = '', doc = json_set(doc, '$.session_id', '')");
  EXPECT_EQ(faults(), Lines{"session s1: it lists the job j1, which does not name it"});
}

TEST_F(CheckTest, ASessionListsJobsThatExist) {
  breakBy("DELETE FROM job_actions");
  breakBy("DELETE FROM jobs");
  EXPECT_EQ(faults(), Lines{"session s1: it lists the job j1, which does not exist"});
}

TEST_F(CheckTest, OfManyFaultsTheFirstAreKeptAndTheOthersCounted) {
  for (int i = 0; i < 120; ++i)
    create(Kind::Client, R"({"client_id": "h)" + std::to_string(i) + "\"}");
  breakBy("UPDATE clients SET uuid = 'x'");
  const Findings found = check();
  EXPECT_EQ(found.lines().size(), Findings::kMost);
  EXPECT_EQ(found.more(), 121 - static_cast<std::int64_t>(Findings::kMost));
}

}  // namespace
}  // namespace freezer::test
