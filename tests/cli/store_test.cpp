// db, and unusable stores. Every case fails for root as well.

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class StoreTest : public ProgramTest {
 protected:
  std::filesystem::path store() const { return folder_.path() / "store.sqlite"; }

  /// Runs SQL directly on the store file.
  void execute(const char* sql) const {
    sqlite3* opened = nullptr;
    ASSERT_EQ(sqlite3_open(store().c_str(), &opened), SQLITE_OK);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
    ASSERT_EQ(sqlite3_exec(opened, sql, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(opened);
  }

  void use(const std::filesystem::path& path) {
    environment_["FREEZER_DB"] = "sqlite:///" + path.string();
  }
};

TEST_F(StoreTest, IsMadeByTheFirstWriteForItsUserAlone) {
  succeed({"actions", "create", "--action", "backup"});
  struct stat found {};
  ASSERT_EQ(::stat(store().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(StoreTest, IsNotMadeByWhatOnlyReads) {
  for (const Words& words : std::vector<Words>{{"jobs", "list"},
                                               {"jobs", "show", "j1"},
                                               {"export"},
                                               {"status"},
                                               {"users", "list"},
                                               {"projects", "list"},
                                               {"tokens", "list"}}) {
    fail(words, 7, "it does not exist; create it with `db init`");
    EXPECT_FALSE(std::filesystem::exists(store())) << testing::PrintToString(words);
  }
}

TEST_F(StoreTest, IsOnlyMadeInAFolderThatExists) {
  use(folder_.path() / "typo" / "store.sqlite");
  for (const Words& words : std::vector<Words>{{"db", "init"},
                                               {"actions", "create", "--action", "backup"},
                                               {"serve", "--bind-port", "0"}}) {
    fail(words, 7, "its folder does not exist; correct the URL, or create the folder");
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "typo"));
}

TEST_F(StoreTest, InitMakesItAndMayBeRepeated) {
  for (int i = 0; i < 2; ++i) {
    const Document version = parsed(succeed({"db", "init"}));
    EXPECT_GE(version.integerAt("/current", 0), 1);
    EXPECT_EQ(version.integerAt("/current", 0), version.integerAt("/latest", -1));
  }
  EXPECT_TRUE(std::filesystem::exists(store()));
}

TEST_F(StoreTest, VersionAndUpgradeAndCheckMakeNoStore) {
  for (const std::string verb : {"version", "upgrade", "check"}) {
    fail({"db", verb}, 7, "store");
    EXPECT_FALSE(std::filesystem::exists(store())) << verb;
  }
}

TEST_F(StoreTest, VersionTellsOfBoth) {
  succeed({"db", "init"});
  EXPECT_EQ(succeed({"db", "version", "-f", "table"}), "current  6\nlatest   6");
}

TEST_F(StoreTest, UpgradeKeepsWhatIsThere) {
  succeed({"clients", "create", "--client-id", "h1"});
  succeed({"db", "upgrade"});
  EXPECT_EQ(show("clients", "h1").textAt("/client/client_id"), "h1");
}

TEST_F(StoreTest, CheckFindsNothingWrongWithASoundStore) {
  succeed({"clients", "create", "--client-id", "h1"});
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

TEST_F(StoreTest, CheckFindsDamage) {
  for (int i = 0; i < 20; ++i)
    succeed({"backups", "create", "--container", "c", "--hostname", "h", "--backup-name",
             std::string(2000, 'b')});
  execute("PRAGMA wal_checkpoint(TRUNCATE)");
  {
    std::fstream file(store(), std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(store()));
    file.seekp(size - 4096 * 4);
    file << std::string(4096 * 4, 'x');
  }
  fail({"db", "check"}, 7, "");
}

TEST_F(StoreTest, AFileThatIsNoDatabaseIsUnusable) {
  std::ofstream(store()) << std::string(5000, 'x');
  for (const Words& words : {Words{"jobs", "list"}, Words{"db", "init"}, Words{"db", "check"},
                             Words{"db", "version"}, Words{"serve"}})
    fail(words, 7, "store.sqlite");
}

TEST_F(StoreTest, ANewerSchemaIsUnusable) {
  succeed({"db", "init"});
  execute("PRAGMA user_version = 9999");
  fail({"jobs", "list"}, 7, "9999");
  fail({"db", "upgrade"}, 7, "9999");
  fail({"db", "version"}, 7, "9999");
}

TEST_F(StoreTest, AFolderThatCannotBeIsUnusable) {
  use(std::filesystem::path(file("plain", "")) / "store.sqlite");
  fail({"jobs", "list"}, 7, "plain");
  use("/proc/freezer/store.sqlite");
  fail({"jobs", "list"}, 7, "/proc/freezer");
  use(folder_.path());
  fail({"jobs", "list"}, 7, folder_.path());
}

TEST_F(StoreTest, AStoreThatIsHeldIsBusy) {
  succeed({"db", "init"});
  sqlite3* opened = nullptr;
  ASSERT_EQ(sqlite3_open(store().c_str(), &opened), SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
  ASSERT_EQ(sqlite3_exec(opened, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  fail({"clients", "create", "--client-id", "h1"}, 8, "again");
}

TEST_F(StoreTest, AUrlOfAnotherKindIsAUsageErrorAndKeepsItsPassword) {
  for (const std::string url : {"nonsense", "sqlite:///", "sqlite://relative",
                                "postgresql+psycopg2://freezer:hunter2@localhost/freezer"}) {
    const Outcome outcome = run({"--db", url, "jobs", "list"});
    EXPECT_EQ(outcome.status, 2) << url;
    EXPECT_NE(outcome.err.find("sqlite:///"), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.err.find("hunter2"), std::string::npos) << outcome.err;
  }
}

}  // namespace
}  // namespace freezer::test
