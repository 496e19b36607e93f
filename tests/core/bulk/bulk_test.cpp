// Export and import of documents in bulk.

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "core/bulk/line.h"
#include "core/rules/invariants.h"
#include "core/store/maintenance.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/rerunning_store.h"

namespace freezer::test {
namespace {

using Lines = std::vector<std::string>;

/// What a run of importLines() did and told.
struct Import {
  Result<ImportCounts> result;
  std::vector<std::pair<std::int64_t, Error>> refusals = {};

  /// "imported skipped replaced refused"
  std::string counts() const {
    if (!result) return result.error().message;
    const ImportCounts& count = result.value();
    return std::to_string(count.imported) + " " + std::to_string(count.skipped) + " " +
           std::to_string(count.replaced) + " " + std::to_string(count.refused);
  }
};

Lines exportFrom(const Freezer& freezer, const Selection& selection = {}) {
  Lines lines;
  const auto exported = freezer.exportLines(selection, [&](std::string_view line) -> Result<void> {
    lines.emplace_back(line);
    return {};
  });
  EXPECT_TRUE(exported) << exported.error().message;
  return lines;
}

Import importInto(Freezer& freezer, const Lines& lines, const ImportOptions& options = {}) {
  std::size_t given = 0;
  Import run{ImportCounts()};
  run.result = freezer.importLines(
      [&]() -> Result<std::optional<std::string_view>> {
        if (given == lines.size()) return std::optional<std::string_view>();
        return std::optional<std::string_view>(lines[given++]);
      },
      options,
      {.refused = [&](std::int64_t line,
                      const Error& reason) { run.refusals.emplace_back(line, reason); },
       .progress = {}});
  return run;
}

/// The kinds of lines, in order, as their first letters.
std::string kindsOf(const Lines& lines) {
  std::string kinds;
  for (const std::string& line : lines) kinds += line.at(std::string_view(R"({"kind":")").size());
  return kinds;
}

std::string backupLine(const std::string& id, const std::string& more = "",
                       const std::string& project = "p1", const std::string& user = "alice") {
  return R"({"kind":"backup","version":3,"created_at":100,"updated_at":200,"document":)"
         R"({"backup_id":")" +
         id + R"(","project_id":")" + project + R"(","user_id":")" + user +
         R"(","backup_metadata":{"container":"c","hostname":"h","backup_name":"n")" + more +
         R"(},"status":"available"}})" + "\n";
}

std::string actionLine(const std::string& id, const std::string& path,
                       const std::string& project = "p1", const std::string& user = "alice") {
  return R"({"kind":"action","version":1,"created_at":100,"updated_at":100,"document":)"
         R"({"action_id":")" +
         id + R"(","project_id":")" + project + R"(","user_id":")" + user +
         R"(","freezer_action":{"action":"backup","path_to_backup":")" + path + "\"}}}\n";
}

std::string jobLine(const std::string& id, const std::string& entries) {
  return R"({"kind":"job","version":1,"created_at":100,"updated_at":100,"document":{"job_id":")" +
         id + R"(","project_id":"p1","user_id":"alice","client_id":"host","job_schedule":)" +
         R"({"event":""},"job_actions":[)" + entries + "]}}\n";
}

