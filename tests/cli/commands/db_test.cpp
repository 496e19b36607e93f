// db backup, restore, check, stats and vacuum.

#include <fcntl.h>
#include <pty.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

class DbTest : public ProgramTest {
 protected:
  std::string createBackup() const {
    return succeed(
        {"backups", "create", "--container", "c", "--hostname", "h", "--backup-name", "b"});
  }

  void backUp() const { succeed({"db", "backup", copy_}); }

  /// The IDs of all backups.
  std::set<std::string> backups() const {
    std::set<std::string> ids;
    for (const Document& one : parsedList(succeed({"backups", "list"})))
      ids.insert(one.textAt("/backup_id"));
    return ids;
  }

  /// Runs SQL directly on the store file.
  void execute(const std::string& sql) const {
    sqlite3* opened = nullptr;
    ASSERT_EQ(sqlite3_open((folder_.path() / "store.sqlite").c_str(), &opened), SQLITE_OK);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
    ASSERT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(opened);
  }

  /// Runs a command on a terminal where `answer` is typed, and returns its standard error.
  Outcome typing(const std::string& answer, const Words& arguments) const {
    std::array<int, 2> terminal{};
    EXPECT_EQ(::openpty(terminal.data(), &terminal[1], nullptr, nullptr, nullptr), 0);
    EXPECT_EQ(::write(terminal[0], answer.data(), answer.size()),
              static_cast<ssize_t>(answer.size()));
    const std::string errors = file("errors", "");
    const int out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    const int err = ::open(errors.c_str(), O_WRONLY | O_CLOEXEC);
    Outcome outcome;
    outcome.status = waitForEnd(startProgram(arguments, environment_, terminal[1], out, err));
    for (const int descriptor : {terminal[0], terminal[1], out, err}) ::close(descriptor);
    outcome.err = fileContent(errors);
    return outcome;
  }

  const std::string copy_ = folder_.path() / "copy.sqlite";
};

TEST_F(DbTest, BackupTellsWhatItWrote) {
  createBackup();
  const Document written = parsed(succeed({"db", "backup", copy_}));
  EXPECT_EQ(written.textAt("/file"), copy_);
  EXPECT_EQ(written.integerAt("/documents", -1), 1);
  EXPECT_EQ(written.integerAt("/bytes", -1),
            static_cast<std::int64_t>(std::filesystem::file_size(copy_)));
  const std::string table = succeed({"db", "backup", copy_, "--force", "-f", "table"});
  EXPECT_NE(table.find("KiB"), std::string::npos) << table;
  environment_["FREEZER_DB"] = "sqlite:///" + copy_;
  EXPECT_EQ(backups().size(), 1U);
}

TEST_F(DbTest, BackupReplacesAFileOnlyByForce) {
  createBackup();
  file("copy.sqlite", "precious");
  fail({"db", "backup", copy_}, 4, "already exists; use --force to overwrite it");
  EXPECT_EQ(fileContent(copy_), "precious");
  succeed({"db", "backup", copy_, "--force"});
  EXPECT_NE(fileContent(copy_), "precious");
}

TEST_F(DbTest, BackupNeedsAStoreAndAFileThatCanBeWritten) {
  fail({"db", "backup", copy_}, 7, "it does not exist");
  fail({"db", "backup"}, 2, "FILE");
  createBackup();
  fail({"db", "backup", folder_.path() / "none" / "copy"}, 2, "No such file");
  fail({"db", "backup", folder_.path(), "--force"}, 2, "is not a plain file");
  fail({"db", "backup", folder_.path() / "store.sqlite", "--force"}, 2,
       "belongs to the store itself");
}

TEST_F(DbTest, RestoreNeedsAYesWhereThereIsNoTerminal) {
  createBackup();
  backUp();
  const std::string later = createBackup();
  fail({"db", "restore", copy_}, 2, "--yes", "y\n");
  EXPECT_TRUE(backups().contains(later));
  succeed({"db", "restore", copy_, "--yes"});
  EXPECT_FALSE(backups().contains(later));
}

