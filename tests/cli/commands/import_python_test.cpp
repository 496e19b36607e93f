// import --from: the database of the Python service.

#include <sqlite3.h>

#include <filesystem>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

class ImportPythonTest : public ProgramTest {
 protected:
  ImportPythonTest() {
    const fs::path dump = fs::path(FREEZER_SOURCE) / "tests/core/data/python/13.0.0.sqlite.sql";
    execute(fileContent(dump));
  }

  /// Executes SQL on the database of the Python service.
  void execute(const std::string& sql) const {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open((folder_.path() / "python").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }

  std::string url() const { return "sqlite:///" + (folder_.path() / "python").string(); }

  /// Leaves only documents that can be imported.
  void removeOddRows() const {
    for (const char* const table : {"clients", "actions", "sessions", "jobs", "backups"}) {
      execute("DELETE FROM " + std::string(table) + " WHERE project_id IN ('odd', 'work')");
    }
  }

  Words import(const Words& more = {}) const {
    Words words = {"import", "--from", url()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

TEST_F(ImportPythonTest, ATableComparesWhatWasReadWithTheStore) {
  removeOddRows();
  const Outcome first = run(import({"--project", "old", "-f", "csv"}));
  EXPECT_EQ(first.status, 0) << first.err;
  const Words lines = linesOf(first.out);
  ASSERT_EQ(lines.size(), 6U) << first.out;
  EXPECT_EQ(lines.at(0),
            "kind,rows,deleted,imported,skipped,replaced,refused,stored,digest_read,digest_stored");
  for (const Document& kind : parsedList(run(import({"--project", "old"})).out)) {
    const std::int64_t rows = kind.integerAt("/rows", -1);
    EXPECT_GT(rows, 0);
    EXPECT_GT(kind.integerAt("/deleted", -1), 0);
    EXPECT_EQ(kind.integerAt("/imported", -1), 0);
    EXPECT_EQ(kind.integerAt("/skipped", -1), rows);
    EXPECT_EQ(kind.integerAt("/stored", -1), rows);
    EXPECT_EQ(kind.textAt("/digest_read").size(), 16U);
    EXPECT_EQ(kind.textAt("/digest_read"), kind.textAt("/digest_stored"));
  }
  EXPECT_EQ(run({"db", "check"}).status, 0);
  EXPECT_NE(succeed({"export", "--kind", "job", "--project", "home"}), "");
}

TEST_F(ImportPythonTest, RefusedRowsAreNamedAndDecideTheStatus) {
  const Outcome outcome = run(import({"--project", "old", "-f", "table"}));
  EXPECT_EQ(outcome.status, 5);
  EXPECT_NE(outcome.err.find("freezer-api: jobs j-broken: schedule is damaged: "),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.out.find("KIND     ROWS  DELETED"), std::string::npos) << outcome.out;
  removeOddRows();
  execute(
      "INSERT INTO clients (id, uuid, client_id, project_id, user_id, hostname, deleted) "
      "VALUES ('x', 'x', 'plain', 'work', 'bob', '', 0)");
  EXPECT_EQ(run(import({"--project", "old"})).status, 4);
}

TEST_F(ImportPythonTest, ADryRunStoresNothing) {
  removeOddRows();
  const Outcome outcome = run(import({"--project", "old", "--dry-run"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("dry run, nothing was stored: imported "), std::string::npos);
  EXPECT_EQ(succeed({"export"}), "");
}

TEST_F(ImportPythonTest, AStrictRunStoresAllOrNothing) {
  const Outcome outcome = run(import({"--project", "old", "--strict"}));
  EXPECT_EQ(outcome.status, 4);
  EXPECT_NE(outcome.err.find("nothing was imported, because clients "), std::string::npos);
  EXPECT_EQ(succeed({"export"}), "");
}

TEST_F(ImportPythonTest, TheSourceIsAFileOrADatabase) {
  fail(import({"file"}), 2, "import needs either FILE or --from");
  fail({"import", "--from", "sqlite:////nowhere/python"}, 7, "there is no such file");
  execute("DROP TABLE migrate_version");
  fail(import(), 2, "is not a database of the Python service");
}

TEST_F(ImportPythonTest, AStoreIsNoDatabaseOfThePythonService) {
  succeed({"db", "init"});
  fail({"import", "--from", folder_.storeUrl()}, 2, "use export and import");
}

}  // namespace
}  // namespace freezer::test