class BulkTest : public FreezerTest {
 protected:
  /// All the rules there are have been at work on these documents.
  void fill() {
    createClient();
    create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true, "hostname": "c"})");
    createJob(R"(, "job_id": "j1", "description": "ü \u2028 \"日本\"")");
    createJob(R"(, "job_id": "j2")");
    Caller trusting = alice_;
    trusting.trust = Trust{"t1", "alice"};
    create(Kind::Job, trusting, R"({"job_id": "j3", "client_id": "central", "job_schedule": {},
      "job_actions": [{"action_id": "a1", "freezer_action": {"action": "backup"}},
                      {"action_id": "a1", "max_retries": 3}]})");
    create(Kind::Action, R"({"action_id": "a2", "freezer_action": {"x": {}, "y": []}})");
    create(Kind::Session, R"({"session_id": "s1", "schedule": {"schedule_interval": "1 days"}})");
    EXPECT_TRUE(freezer_.addJob(alice_, "s1", "j1"));
    EXPECT_TRUE(freezer_.addJob(alice_, "s1", "j2"));
    EXPECT_TRUE(freezer_.startSession(alice_, "s1", "j1", 0));
    now_ += 100;
    patch(Kind::Action, "a1", R"({"freezer_action": {"mode": "fs"}, "max_retries": 2})");
    patch(Kind::Job, "j2", R"({"job_schedule": {"current_pid": 7, "status": "running"}})");
    create(Kind::Backup, R"({"container": "c", "hostname": "h", "backup_name": "n", "x": {},
      "numbers": [1.0, 1e300, -0.0, 0.1, 9223372036854775807], "deep": )" +
                             std::string(62, '[') + std::string(62, ']') + "}");
    create(Kind::Backup, userCaller("p3", "carol"),
           R"({"container": "c", "hostname": "h2", "backup_name": "\u0000\u001b"})");
  }

  StorePlace otherPlace_;
  std::unique_ptr<Store> otherStore_ = otherPlace_.open();
  Freezer other_{*otherStore_, [this] { return now_; }};
};

TEST_F(BulkTest, WhatWasImportedIsExportedAlike) {
  fill();
  const Lines lines = exportFrom(freezer_);
  EXPECT_EQ(kindsOf(lines), "ccaaaasjjjbb");
  EXPECT_EQ(importInto(other_, lines).counts(), "12 0 0 0");
  EXPECT_EQ(exportFrom(other_), lines);
}

TEST_F(BulkTest, WhatWasImportedLivesOnByTheRules) {
  fill();
  importInto(other_, exportFrom(freezer_));
  const Caller alice = alice_;
  // The links of jobs to actions, and of sessions to jobs, came along.
  ASSERT_TRUE(other_.patch(resourceOf(Kind::Action), alice, "a1",
                           json(R"({"freezer_action": {"mode": "nova"}})")));
  const auto job = other_.show(resourceOf(Kind::Job), alice, "j3");
  ASSERT_TRUE(job);
  EXPECT_EQ(json(job.value().text).textAt("/job_actions/0/freezer_action/mode"), "nova");
  EXPECT_TRUE(other_.endSession(alice, "s1", "j1", "success"));
  // What the job of a central client shows is for the project of that alone.
  EXPECT_EQ(job.value().sidecar, "p2");
  EXPECT_FALSE(other_.create(resourceOf(Kind::Client), alice,
                             json(R"({"client_id": "other", "hostname": "c"})")));
}

TEST_F(BulkTest, ImportingAgainChangesNothing) {
  fill();
  const Lines lines = exportFrom(freezer_);
  EXPECT_EQ(importInto(freezer_, lines).counts(), "0 12 0 0");
  EXPECT_EQ(exportFrom(freezer_), lines);
  EXPECT_EQ(importInto(freezer_, lines, {.onConflict = OnConflict::Replace}).counts(), "0 0 12 0");
  EXPECT_EQ(exportFrom(freezer_), lines);
}

TEST_F(BulkTest, ASelectionIsExported) {
  fill();
  EXPECT_EQ(kindsOf(exportFrom(freezer_, {.kinds = {Kind::Backup, Kind::Session}})), "sbb");
  // Without the central client, which is another project's.
  EXPECT_EQ(kindsOf(exportFrom(freezer_, {.scope = alice_.scope})), "caaaasjjjb");
  EXPECT_EQ(kindsOf(exportFrom(freezer_, {.scope = {Scope::By::User, "carol"}})), "b");
  Selection running;
  running.search.conditions.push_back({"status", "running"});
  EXPECT_EQ(kindsOf(exportFrom(freezer_, running)), "sj");
}