TEST_F(DbTest, RestoreAsksAPersonAndTakesNothingForNo) {
  createBackup();
  backUp();
  const std::string later = createBackup();
  for (const std::string answer : {"n\n", "\n", "nonsense\n", "\x04"}) {
    const Outcome outcome = typing(answer, {"db", "restore", copy_});
    EXPECT_EQ(outcome.status, 2) << answer;
    EXPECT_NE(outcome.err.find(", 2 documents, by " + copy_ + ", 1 document? [y/N] "),
              std::string::npos)
        << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with("freezer-api: aborted, nothing was changed\n"))
        << outcome.err;
    EXPECT_TRUE(backups().contains(later));
  }
  EXPECT_EQ(typing("Yes\n", {"db", "restore", copy_}).status, 0);
  EXPECT_FALSE(backups().contains(later));
}

TEST_F(DbTest, RestoreIntoNothingNeedsNoYes) {
  const std::string id = createBackup();
  backUp();
  environment_["FREEZER_DB"] = "sqlite:///" + (folder_.path() / "new" / "store.sqlite").string();
  succeed({"db", "restore", copy_, "--dry-run"});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "new"));
  succeed({"db", "restore", copy_});
  EXPECT_EQ(backups(), std::set<std::string>{id});
}

TEST_F(DbTest, RestoreTellsHowMuchThereWasAndIs) {
  createBackup();
  backUp();
  createBackup();
  const std::string numbers =
      "KIND      BEFORE  AFTER\n"
      "backups   2       1\n"
      "clients   0       0\n"
      "jobs      0       0\n"
      "actions   0       0\n"
      "sessions  0       0\n"
      "users     0       0\n"
      "projects  0       0\n"
      "tokens    0       0";
  EXPECT_EQ(succeed({"db", "restore", copy_, "--dry-run", "-f", "table"}), numbers);
  EXPECT_EQ(backups().size(), 2U);
  EXPECT_EQ(succeed({"db", "restore", copy_, "--yes", "-f", "table"}), numbers);
  EXPECT_EQ(backups().size(), 1U);
  EXPECT_EQ(parsedList(succeed({"db", "restore", copy_, "--yes"})).at(0).integerAt("/before", 0),
            1);
}

TEST_F(DbTest, RestoreRefusesWhatIsNoCopy) {
  const std::string id = createBackup();
  fail({"db", "restore", copy_, "--yes"}, 2, "cannot read " + copy_ + ": No such file");
  fail({"db", "restore", folder_.path(), "--yes"}, 2, "is not a file");
  fail({"db", "restore", folder_.path() / "store.sqlite", "--yes"}, 2, "is the store itself");
  fail({"db", "restore", file("text", std::string(5000, 'x')), "--yes"}, 7,
       "not an SQLite database");
  fail({"db", "restore", file("empty", ""), "--yes"}, 7, "it is empty");
  EXPECT_EQ(backups(), std::set<std::string>{id});
}

