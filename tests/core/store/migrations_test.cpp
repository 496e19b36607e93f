// What an upgrade makes of the documents of a store of an earlier version.

#include "core/rules/invariants.h"
#include "core/store/maintenance.h"
#include "core/store/open.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/older_schema.h"

namespace freezer::test {
namespace {

/// A store of each older schema version.
class UpgradeFromEach : public FreezerTest, public testing::WithParamInterface<int> {
 protected:
  Result<SchemaVersion> schema() const { return schemaVersion(folder_.storeUrl()); }
};

TEST_P(UpgradeFromEach, MakesTheSameDocuments) {
  createClient();
  const std::string job = createJob();
  const std::string action = show(Kind::Job, job).textAt("/job_actions/0/action_id");
  const std::string before = show(Kind::Job, job).text() + show(Kind::Action, action).text();
  {
    Database database(folder_.path() / "store.sqlite");
    makeOlder(database, GetParam());
  }
  EXPECT_EQ(schema().value().current, GetParam());
  EXPECT_TRUE(openStore(folder_.storeUrl()));
  EXPECT_EQ(schema().value().current, schema().value().latest);
  EXPECT_EQ(checkStore(folder_.storeUrl()).value().lines(), std::vector<std::string>());
  EXPECT_EQ(show(Kind::Job, job).text() + show(Kind::Action, action).text(), before);
}

INSTANTIATE_TEST_SUITE_P(Schema, UpgradeFromEach, testing::Range(1, kOlderSchemas + 1));

class OlderSchemas : public FreezerTest {};

TEST_F(OlderSchemas, HaveAStepBackFromEachVersion) {
  EXPECT_EQ(schemaVersion(folder_.storeUrl()).value().latest, kOlderSchemas + 1);
}

/// Schema version 2, whose documents could lack members, and whose links could have one end.
class UpgradeFrom2 : public FreezerTest {
 protected:
  UpgradeFrom2() {
    createClient();
    create(Kind::Session, R"({"session_id": "s1", "schedule": {}})");
    for (const std::string id : {"j1", "j2"}) {
      create(Kind::Job, R"({"job_id": ")" + id +
                            R"(", "client_id": "host", "session_id": "s1", "job_actions": [
        {"action_id": "a1", "freezer_action": {"odd": ["\u0000é\/\"\n", 1.0, 1e300, null]}}]})");
    }
  }

  void upgradeAfter(const std::string& sql) {
    {
      Database database(folder_.path() / "store.sqlite");
      makeOlder(database, 2);
      database.execute(sql);
    }
    EXPECT_EQ(schemaVersion(folder_.storeUrl()).value().current, 2);
    EXPECT_TRUE(openStore(folder_.storeUrl()));
    EXPECT_EQ(schemaVersion(folder_.storeUrl()).value().current,
              schemaVersion(folder_.storeUrl()).value().latest);
    const auto faults = checkStore(folder_.storeUrl());
    ASSERT_TRUE(faults);
    EXPECT_EQ(faults.value().lines(), std::vector<std::string>());
  }
};

TEST_F(UpgradeFrom2, CompleteDocumentsStayAsTheyAre) {
  const std::string job = show(Kind::Job, "j1").text();
  const std::string session = show(Kind::Session, "s1").text();
  const std::int64_t sessionVersion = version(Kind::Session, "s1");
  upgradeAfter("SELECT 1");
  EXPECT_EQ(show(Kind::Job, "j1").text(), job);
  EXPECT_EQ(show(Kind::Session, "s1").text(), session);
  EXPECT_EQ(version(Kind::Job, "j1"), 1);
  EXPECT_EQ(version(Kind::Session, "s1"), sessionVersion);
}

TEST_F(UpgradeFrom2, JobsGetWhatEveryJobHas) {
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_actions": []})");
  upgradeAfter(
      "UPDATE jobs SET session_id = NULL, doc = json_remove(json_set(doc, "
      "'$.description', NULL), '$.session_id', '$.session_tag') WHERE id = '" +
      job + "'");
  const Document document = show(Kind::Job, job);
  EXPECT_EQ(document.textAt("/description", "unset"), "");
  EXPECT_EQ(document.textAt("/session_id", "unset"), "");
  EXPECT_EQ(document.integerAt("/session_tag", -1), 0);
  EXPECT_EQ(version(Kind::Job, job), 1);
}

TEST_F(UpgradeFrom2, SessionsGetWhatEverySessionHas) {
  const std::int64_t before = version(Kind::Session, "s1");
  upgradeAfter(
      "UPDATE sessions SET result = NULL, doc = json_remove(doc, '$.result', "
      "'$.time_start', '$.time_end', '$.time_started', '$.time_ended');"
      "INSERT INTO sessions_strays SELECT seq, 'result', '' FROM sessions");
  const Document session = show(Kind::Session, "s1");
  EXPECT_EQ(session.textAt("/result", "unset"), "");
  for (const char* time : {"/time_start", "/time_end", "/time_started", "/time_ended"}) {
    EXPECT_EQ(session.integerAt(time, 0), -1) << time;
  }
  EXPECT_EQ(version(Kind::Session, "s1"), before);
}

TEST_F(UpgradeFrom2, AJobThatItsSessionDoesNotListLeavesIt) {
  upgradeAfter("UPDATE sessions SET doc = json_remove(doc, '$.jobs.j1')");
  EXPECT_EQ(show(Kind::Job, "j1").textAt("/session_id", "unset"), "");
  EXPECT_EQ(show(Kind::Job, "j1").textAt("/job_schedule/event", "unset"), "");
  EXPECT_EQ(version(Kind::Job, "j1"), 2);
  EXPECT_EQ(show(Kind::Job, "j2").textAt("/session_id"), "s1");
}

TEST_F(UpgradeFrom2, AJobWhoseSessionIsGoneLeavesIt) {
  upgradeAfter("DELETE FROM sessions");
  EXPECT_EQ(show(Kind::Job, "j1").textAt("/session_id", "unset"), "");
}

TEST_F(UpgradeFrom2, ASessionListsNoJobThatDoesNotNameIt) {
  ASSERT_TRUE(freezer_.startSession(alice_, "s1", "j1", 0));
  upgradeAfter(
      "UPDATE jobs SET session_id = '', doc = json_set(doc, '$.session_id', '') "
      "WHERE id = 'j1'");
  EXPECT_FALSE(show(Kind::Session, "s1").has("/jobs/j1"));
  EXPECT_TRUE(show(Kind::Session, "s1").has("/jobs/j2"));
}

}  // namespace
}  // namespace freezer::test