TEST_F(BulkTest, AnExportEndsWhereItCannotBeWritten) {
  fill();
  int written = 0;
  const auto exported = freezer_.exportLines({}, [&](std::string_view) -> Result<void> {
    if (++written == 3) return Error{ErrorCode::Unavailable, "full"};
    return {};
  });
  ASSERT_FALSE(exported);
  EXPECT_EQ(exported.error().message, "full");
  EXPECT_EQ(written, 3);
}

TEST_F(BulkTest, AConflictIsSkippedReplacedOrRefused) {
  const std::string before = backupLine("b1", R"(,"x":1)");
  std::string after = backupLine("b1", R"(,"x":2)");
  after.replace(after.find(":3,"), 3, ":7,").replace(after.find(":100,"), 5, ":150,");
  importInto(freezer_, {before, backupLine("b2")});

  EXPECT_EQ(importInto(freezer_, {after}).counts(), "0 1 0 0");
  EXPECT_EQ(exportFrom(freezer_).front(), before);

  const Import failed = importInto(freezer_, {after}, {.onConflict = OnConflict::Fail});
  EXPECT_EQ(failed.counts(), "0 0 0 1");
  EXPECT_EQ(failed.refusals.at(0).second.code, ErrorCode::AlreadyExists);
  EXPECT_EQ(exportFrom(freezer_).front(), before);

  EXPECT_EQ(importInto(freezer_, {after}, {.onConflict = OnConflict::Replace}).counts(), "0 0 1 0");
  const Document replaced = json(exportFrom(freezer_).front());
  EXPECT_EQ(replaced.integerAt("/version", 0), 7);
  EXPECT_EQ(replaced.integerAt("/created_at", 0), 100);
  EXPECT_EQ(replaced.integerAt("/document/backup_metadata/x", 0), 2);
}

TEST_F(BulkTest, UserOfTheLastChangeIsExportedAndImported) {
  std::string line = backupLine("b1");
  line.insert(line.find(R"("document")"), R"("updated_by":"bob",)");
  importInto(freezer_, {line});
  EXPECT_EQ(json(exportFrom(freezer_).front()).textAt("/updated_by"), "bob");
  const Import refused = importInto(freezer_, {backupLine("b2").insert(1, R"("updated_by":1,)")});
  EXPECT_EQ(refused.refusals.at(0).second.faults.at(0).pointer, "/updated_by");
}

TEST_F(BulkTest, AnotherOwnersDocumentIsNeverTouched) {
  importInto(freezer_, {backupLine("b1")});
  const Lines before = exportFrom(freezer_);
  for (const OnConflict mode : {OnConflict::Skip, OnConflict::Replace, OnConflict::Fail}) {
    const Import run =
        importInto(freezer_, {backupLine("b1", "", "p2"), backupLine("b1", "", "p1", "bob")},
                   {.onConflict = mode});
    EXPECT_EQ(run.counts(), "0 0 0 2");
  }
  EXPECT_EQ(exportFrom(freezer_), before);
}

TEST_F(BulkTest, ARefusedLineIsToldAndTheOthersAreImported) {
  const Import run = importInto(freezer_, {backupLine("b1"), "\n", "garbage\n", " \r\n",
                                           backupLine("b 2"), backupLine("b3")});
  EXPECT_EQ(run.counts(), "2 0 0 2");
  ASSERT_EQ(run.refusals.size(), 2U);
  EXPECT_EQ(run.refusals[0].first, 3);
  EXPECT_EQ(run.refusals[1].first, 5);
  EXPECT_EQ(run.refusals[1].second.faults.at(0).pointer, "/document/backup_id");
  EXPECT_EQ(exportFrom(freezer_).size(), 2U);
}

