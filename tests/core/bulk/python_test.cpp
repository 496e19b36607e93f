// Import from databases of the Python service, compared with its own answers.

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "core/bulk/python/source.h"
#include "core/rules/records.h"
#include "tests/core/freezer_fixture.h"
#include "tests/support/shared_mariadb.h"

namespace freezer::test {
namespace {

using Words = std::vector<std::string>;

std::string fileText(const std::filesystem::path& file) {
  std::ifstream input(file);
  EXPECT_TRUE(input) << file;
  std::ostringstream text;
  text << input.rdbuf();
  return text.str();
}

std::filesystem::path data(const std::string& name) {
  return std::filesystem::path(FREEZER_SOURCE_DIR) / "tests/core/data/python" / name;
}

/// Executes SQL on a file, which is created if it does not exist.
void execute(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

/// What an import did and told.
struct PythonRun {
  Result<std::vector<TransferTally>> result;
  Words refusals = {};  ///< "clients 444 (plain): the client_id plain already exists ..."
  Words notes = {};

  const TransferTally& of(Kind kind) const {
    return *std::ranges::find(result.value(), &resourceOf(kind), &TransferTally::resource);
  }

  /// The sum over all kinds: "imported skipped replaced refused".
  std::string counts() const {
    if (!result) return result.error().message;
    ImportCounts sum;
    for (const TransferTally& tally : result.value()) {
      sum.imported += tally.counts.imported;
      sum.skipped += tally.counts.skipped;
      sum.replaced += tally.counts.replaced;
      sum.refused += tally.counts.refused;
    }
    return std::to_string(sum.imported) + " " + std::to_string(sum.skipped) + " " +
           std::to_string(sum.replaced) + " " + std::to_string(sum.refused);
  }

  /// Whether a note or refusal begins with `start` and contains `part`.
  bool tells(const std::string& start, const std::string& part) const {
    const auto matches = [&](const std::string& text) {
      return text.starts_with(start) && text.find(part) != std::string::npos;
    };
    return std::ranges::any_of(notes, matches) || std::ranges::any_of(refusals, matches);
  }
};

class PythonTest : public FreezerTest {
 protected:
  PythonTest() { now_ = 1'800'000'000; }  // After the times of all rows.

  PythonRun import(const std::string& url, const ImportOptions& options = {OnConflict::Update},
                   const std::string& project = "default") {
    PythonRun run{std::vector<TransferTally>()};
    const auto source = python::openSource(url, {project, options.strict});
    if (!source) {
      run.result = source.error();
      return run;
    }
    run.result = freezer_.transfer(*source.value(), options,
                                   {[&](const std::string& row, const Error& reason) {
                                      run.refusals.push_back(row + ": " + reason.message);
                                    },
                                    [&](const std::string& row, const std::string& note) {
                                      run.notes.push_back(row + ": " + note);
                                    },
                                    {}});
    return run;
  }

  std::string exported() const {
    std::string lines;
    EXPECT_TRUE(freezer_.exportLines({}, [&](std::string_view line) -> Result<void> {
      lines += line;
      return {};
    }));
    return lines;
  }

  /// A database of the Python service in a file, and its URL.
  std::filesystem::path pythonFile() const { return python_.path() / "python.sqlite"; }
  std::string pythonUrl() const { return "sqlite:///" + pythonFile().string(); }
  void fill(const std::string& fixture) { execute(pythonFile(), fileText(data(fixture + ".sql"))); }

  TemporaryFolder python_;
};

/// Each recorded database.
class RecordedPythonTest : public PythonTest, public testing::WithParamInterface<std::string> {
 protected:
  RecordedPythonTest() : answers_(json(fileText(data(GetParam() + ".answers.json")))) {
    if (GetParam().ends_with("sqlite")) {
      fill(GetParam());
      url_ = pythonUrl();
      return;
    }
    const std::string database = sharedMariadb().newDatabase();
    sharedMariadb().load(database, fileText(data(GetParam() + ".sql")));
    url_ = sharedMariadb().url(database);
  }

  bool isMaster() const { return GetParam().starts_with("master"); }

  /// The recorded answers to GET of each document of a kind.
  std::vector<Document> answers(const Resource& resource) const {
    std::vector<Document> all;
    for (const ValueRef one : answers_.arrayAt("/get/" + std::string(resource.plural))) {
      all.push_back(Document::viewOf(asObject(one)));
    }
    return all;
  }

  const Document answers_;
  std::string url_;
};

/// Whether `ours` has every value of `answer`; null is the same as absent.
bool contains(ValueRef ours, ValueRef answer) {
  if (const Object object = asObject(answer)) {
    const Object other = asObject(ours);
    return std::ranges::all_of(object.members(), [&](const Member& member) {
      if (member.value.isNull()) return true;
      return other && other.has(member.name) && contains(other.get(member.name), member.value);
    });
  }
  if (const Array array = asArray(answer)) {
    const Array other = asArray(ours);
    if (!other || other.size() != array.size()) return false;
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (!contains(other[i], array[i])) return false;
    }
    return true;
  }
  return equalIgnoringNulls(ours, answer);
}

/// An answer as the store is expected to have it: with an owner of rows of v1, without the IDs of
/// the actions of a job, which may be new, and with the status of a backup beside its metadata.
void toOurForm(Document& answer) {
  if (answer.at("/project_id").isNull()) answer.set("/project_id", "default");
  if (const Array entries = answer.arrayAt("/job_actions")) {
    for (const ValueRef value : entries) {
      Document entry = Document::viewOf(asObject(value));
      entry.remove("/action_id");
      entry.remove("/project_id");
    }
  }
  // Null columns of rows that SQL has inserted: Python shows them as no capability, but its upgrade
  // gives a client that names none all of them.
  for (const Capability& capability : capabilities()) {
    const std::string pointer = "/client/" + std::string(capability.field);
    if (answer.textAt("/project_id") == "odd") answer.remove(pointer);
  }
  for (const char* const pointer : {"/job_schedule", "/job_actions", "/jobs"}) {
    const bool isEmpty = answer.at(pointer).isText() ||
                         (answer.arrayAt(pointer) && answer.arrayAt(pointer).size() == 0);
    if (isEmpty) answer.remove(pointer);
  }
  if (answer.has("/backup_metadata/status") && !answer.has("/status")) {
    answer.set("/status", answer.at("/backup_metadata/status"));
    answer.remove("/backup_metadata/status");
  }
  answer.remove("/user_name");
}

/// Rows whose documents are repaired, or not imported, with a note; see OddRowsAreNamed.
bool isOdd(const std::string& row) {
  static const std::set<std::string> kOdd = {std::string(32, '4'),
                                             "c-dup2",
                                             "j-orphan",
                                             "j-deleted-session",
                                             "s-orphan",
                                             "s-list",
                                             "b-nan",
                                             "b-lone-surrogate",
                                             "b-array"};
  return kOdd.contains(row);
}

TEST_P(RecordedPythonTest, IsNoStoreAndTheCommandToTakeItOverIsNamed) {
  const auto opened = openStore(url_);
  ASSERT_FALSE(opened);
  const std::string& message = opened.error().message;
  EXPECT_NE(message.find("the database of the Python service"), std::string::npos) << message;
  EXPECT_NE(message.find("`freezer-api import --from URL`"), std::string::npos) << message;
  EXPECT_EQ(import(url_).result.value().size(), resources().size()) << "It was not touched.";
}

TEST_P(RecordedPythonTest, EveryDocumentIsAsThePythonServiceShowsIt) {
  ASSERT_TRUE(import(url_).result);
  int compared = 0;
  for (const Resource& resource : resources()) {
    for (const Document& one : answers(resource)) {
      const std::string row = one.textAt("/row");
      const bool isAnswer = one.integerAt("/status", 0) == 200 && one.objectAt("/answer");
      if (isOdd(row) || !isAnswer) continue;
      Document answer = Document::viewOf(one.objectAt("/answer")).clone();
      const std::string id =
          resource.kind == Kind::Client ? answer.textAt("/client/client_id") : row;
      const auto stored = store_->find(resource, kEveryone, id);
      ASSERT_TRUE(stored && stored.value()) << row;
      const Document ours = json(stored.value()->text);
      if (answer.has("/user_name")) {
        EXPECT_EQ(stored.value()->sidecar, answer.textAt("/user_name")) << row;
      }
      toOurForm(answer);
      EXPECT_TRUE(contains(Value(ours.object()), Value(answer.object()))) << row << "\n"
                                                                          << ours.text() << "\n"
                                                                          << answer.text();
      for (const char* const whole : {"/freezer_action", "/backup_metadata"}) {
        EXPECT_TRUE(equalIgnoringNulls(ours.at(whole), answer.at(whole))) << row;
      }
      EXPECT_EQ(stored.value()->version, 1) << row;
      ++compared;
    }
  }
  EXPECT_GT(compared, 40);
}

TEST_P(RecordedPythonTest, DeletedRowsAreLeftOut) {
  const PythonRun run = import(url_);
  ASSERT_TRUE(run.result);
  for (const Resource& resource : resources()) {
    // In 13.0.0, a job keeps its own copy of an action that was deleted.
    if (resource.kind == Kind::Action && !isMaster()) continue;
    for (const Document& one : answers(resource)) {
      if (one.integerAt("/status", 0) != 404) continue;
      const auto found = store_->find(resource, kEveryone, one.textAt("/row"));
      EXPECT_TRUE(found && !found.value()) << one.textAt("/row");
    }
    EXPECT_GT(run.of(resource.kind).deleted, 0) << resource.name;
  }
}

TEST_P(RecordedPythonTest, ASecondRunChangesNothing) {
  const PythonRun first = import(url_);
  const std::string lines = exported();
  now_ += 1000;
  const PythonRun second = import(url_);
  EXPECT_EQ(exported(), lines);
  for (const TransferTally& tally : second.result.value()) {
    EXPECT_EQ(tally.counts.imported, 0);
    EXPECT_EQ(tally.counts.replaced, 0);
    EXPECT_EQ(tally.counts.skipped, first.of(tally.resource->kind).counts.imported);
    EXPECT_EQ(tally.storedDigest, first.of(tally.resource->kind).storedDigest);
  }
  EXPECT_EQ(first.refusals, second.refusals);
  EXPECT_EQ(first.notes, second.notes);
}

TEST_P(RecordedPythonTest, ADryRunTellsTheSameAndStoresNothing) {
  const PythonRun dry = import(url_, {.onConflict = OnConflict::Update, .dryRun = true});
  EXPECT_EQ(exported(), "");
  const PythonRun real = import(url_);
  EXPECT_EQ(dry.counts(), real.counts());
  EXPECT_EQ(dry.refusals, real.refusals);
  EXPECT_EQ(dry.notes, real.notes);
  EXPECT_EQ(dry.of(Kind::Job).storedDigest, real.of(Kind::Job).storedDigest);
}

TEST_P(RecordedPythonTest, DigestsAgreeWhereAllWasStored) {
  const PythonRun run = import(url_);
  for (const Kind kind : {Kind::Action, Kind::Job, Kind::Backup}) {
    EXPECT_EQ(run.of(kind).readDigest, run.of(kind).storedDigest) << resourceOf(kind).name;
    EXPECT_EQ(run.of(kind).read, run.of(kind).stored);
  }
  // Two clients share the ID of another one; two sessions did not list their jobs.
  EXPECT_EQ(run.of(Kind::Client).read, run.of(Kind::Client).stored + 2);
  EXPECT_NE(run.of(Kind::Client).readDigest, run.of(Kind::Client).storedDigest);
  EXPECT_TRUE(run.tells("sessions s-list: ", "the store has another jobs"));
}

TEST_P(RecordedPythonTest, OddRowsAreNamed) {
  const PythonRun run = import(url_);
  EXPECT_TRUE(run.tells("clients " + std::string(32, '4') + " (plain): ", "already exists"));
  EXPECT_TRUE(run.tells("clients c-dup2 (twice): ", "already exists"));
  EXPECT_TRUE(run.tells("actions a-broken: ", "backup_metadata is damaged: "));
  EXPECT_TRUE(run.tells("sessions s-broken: ", "schedule is damaged: "));
  EXPECT_TRUE(run.tells("sessions s-orphan: ", "\"missing-job\", which does not exist"));
  EXPECT_TRUE(run.tells("sessions s-orphan: ", "\"j-other\", which does not name the session"));
  EXPECT_TRUE(run.tells("jobs j-broken: ", "schedule is damaged: "));
  EXPECT_TRUE(run.tells("jobs j-deleted-session: ", "\"s-gone\" does not exist"));
  EXPECT_TRUE(run.tells("jobs j-orphan: ", "\"no-such-session\" does not exist"));
  EXPECT_TRUE(run.tells("jobs j-other: ", "unknown_key is not a known member"));
  EXPECT_TRUE(run.tells("backups b-array: ", "backup_metadata is not a JSON object"));
  EXPECT_TRUE(run.tells("backups b-broken: ", "backup_metadata is damaged: "));
  EXPECT_TRUE(run.tells("backups b-nan: ", "backup_metadata is damaged: "));
  EXPECT_TRUE(run.tells("backups b-lone-surrogate: ", "backup_metadata is damaged: "));
  EXPECT_TRUE(run.tells("backups b-null: ", "stored as it is"));
  if (isMaster()) {
    EXPECT_TRUE(run.tells("clients c-bad-caps (bad-caps): ", "supported_actions is damaged: "));
    EXPECT_TRUE(run.tells("jobs j-orphan: ", "\"gone-action\", which is deleted, is left out"));
    EXPECT_TRUE(run.tells("jobs j-orphan: ", "\"full-action\", which belongs to another project"));
  } else {
    EXPECT_TRUE(run.tells("jobs j-orphan: ", "entry 3 of job_actions is not an object"));
    EXPECT_TRUE(run.tells("jobs j-orphan: ", "\"no-such-action-2\" does not exist"));
  }
  EXPECT_EQ(run.refusals.size(), isMaster() ? 10U : 9U);
  const auto odd = store_->find(kJobs, kEveryone, "j-other");
  EXPECT_EQ(json(odd.value()->text).integerAt("/job_schedule/unknown_key", 0), 1);
}

TEST_P(RecordedPythonTest, AStrictRunStoresAllOrNothing) {
  const PythonRun run = import(url_, {.onConflict = OnConflict::Update, .strict = true});
  ASSERT_FALSE(run.result);
  EXPECT_NE(run.counts().find("nothing was imported, because clients "), std::string::npos)
      << run.counts();
  EXPECT_EQ(exported(), "");
}

TEST_P(RecordedPythonTest, TimesAreKept) {
  import(url_);
  constexpr std::int64_t kInserted = 1795809600;  // 2026-11-27 20:00:00
  const auto keys = store_->find(resourceOf(Kind::Backup), kEveryone, "b-keys");
  EXPECT_EQ(keys.value()->created_at, kInserted);
  EXPECT_EQ(keys.value()->updated_at, kInserted);
  const auto timeless = store_->find(kActions, kEveryone, "a-no-time");
  EXPECT_EQ(timeless.value()->created_at, 0);
  const auto patched = store_->find(kActions, kEveryone, "patched-action");
  EXPECT_GE(patched.value()->updated_at, patched.value()->created_at);
}

INSTANTIATE_TEST_SUITE_P(Python, RecordedPythonTest,
                         testing::Values("13.0.0.sqlite", "13.0.0.mariadb", "master.sqlite",
                                         "master.mariadb"),
                         [](const auto& tested) {
                           std::string name = tested.param;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

TEST_F(PythonTest, TheTrustAndTheProjectOfACentralClientComeAlong) {
  fill("master.sqlite");
  import(pythonUrl());
  const auto job = store_->find(kJobs, kEveryone, "central-job");
  ASSERT_TRUE(job && job.value());
  const Document document = json(job.value()->text);
  EXPECT_EQ(document.textAt("/user_credentials/trust_id"), "trust-of-alice");
  EXPECT_EQ(document.textAt("/user_credentials/trustor_user_id"), "alice");
  EXPECT_EQ(job.value()->project_id, "home");
  EXPECT_EQ(job.value()->sidecar, "admin");
}

TEST_F(PythonTest, RowsOfV1NeedAProject) {
  fill("13.0.0.sqlite");
  const PythonRun without = import(pythonUrl(), {OnConflict::Update}, "");
  EXPECT_TRUE(
      without.tells("clients 77777777777777777777777777777777 (v1-client): ", "has no project"));
  const PythonRun with = import(pythonUrl(), {OnConflict::Update}, "old");
  EXPECT_FALSE(with.tells("clients 7", "has no project"));
  EXPECT_EQ(store_->find(kClients, kEveryone, "v1-client").value()->project_id, "old");
}

TEST_F(PythonTest, ALaterRunBringsWhatIsNewOrChanged) {
  fill("13.0.0.sqlite");
  import(pythonUrl());
  execute(pythonFile(), R"(
    UPDATE backups SET backup_metadata =
        '{"container": "c", "hostname": "h", "backup_name": "changed"}',
        updated_at = '2026-11-28 00:00:00.000000' WHERE id = 'b-keys';
    UPDATE actions SET max_retries = 77 WHERE id = 'minimal-action';
    INSERT INTO backups (id, project_id, user_id, deleted, backup_metadata, created_at) VALUES
        ('new', 'home', 'alice', 0, '{"container": "c", "hostname": "h", "backup_name": "n"}',
         '2026-11-28 00:00:00.000000');)");
  const PythonRun run = import(pythonUrl());
  EXPECT_EQ(run.of(Kind::Backup).counts.imported, 1);
  EXPECT_EQ(run.of(Kind::Backup).counts.replaced, 1);
  EXPECT_EQ(run.of(Kind::Backup).readDigest, run.of(Kind::Backup).storedDigest);
  EXPECT_EQ(run.of(Kind::Action).counts.replaced, 1);
  const auto changed = store_->find(resourceOf(Kind::Backup), kEveryone, "b-keys");
  EXPECT_NE(changed.value()->text.find("changed"), std::string::npos);
  EXPECT_EQ(changed.value()->version, 2);
  EXPECT_EQ(import(pythonUrl()).of(Kind::Backup).counts.skipped,
            run.of(Kind::Backup).counts.skipped + 2);
}

TEST_F(PythonTest, RowsThatOnlySqlCanMakeAreNamed) {
  fill("master.sqlite");
  execute(pythonFile(), R"(
    INSERT INTO user_credentials (id, trust_id, trustor_user_id, job_id, deleted)
        VALUES ('zz', 'other', 'alice', 'central-job', 0);
    UPDATE clients SET description = CAST(X'ff' AS TEXT) WHERE id = 'c-null';
    INSERT INTO jobs (id, project_id, user_id, client_id, deleted)
        VALUES ('with blank', 'home', 'alice', 'x', 0), ('no-user', 'home', '', 'x', 0);
    UPDATE actions SET max_retries = 'many' WHERE id = 'full-action';
    CREATE TABLE extra (id TEXT);)");
  const PythonRun run = import(pythonUrl());
  EXPECT_TRUE(run.tells("jobs central-job: ", "user_credentials are left out: zz"));
  EXPECT_TRUE(run.tells("clients c-null (null-columns): ", "description is not UTF-8"));
  EXPECT_TRUE(run.tells("jobs with blank: ", "is not a valid id"));
  EXPECT_TRUE(run.tells("jobs no-user: ", "must be a non-empty string"));
  EXPECT_TRUE(run.tells("actions full-action: ", "/max_retries must"));
  EXPECT_TRUE(run.tells("action_reports: ", "is left out"));
  EXPECT_TRUE(run.tells("extra: ", "is not known"));
  const auto job = store_->find(kJobs, kEveryone, "central-job");
  EXPECT_EQ(json(job.value()->text).textAt("/user_credentials/trust_id"), "trust-of-alice");
}

TEST_F(PythonTest, ASchemaOfAnotherReleaseIsRead) {
  fill("13.0.0.sqlite");
  execute(pythonFile(), R"(
    ALTER TABLE actions RENAME COLUMN path_to_backup TO src_file;
    CREATE TABLE alembic_version (version_num TEXT);
    ALTER TABLE backups DROP COLUMN user_name;)");
  EXPECT_TRUE(import(pythonUrl()).result);
  const auto action = store_->find(kActions, kEveryone, "full-action");
  EXPECT_NE(json(action.value()->text).textAt("/freezer_action/path_to_backup"), "");
}

TEST_F(PythonTest, AHalfUpgradedDatabaseIsRefused) {
  fill("master.sqlite");
  execute(pythonFile(), "ALTER TABLE jobs ADD COLUMN job_actions TEXT");
  EXPECT_NE(import(pythonUrl()).counts().find("is half upgraded"), std::string::npos);
  execute(pythonFile(), "ALTER TABLE jobs DROP COLUMN job_actions; DROP TABLE job_actions");
  EXPECT_NE(import(pythonUrl()).counts().find("has no actions of jobs"), std::string::npos);
}

TEST_F(PythonTest, OtherDatabasesAreRefused) {
  const PythonRun own = import(folder_.storeUrl());
  ASSERT_FALSE(own.result);
  EXPECT_EQ(own.result.error().code, ErrorCode::InvalidRequest);
  EXPECT_NE(own.counts().find("is a store of this program"), std::string::npos) << own.counts();

  execute(pythonFile(), "CREATE TABLE jobs (id TEXT)");
  const PythonRun other = import(pythonUrl());
  EXPECT_NE(other.counts().find("is not a database of the Python service"), std::string::npos);

  EXPECT_NE(import("sqlite:////nowhere/x").counts().find("there is no such file"),
            std::string::npos);
  EXPECT_EQ(import("oracle://x").result.error().code, ErrorCode::InvalidRequest);
  std::ofstream(pythonFile()) << std::string(10'000, 'x');
  EXPECT_NE(import(pythonUrl()).counts().find("is not an SQLite database"), std::string::npos);
  EXPECT_EQ(exported(), "");
}

TEST_F(PythonTest, AServerThatRefusesIsNamed) {
  const std::string port = std::to_string(sharedMariadb().port());
  const PythonRun refused =
      import("mysql+pymysql://freezer:wrong@127.0.0.1:" + port + "/freezer_none");
  ASSERT_FALSE(refused.result);
  EXPECT_NE(refused.counts().find("the database freezer_none on 127.0.0.1:" + port +
                                  " cannot be used: the server refuses the user freezer"),
            std::string::npos)
      << refused.counts();
  EXPECT_EQ(refused.counts().find("wrong"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