TEST_F(DbTest, AServiceGoesOnWithWhatWasRestored) {
  const std::string id = createBackup();
  backUp();
  const std::string later = createBackup();
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  const std::string base = "/v2/default/backups";
  EXPECT_EQ(client.exchange({"GET", base + "/" + later}).status, 200);
  EXPECT_EQ(client.exchange({"PATCH", base + "/" + id, R"({"status": "error"})"}).status, 200);
  succeed({"db", "restore", copy_, "--yes"});
  EXPECT_EQ(client.exchange({"GET", base + "/" + later}).status, 404);
  EXPECT_EQ(client.exchange({"GET", base + "/" + id}).at("/status"), "available");
  EXPECT_EQ(client.exchange({"PATCH", base + "/" + id, R"({"status": "deleted"})"}).status, 200);
  EXPECT_EQ(show("backups", id).textAt("/status"), "deleted");
  EXPECT_EQ(succeed({"db", "check"}), "ok");
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

TEST_F(DbTest, CheckNamesEveryFault) {
  const std::string id = createBackup();
  execute("UPDATE backups SET status = 'a' || char(27) || 'b', hostname = 'x'");
  const Outcome outcome = run({"db", "check"});
  EXPECT_EQ(outcome.status, 7);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find("is damaged: restore it from a copy\n  backup " + id +
                             R"(: the column hostname has "x", but its document has "h")" + "\n"),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(outcome.err.find('\x1b'), std::string::npos) << outcome.err;
}

TEST_F(DbTest, CheckTellsHowManyFaultsMoreThereAre) {
  createBackup();
  execute(
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 104) "
      "INSERT INTO backups (id, project_id, user_id, user_name, version, created_at, updated_at, "
      "doc) SELECT 'id' || i, 'p', 'u', '', 1, 1, 1, '' FROM n");
  const Outcome outcome = run({"db", "check"});
  EXPECT_EQ(outcome.status, 7);
  EXPECT_TRUE(outcome.err.ends_with("\n  and 4 more\n")) << outcome.err;
}

TEST_F(DbTest, CheckReportsALinkOfWhichOneEndIsMissing) {
  succeed(someJob("j1"));
  execute("UPDATE jobs SET session_id = 'none', doc = json_set(doc, '$.session_id', 'none')");
  const Outcome outcome = run({"db", "check"});
  EXPECT_EQ(outcome.status, 7);
  EXPECT_TRUE(outcome.err.ends_with("job j1: it names the session none, which does not exist\n"))
      << outcome.err;
}

TEST_F(DbTest, StatsTellOfDocumentsAndSpace) {
  createBackup();
  const Document stats = parsed(succeed({"db", "stats"}));
  EXPECT_EQ(stats.integerAt("/kinds/backups/documents", -1), 1);
  EXPECT_GT(stats.integerAt("/kinds/backups/bytes", -1), 0);
  EXPECT_GT(stats.integerAt("/kinds/backups/oldest", -1), 0);
  EXPECT_TRUE(stats.has("/kinds/jobs/oldest"));
  EXPECT_EQ(stats.integerAt("/kinds/jobs/documents", -1), 0);
  EXPECT_EQ(stats.integerAt("/projects", -1), 1);
  EXPECT_GT(stats.integerAt("/bytes", -1), 0);
  EXPECT_EQ(succeed({"db", "stats", "-f", "value", "-c", "kinds.backups.documents"}), "1");
  const std::string table = succeed({"db", "stats", "-f", "table"});
  EXPECT_TRUE(table.starts_with("KIND      DOCUMENTS  SIZE")) << table;
  EXPECT_NE(table.find("\n\nengine          SQLite 3."), std::string::npos) << table;
}

TEST_F(DbTest, VacuumTellsWhatItFreed) {
  const std::string id = succeed({"backups", "create", "--container", "c", "--hostname", "h",
                                  "--backup-name", std::string(100'000, 'x')});
  noted({"backups", "delete", id});
  const Document done = parsed(succeed({"db", "vacuum"}));
  EXPECT_GT(done.integerAt("/bytes_freed", 0), 0);
  EXPECT_EQ(done.integerAt("/bytes_before", 0) - done.integerAt("/bytes_after", 0),
            done.integerAt("/bytes_freed", 0));
  EXPECT_NE(succeed({"db", "vacuum", "-f", "table"}).find("KiB"), std::string::npos);
}

TEST_F(DbTest, OnlyInitAndRestoreMakeAStore) {
  for (const std::string verb : {"stats", "vacuum", "check"}) {
    fail({"db", verb}, 7, "it does not exist");
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite")) << verb;
  }
}

}  // namespace
}  // namespace freezer::test