TEST_F(BulkTest, AStrictImportIsAllOrNothing) {
  Lines lines;
  for (int i = 0; i < 2500; ++i) lines.push_back(backupLine("b" + std::to_string(i)));
  lines[2100] = "garbage";
  lines[2200] = "not read any more";
  const Import refused = importInto(freezer_, lines, {.strict = true});
  ASSERT_FALSE(refused.result);
  EXPECT_EQ(refused.result.error().code, ErrorCode::InvalidDocument);
  ASSERT_EQ(refused.refusals.size(), 1U);
  EXPECT_EQ(refused.refusals[0].first, 2101);
  EXPECT_TRUE(exportFrom(freezer_).empty());

  lines.resize(2100);
  EXPECT_EQ(importInto(freezer_, lines, {.strict = true}).counts(), "2100 0 0 0");
  EXPECT_EQ(exportFrom(freezer_), lines);
}

TEST_F(BulkTest, WhereTheLinesFailWhatWasToldStays) {
  std::int64_t given = 0;
  std::int64_t told = 0;
  std::string line;
  const auto imported = freezer_.importLines(
      [&]() -> Result<std::optional<std::string_view>> {
        if (given == 10'000) return Error{ErrorCode::InvalidRequest, "the disk is gone"};
        line = backupLine("b" + std::to_string(given++));
        return std::optional<std::string_view>(line);
      },
      {}, {.refused = {}, .progress = [&](const ImportCounts& counts) { told = counts.imported; }});
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().message, "the disk is gone");
  EXPECT_GT(told, 0);
  EXPECT_EQ(exportFrom(freezer_).size(), static_cast<std::size_t>(told));
}

TEST_F(BulkTest, ALineThatCannotBeGivenIsRefusedAlone) {
  int given = 0;
  const std::string last = backupLine("b1");
  const auto imported = freezer_.importLines([&]() -> Result<std::optional<std::string_view>> {
    if (++given == 1) return Error{ErrorCode::InvalidDocument, "is too long"};
    if (given == 2) return std::optional<std::string_view>(last);
    return std::optional<std::string_view>();
  });
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported.value().refused, 1);
  EXPECT_EQ(imported.value().imported, 1);
}

TEST_F(BulkTest, LinesWrittenByHandAreCompleted) {
  const Lines lines = {
      R"({"kind": "client", "document": {"project_id": "p1", "user_id": "u",
          "client": {"client_id": "host"}}})",
      R"({"kind": "session", "document": {"session_id": "s1", "project_id": "p1", "user_id": "u",
          "schedule": {}}})",
      R"({"kind": "job", "document": {"job_id": "j1", "project_id": "p1", "user_id": "u",
          "client_id": "host", "job_schedule": {},
          "job_actions": [{"freezer_action": {"action": "backup"}}]}})",
      R"({"kind": "backup", "user_name": "you", "document": {"backup_id": "b1",
          "project_id": "p1", "user_id": "u",
          "backup_metadata": {"container": "c", "hostname": "h", "backup_name": "n"}}})"};
  EXPECT_EQ(importInto(freezer_, lines).counts(), "4 0 0 0");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/uuid").size(), 32U);
  EXPECT_EQ(show(Kind::Session, "s1").textAt("/status"), "active");
  EXPECT_TRUE(show(Kind::Session, "s1").objectAt("/jobs"));
  EXPECT_TRUE(show(Kind::Job, "j1").has("/job_schedule/event"));
  EXPECT_EQ(show(Kind::Backup, "b1").textAt("/status"), "available");
  const std::string action_id = show(Kind::Job, "j1").textAt("/job_actions/0/action_id");
  EXPECT_TRUE(exists(Kind::Action, alice_, action_id));
  const Lines exported = exportFrom(freezer_);
  for (const std::string& line : exported) {
    EXPECT_EQ(json(line).integerAt("/version", 0), 1) << line;
    EXPECT_EQ(json(line).integerAt("/created_at", 0), now_) << line;
  }
  EXPECT_EQ(json(exported.back()).textAt("/user_name"), "you");
}

/// A session line that lists jobs.
std::string sessionLine(const std::string& id, const std::string& jobs) {
  return R"({"kind":"session","document":{"session_id":")" + id +
         R"(","project_id":"p1","user_id":"alice","schedule":{},"jobs":)" + jobs + "}}\n";
}

TEST_F(BulkTest, AStrictImportThatWouldHaveToRunAgainStoresNothing) {
  RerunningStore store(place_.open(), 1);
  Freezer freezer(store);
  const Lines lines = {backupLine("b1"), "garbage"};
  const Import import = importInto(freezer, lines, {.strict = true});
  ASSERT_FALSE(import.result);
  EXPECT_EQ(import.result.error().code, ErrorCode::StoreBusy);
  EXPECT_EQ(import.refusals.size(), 1U);
  EXPECT_TRUE(exportFrom(freezer_).empty());
}

/// A job line that names a session.
std::string memberLine(const std::string& id, const std::string& session) {
  std::string line = jobLine(id, "");
  return line.insert(line.find(R"("job_schedule")"), R"("session_id":")" + session + "\",");
}

class LinkImportTest : public BulkTest {
 protected:
  void import(const Lines& lines, const std::string& counts, const ImportOptions& options = {}) {
    EXPECT_EQ(importInto(freezer_, lines, options).counts(), counts);
    const auto faults = checkStore(place_.url());
    ASSERT_TRUE(faults);
    EXPECT_EQ(faults.value().lines(), Lines());
  }

  std::string sessionOf(const std::string& job) {
    return show(Kind::Job, job).textAt("/session_id", "unset");
  }
};

TEST_F(LinkImportTest, TheJobComesAfterItsSession) {
  import({sessionLine("s1", R"({"j1":{"status":"running"}})"), memberLine("j1", "s1")}, "2 0 0 0");
  EXPECT_EQ(show(Kind::Session, "s1").textAt("/jobs/j1/status"), "running");
  EXPECT_EQ(sessionOf("j1"), "s1");
}

TEST_F(LinkImportTest, TheSessionListsAJobThatNamesItAlone) {
  import({sessionLine("s1", "{}"), memberLine("j1", "s1")}, "2 0 0 0");
  EXPECT_TRUE(show(Kind::Session, "s1").has("/jobs/j1"));
  EXPECT_EQ(sessionOf("j1"), "s1");
}

TEST_F(LinkImportTest, AJobWithoutItsSessionHasNone) {
  import({memberLine("j1", "s1")}, "1 0 0 0");
  EXPECT_EQ(sessionOf("j1"), "");
}

TEST_F(LinkImportTest, ASessionDoesNotListJobsThatDoNotCome) {
  for (const bool strict : {false, true}) {
    const std::string id = strict ? "s1" : "s2";
    import({sessionLine(id, R"({"gone":{},"lost":{}})")}, "1 0 0 0", {.strict = strict});
    EXPECT_EQ(show(Kind::Session, id).objectAt("/jobs").size(), 0U);
    EXPECT_EQ(version(Kind::Session, id), 2);  // One change, however many jobs are missing.
  }
}

TEST_F(LinkImportTest, ASessionDoesNotListJobsThatNameAnother) {
  import({jobLine("j1", ""), sessionLine("s1", R"({"j1":{}})")}, "2 0 0 0");
  EXPECT_FALSE(show(Kind::Session, "s1").has("/jobs/j1"));
}

TEST_F(LinkImportTest, ASessionDoesNotListWhatIsNoJob) {
  import({sessionLine("s1", R"({"a/b":{},"a~b":{},"~1":{},"":{}})")}, "1 0 0 0");
  EXPECT_EQ(show(Kind::Session, "s1").objectAt("/jobs").size(), 0U);
}

TEST_F(LinkImportTest, TheGreatestVersionStays) {
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
  std::string session = sessionLine("s1", "{}");
  session.insert(1, R"("version":)" + std::to_string(kGreatest) + ",");
  import({session, memberLine("j1", "s1")}, "2 0 0 0");
  EXPECT_TRUE(show(Kind::Session, "s1").has("/jobs/j1"));
  EXPECT_EQ(version(Kind::Session, "s1"), kGreatest);
}

TEST_F(LinkImportTest, AJobThatAFullSessionRefusesStaysAsItIs) {
  import({sessionLine("s1", "{}"), memberLine("j1", "s1")}, "2 0 0 0");
  Document full;
  for (std::size_t i = 0; i < kMaxMembers; ++i)
    full.set("/gone" + std::to_string(i), Object::make());
  std::string job = memberLine("j1", "s2");
  job.insert(job.find("]}"), R"({"freezer_action":{"action":"backup"}})");
  import({sessionLine("s2", full.text()), job}, "1 0 0 1", {.onConflict = OnConflict::Replace});
  EXPECT_EQ(sessionOf("j1"), "s1");
  EXPECT_EQ(kindsOf(exportFrom(freezer_)), "ssj");
}

TEST_F(LinkImportTest, AReplacedSessionListsTheJobsThatNameIt) {
  import({sessionLine("s1", "{}"), memberLine("j1", "s1")}, "2 0 0 0");
  import({sessionLine("s1", "{}")}, "0 0 1 0", {.onConflict = OnConflict::Replace});
  EXPECT_TRUE(show(Kind::Session, "s1").has("/jobs/j1"));
}

TEST_F(LinkImportTest, AReplacedJobMoves) {
  import({sessionLine("s1", "{}"), sessionLine("s2", "{}"), memberLine("j1", "s1")}, "3 0 0 0");
  import({memberLine("j1", "s2")}, "0 0 1 0", {.onConflict = OnConflict::Replace});
  EXPECT_FALSE(show(Kind::Session, "s1").has("/jobs/j1"));
  EXPECT_TRUE(show(Kind::Session, "s2").has("/jobs/j1"));
}

TEST_F(LinkImportTest, ASessionOfAnotherOwnerIsNone) {
  create(Kind::Session, bob_, R"({"session_id": "s1", "schedule": {}})");
  import({memberLine("j1", "s1")}, "1 0 0 0");
  EXPECT_EQ(sessionOf("j1"), "");
}

TEST_F(BulkTest, TheActionsOfAJobAreStoredFromItsEntries) {
  const std::string entry =
      R"({"action_id":"a1","freezer_action":{"action":"backup"},"max_retries":2})";
  EXPECT_EQ(importInto(freezer_, {jobLine("j1", entry)}).counts(), "1 0 0 0");
  const Document action = show(Kind::Action, "a1");
  EXPECT_EQ(action.textAt("/project_id"), "p1");
  EXPECT_EQ(action.integerAt("/max_retries", 0), 2);
  patch(Kind::Action, "a1", R"({"max_retries": 4})");
  EXPECT_EQ(show(Kind::Job, "j1").integerAt("/job_actions/0/max_retries", 0), 4);
}

TEST_F(BulkTest, AnActionThatIsThereAndDiffersStaysAsItIs) {
  const std::string entry = R"({"action_id":"a1","freezer_action":{"action":"restore"}})";
  importInto(freezer_, {actionLine("a1", "/srv"), jobLine("j1", entry)});
  EXPECT_EQ(show(Kind::Action, "a1").textAt("/freezer_action/action"), "backup");
  const std::string id = show(Kind::Job, "j1").textAt("/job_actions/0/action_id");
  EXPECT_NE(id, "a1");
  EXPECT_EQ(show(Kind::Action, id).textAt("/freezer_action/action"), "restore");
}

TEST_F(BulkTest, AJobThatIsReplacedKeepsTheActionsMadeOfIt) {
  const Lines job = {jobLine("j1", R"({"freezer_action":{"action":"backup"}},)"
                                   R"({"action_id":"a1","freezer_action":{"action":"restore"}})")};
  importInto(freezer_, {actionLine("a1", "/srv")});
  importInto(freezer_, job);
  const Lines before = exportFrom(freezer_, {.kinds = {Kind::Action}});
  EXPECT_EQ(before.size(), 3U);
  importInto(freezer_, job, {.onConflict = OnConflict::Replace});
  EXPECT_EQ(exportFrom(freezer_, {.kinds = {Kind::Action}}), before);
}

TEST_F(BulkTest, ARefusedJobLeavesNoActions) {
  const std::string good = R"({"action_id":"a1","freezer_action":{"action":"backup"}})";
  const std::string unknown = R"({"action_id":"a9"})";
  const std::string foreign = R"({"action_id":"a2","freezer_action":{"action":"backup"}})";
  importInto(freezer_, {actionLine("a2", "/srv", "p2", "bob")});
  const Import run = importInto(
      freezer_, {jobLine("j1", good + "," + unknown), jobLine("j2", good + "," + foreign)});
  EXPECT_EQ(run.counts(), "0 0 0 2");
  EXPECT_EQ(run.refusals.at(0).second.faults.at(0).pointer, "/document/job_actions/1/action_id");
  EXPECT_EQ(kindsOf(exportFrom(freezer_)), "a");
}

TEST_F(BulkTest, AnEntryWithoutAnActionIsRefusedBeforeOthersAreStored) {
  const std::string backup = R"({"action_id":"","freezer_action":{"action":"backup"}})";
  const std::string restore = R"({"action_id":"a9","freezer_action":{"action":"restore"}})";
  EXPECT_EQ(importInto(freezer_, {jobLine("j1", backup + R"(,{"action_id":""})")}).counts(),
            "0 0 0 1");
  EXPECT_TRUE(exportFrom(freezer_).empty());

  // The action of the stored job is used instead of a9.
  importInto(freezer_, {jobLine("j1", R"({"freezer_action":{"action":"restore"}})")});
  const Lines before = exportFrom(freezer_);
  const Lines job = {jobLine("j1", backup + "," + restore + R"(,{"action_id":"a9"})")};
  EXPECT_EQ(importInto(freezer_, job, {.onConflict = OnConflict::Replace}).counts(), "0 0 0 1");
  EXPECT_EQ(exportFrom(freezer_), before);
}

TEST_F(BulkTest, AnActionIsNotNestedTooDeeplyForAJob) {
  const auto action = [](std::size_t levels) {
    std::string line = actionLine("a1", "/srv");  // With two levels.
    const std::size_t more = levels - 2;
    return line.insert(line.find(R"("path_to)"),
                       R"("x":)" + std::string(more, '[') + std::string(more, ']') + ",");
  };
  const Lines lines = {action(998), action(997), jobLine("j1", R"({"action_id":"a1"})")};
  EXPECT_EQ(importInto(freezer_, lines).counts(), "2 0 0 1");
  EXPECT_EQ(importInto(other_, exportFrom(freezer_), {}).counts(), "2 0 0 0");
}

TEST_F(BulkTest, AReplacedActionIsSeenInItsJobs) {
  importInto(freezer_, {actionLine("a1", "/old"), jobLine("j1", R"({"action_id":"a1"})")});
  importInto(freezer_, {actionLine("a1", "/new")}, {.onConflict = OnConflict::Replace});
  EXPECT_EQ(show(Kind::Job, "j1").textAt("/job_actions/0/freezer_action/path_to_backup"), "/new");
}

TEST_F(BulkTest, TheIdentityOfACentralClientIsUnique) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true, "hostname": "c"})");
  const Import run = importInto(freezer_, {R"({"kind": "client", "document": {"project_id": "p1",
    "user_id": "u", "client": {"client_id": "host", "hostname": "c"}}})"});
  EXPECT_EQ(run.counts(), "0 0 0 1");
  EXPECT_EQ(run.refusals.at(0).second.code, ErrorCode::AlreadyExists);
}

/// A line that is refused, and where.
struct BadLine {
  const char* name;
  std::string line;
  const char* pointer;
};

void PrintTo(const BadLine& bad, std::ostream* out) {
  *out << bad.line;
}

class EveryBadLine : public testing::TestWithParam<BadLine> {};

TEST_P(EveryBadLine, IsRefusedAtItsPlace) {
  const auto line = bulk::parseLine(GetParam().line, 100);
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, ErrorCode::InvalidDocument);
  const auto& faults = line.error().faults;
  if (*GetParam().pointer == '\0') {
    EXPECT_TRUE(faults.empty());
  } else {
    EXPECT_TRUE(std::ranges::any_of(faults, [](const Fault& fault) {
      return fault.pointer == GetParam().pointer;
    })) << line.error().message;
  }
}

std::string lineOf(const std::string& kind, const std::string& document,
                   const std::string& more = "") {
  return R"({"kind":")" + kind + "\"" + more + R"(,"document":)" + document + "}";
}

const std::string kOwner = R"("project_id":"p","user_id":"u")";
const std::string kSession = R"({"session_id":"s",)" + kOwner + R"(,"schedule":{})";

const BadLine kBadLines[] = {
    {"NoJson", "garbage", ""},
    {"Nothing", "", ""},
    {"NoObject", "[]", ""},
    {"CutOff", backupLine("b1").substr(0, 150), ""},
    {"TwoOnALine", backupLine("b1") + backupLine("b2"), ""},
    {"NoUtf8", backupLine("b1", ",\"x\":\"\xff\""), ""},
    {"DuplicateKey", backupLine("b1", R"(,"x":1,"x":2)"), "/document/backup_metadata/x"},
    {"LargeNumber", backupLine("b1", R"(,"x":18446744073709551616)"), ""},
    {"DeepNesting", backupLine("b1", R"(,"x":)" + std::string(2000, '[') + std::string(2000, ']')),
     ""},
    {"NoKind", R"({"document":{}})", "/kind"},
    {"WrongKind", lineOf("backups", "{}"), "/kind"},
    {"KindOfWrongType", R"({"kind":7,"document":{}})", "/kind"},
    {"NoDocument", R"({"kind":"job"})", "/document"},
    {"DocumentOfWrongType", lineOf("job", "[]"), "/document"},
    {"VersionTooSmall", lineOf("job", "{}", R"(,"version":0)"), "/version"},
    {"VersionOfWrongType", lineOf("job", "{}", R"(,"version":"1")"), "/version"},
    {"NegativeTime", lineOf("job", "{}", R"(,"created_at":-1)"), "/created_at"},
    {"UnknownMember", lineOf("job", "{}", R"(,"user_name":"u")"), "/user_name"},
    {"SidecarOfWrongType", lineOf("backup", "{}", R"(,"user_name":1)"), "/user_name"},
    {"NoId", lineOf("job", "{}"), "/document/job_id"},
    {"WrongId", lineOf("job", R"({"job_id":"a b"})"), "/document/job_id"},
    {"WrongClientId", lineOf("client", R"({"client":{"client_id":"a b"}})"),
     "/document/client/client_id"},
    {"NoOwner", lineOf("job", "{}"), "/document/project_id"},
    {"OwnerOfWrongType", lineOf("job", R"({"user_id":null})"), "/document/user_id"},
    {"VersionInside", lineOf("action", R"({"_version":1})"), "/document/_version"},
    {"OutsideEnvelope", lineOf("backup", R"({"container":"c"})"), "/document/container"},
    {"NoEnvelope", lineOf("backup", R"({"backup_id":"b"})"), "/document/backup_metadata"},
    {"WrongMember", lineOf("job", R"({"colour":1})"), "/document/colour"},
    {"WrongEvent", lineOf("job", R"({"job_schedule":{"event":"go"}})"),
     "/document/job_schedule/event"},
    {"JobsOfWrongType", lineOf("session", kSession + R"(,"jobs":[]})"), "/document/jobs"},
    {"JobOfWrongType", lineOf("session", kSession + R"(,"jobs":{"j":1}})"), "/document/jobs/j"},
    {"TrustOfWrongType", lineOf("job", R"({"user_credentials":{"trust_id":1}})"),
     "/document/user_credentials/trust_id"},
};

INSTANTIATE_TEST_SUITE_P(Bulk, EveryBadLine, testing::ValuesIn(kBadLines),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace freezer::test
