// Copies of a store, restores, its numbers and its space.

#include "core/store/maintenance.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "core/rules/invariants.h"
#include "core/store/open.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/database.h"
#include "tests/core/store/older_schema.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::int64_t numberOf(const Counts& counts, std::string_view name) {
  for (const Count& count : counts) {
    if (count.name == name) return count.number;
  }
  ADD_FAILURE() << "nothing is called " << name;
  return -1;
}

/// A limit on the size of every file stands in for a full disk.
class SpaceLimit {
 public:
  explicit SpaceLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  SpaceLimit(const SpaceLimit&) = delete;
  SpaceLimit& operator=(const SpaceLimit&) = delete;
  ~SpaceLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

class MaintenanceTest : public FreezerTest {
 protected:
  std::string createBackup() {
    return create(Kind::Backup, R"({"container": "c", "hostname": "h", "backup_name": "b"})");
  }

  fs::path store() const { return folder_.path() / "store.sqlite"; }

  StoreCopy backUp(bool replace = false) {
    const auto made = backUpStore(folder_.storeUrl(), copy_, replace);
    EXPECT_TRUE(made) << made.error().message << made.error().detail;
    return made ? made.value() : StoreCopy();
  }

  /// What a backup into `file` is refused with; nothing of it may be left.
  Error backUpRefusal(const fs::path& file, bool replace = true) {
    const auto made = backUpStore(folder_.storeUrl(), file, replace);
    EXPECT_FALSE(made) << file;
    return made ? Error{ErrorCode::NotFound, "made"} : made.error();
  }

  void restore() {
    const auto restored = restoreStore(folder_.storeUrl(), copy_);
    ASSERT_TRUE(restored) << restored.error().message << restored.error().detail;
  }

  /// What a restore of `file` is refused with; the store must be as it was.
  Error restoreRefusal(const fs::path& file) {
    const std::string id = createBackup();
    const auto planned = planRestore(folder_.storeUrl(), file);
    EXPECT_FALSE(planned) << file;
    const auto restored = restoreStore(folder_.storeUrl(), file);
    EXPECT_FALSE(restored) << file;
    EXPECT_TRUE(exists(Kind::Backup, alice_, id));
    if (restored || planned) return {ErrorCode::NotFound, "restored"};
    EXPECT_EQ(planned.error().message, restored.error().message);
    return restored.error();
  }

  const fs::path copy_ = folder_.path() / "copy.sqlite";
};

// --- Backup ---------------------------------------------------------------------------

TEST_F(MaintenanceTest, ACopyIsAStoreInOneFileForItsUserAlone) {
  const std::string id = createBackup();
  ASSERT_TRUE(freezer_.accounts().createUser("bob", "", "secret"));
  const StoreCopy made = backUp();
  EXPECT_EQ(made.bytes, static_cast<std::int64_t>(fs::file_size(copy_)));
  EXPECT_EQ(numberOf(made.counts, "backups"), 1);
  EXPECT_EQ(numberOf(made.counts, "users"), 1);
  struct stat status {};
  ASSERT_EQ(::stat(copy_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  for (const char* suffix : {".part", "-wal", "-shm", "-journal", ".part-wal", ".part-journal"}) {
    EXPECT_FALSE(fs::exists(copy_.string() + suffix)) << suffix;
  }
  EXPECT_EQ(Database(copy_).texts("PRAGMA journal_mode", 0).at(0), "delete");

  const auto opened = openStore("sqlite:///" + copy_.string());
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(Freezer(*opened.value()).show(resourceOf(Kind::Backup), alice_, id));
}

TEST_F(MaintenanceTest, ACopyHasWhatIsInTheJournalAlone) {
  Database reader(store());
  reader.execute("BEGIN");
  reader.texts("SELECT count(*) FROM backups", 0);  // Keeps the journal from being emptied.
  createBackup();
  EXPECT_EQ(numberOf(backUp().counts, "backups"), 1);
}

TEST_F(MaintenanceTest, ACopyHoldsUpNoWriterAndIsHeldUpByNone) {
  Database writer(store());
  writer.execute("BEGIN IMMEDIATE");
  EXPECT_EQ(numberOf(backUp().counts, "backups"), 0);
}

TEST_F(MaintenanceTest, ACopyIsConsistentWhileOthersWrite) {
  createClient();
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) createJob();  // A job, its action and their link.
  });
  for (int i = 0; i < 5; ++i) {
    backUp(true);
    const auto check = checkStore("sqlite:///" + copy_.string());
    EXPECT_TRUE(check && check.value().lines().empty());
  }
  stop = true;
  writer.join();
}

TEST_F(MaintenanceTest, AFileIsReplacedOnlyWhenAskedFor) {
  std::ofstream(copy_) << "precious";
  EXPECT_EQ(backUpRefusal(copy_, false).code, ErrorCode::AlreadyExists);
  EXPECT_EQ(content(copy_), "precious");
  backUp(true);
  EXPECT_TRUE(planRestore(folder_.storeUrl(), copy_));
}

TEST_F(MaintenanceTest, ACopyNeverOverwritesTheStore) {
  fs::create_hard_link(store(), folder_.path() / "link.sqlite");
  fs::create_symlink(store(), folder_.path() / "symlink.sqlite");
  fs::create_directory_symlink(folder_.path(), folder_.path() / "folder");
  for (const char* name :
       {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.sqlite-journal",
        "link.sqlite", "symlink.sqlite", "folder/store.sqlite"}) {
    const Error error = backUpRefusal(folder_.path() / name);
    EXPECT_EQ(error.code, ErrorCode::InvalidRequest) << name;
    EXPECT_NE(error.message.find("belongs to the store itself"), std::string::npos) << name;
  }
  createBackup();
}

TEST_F(MaintenanceTest, ACopyIsNotWrittenInTheStoreThatHasTheNameOfItsPart) {
  const fs::path named = folder_.path() / "x.part";
  ASSERT_TRUE(openStore("sqlite:///" + named.string()));
  const auto made = backUpStore("sqlite:///" + named.string(), folder_.path() / "x", true);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::InvalidRequest);
  EXPECT_GT(fs::file_size(named), 0U);
}

TEST_F(MaintenanceTest, OnlyPlainFilesAreReplaced) {
  std::ofstream(folder_.path() / "target") << "precious";
  fs::create_symlink(folder_.path() / "target", folder_.path() / "symlink");
  ASSERT_EQ(::mkfifo((folder_.path() / "pipe").c_str(), 0600), 0);
  fs::create_directory(folder_.path() / "folder");
  for (const char* name : {"symlink", "pipe", "folder"}) {
    const Error error = backUpRefusal(folder_.path() / name);
    EXPECT_EQ(error.code, ErrorCode::InvalidRequest) << name;
    EXPECT_NE(error.message.find("is not a plain file"), std::string::npos) << error.message;
  }
  EXPECT_EQ(content(folder_.path() / "target"), "precious");
}

TEST_F(MaintenanceTest, AFolderThatIsNotThereIsNamed) {
  const Error error = backUpRefusal(folder_.path() / "none" / "copy.sqlite");
  EXPECT_EQ(error.code, ErrorCode::InvalidRequest);
  EXPECT_NE(error.message.find("none/copy.sqlite.part: No such file"), std::string::npos)
      << error.message;
}

TEST_F(MaintenanceTest, TwoDoNotWriteTheSameCopyAtOnce) {
  const std::string part = copy_.string() + ".part";
  const int other = ::open(part.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  EXPECT_EQ(backUpRefusal(copy_).code, ErrorCode::StoreBusy);
  EXPECT_TRUE(fs::exists(part));
  ::close(other);
  backUp();  // What one that was killed has left is no obstacle.
}

TEST_F(MaintenanceTest, ACopyWithoutSpaceLeavesWhatWasThere) {
  for (int i = 0; i < 200; ++i) createBackup();
  backUp();
  const std::string before = content(copy_);
  {
    const SpaceLimit limit(100'000);
    const Error error = backUpRefusal(copy_);
    EXPECT_EQ(error.code, ErrorCode::StoreFailure);
    EXPECT_NE(error.message.find("the copy " + copy_.string()), std::string::npos) << error.message;
  }
  EXPECT_EQ(content(copy_), before);
  EXPECT_FALSE(fs::exists(copy_.string() + ".part"));
}

TEST_F(MaintenanceTest, NoStoreHasNoCopy) {
  const auto none =
      backUpStore("sqlite:///" + (folder_.path() / "none.sqlite").string(), copy_, false);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::StoreFailure);
  std::ofstream(folder_.path() / "empty.sqlite");
  const auto empty =
      backUpStore("sqlite:///" + (folder_.path() / "empty.sqlite").string(), copy_, false);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, ErrorCode::StoreFailure);
  EXPECT_FALSE(fs::exists(copy_));
}

// --- Restore --------------------------------------------------------------------------

TEST_F(MaintenanceTest, ARestoreReplacesAllOfAnOpenStore) {
  const std::string kept = createBackup();
  backUp();
  const std::string later = createBackup();
  patch(Kind::Backup, kept, R"({"status": "error"})");
  ASSERT_TRUE(freezer_.accounts().createUser("bob", "", "secret"));

  const auto plan = planRestore(folder_.storeUrl(), copy_);
  ASSERT_TRUE(plan);
  EXPECT_EQ(numberOf(*plan.value().now, "backups"), 2);
  EXPECT_EQ(numberOf(*plan.value().now, "users"), 1);
  EXPECT_EQ(numberOf(plan.value().then, "backups"), 1);
  EXPECT_TRUE(exists(Kind::Backup, alice_, later));

  restore();
  EXPECT_EQ(show(Kind::Backup, kept).textAt("/status"), "available");
  EXPECT_FALSE(exists(Kind::Backup, alice_, later));
  EXPECT_TRUE(freezer_.accounts().users().value().empty());
  EXPECT_TRUE(exists(Kind::Backup, alice_, createBackup()));
  EXPECT_TRUE(checkStore(folder_.storeUrl()).value().lines().empty());
}

TEST_F(MaintenanceTest, ARestoreLeavesTheCopyAsItIs) {
  createBackup();
  backUp();
  const std::string before = content(copy_);
  restore();
  EXPECT_EQ(content(copy_), before);
  EXPECT_FALSE(fs::exists(copy_.string() + "-wal"));
}

TEST_F(MaintenanceTest, ARestoreOfALargerOrSmallerCopyFits) {
  backUp();
  for (int i = 0; i < 300; ++i) createBackup();
  const auto larger = folder_.path() / "larger.sqlite";
  ASSERT_TRUE(backUpStore(folder_.storeUrl(), larger, false));
  restore();
  EXPECT_EQ(numberOf(*planRestore(folder_.storeUrl(), copy_).value().now, "backups"), 0);
  ASSERT_TRUE(restoreStore(folder_.storeUrl(), larger));
  EXPECT_EQ(numberOf(*planRestore(folder_.storeUrl(), copy_).value().now, "backups"), 300);
  EXPECT_TRUE(checkStore(folder_.storeUrl()).value().lines().empty());
}

TEST_F(MaintenanceTest, ARestoreMakesAStoreThatIsNotThere) {
  createBackup();
  backUp();
  const fs::path made = folder_.path() / "deep" / "made.sqlite";
  const std::string url = "sqlite:///" + made.string();
  const auto plan = planRestore(url, copy_);
  ASSERT_TRUE(plan);
  EXPECT_EQ(numberOf(*plan.value().now, "backups"), 0);
  EXPECT_FALSE(fs::exists(made.parent_path()));
  const auto restored = restoreStore(url, copy_);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(numberOf(restored.value(), "backups"), 1);
  EXPECT_TRUE(openStore(url));
  struct stat status {};
  ASSERT_EQ(::stat(made.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(MaintenanceTest, ACopyWithAnOlderSchemaIsBroughtUp) {
  const std::string id = createBackup();
  backUp();
  {
    Database copy(copy_);
    makeOlder(copy, 1);
  }
  restore();
  EXPECT_EQ(schemaVersion(folder_.storeUrl()).value().current,
            schemaVersion(folder_.storeUrl()).value().latest);
  EXPECT_TRUE(exists(Kind::Backup, alice_, id));
  EXPECT_TRUE(freezer_.accounts().createUser("bob", "", "secret"));
}

TEST_F(MaintenanceTest, ARestoreMendsADamagedStore) {
  for (int i = 0; i < 100; ++i) createBackup();
  backUp();
  Database database(store());
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const std::string& page :
       database.texts("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'backups'", 0)) {
    constexpr std::size_t kPageSize = 4096;
    std::fstream file(store(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>((std::stoul(page) - 1) * kPageSize));
    file << std::string(kPageSize, 'x');
  }
  EXPECT_FALSE(checkStore(folder_.storeUrl()).value().lines().empty());
  const auto plan = planRestore(folder_.storeUrl(), copy_);
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_FALSE(plan.value().now);
  restore();
  const auto check = checkStore(folder_.storeUrl());
  ASSERT_TRUE(check);
  EXPECT_TRUE(check.value().lines().empty());
  EXPECT_EQ(numberOf(*planRestore(folder_.storeUrl(), copy_).value().now, "backups"), 100);
}

TEST_F(MaintenanceTest, AStoreThatIsNoDatabaseMustBeMovedAwayFirst) {
  backUp();
  const fs::path other = folder_.path() / "other.sqlite";
  std::ofstream(other) << std::string(5000, 'x');
  const auto restored = restoreStore("sqlite:///" + other.string(), copy_);
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().code, ErrorCode::StoreFailure);
  EXPECT_NE(restored.error().message.find("move it away first"), std::string::npos)
      << restored.error().message;
  EXPECT_EQ(content(other), std::string(5000, 'x'));
}

TEST_F(MaintenanceTest, ADatabaseOfAnotherProgramIsNotOverwritten) {
  backUp();
  const fs::path other = folder_.path() / "other.sqlite";
  Database(other).execute("CREATE TABLE recipes (name TEXT)");
  const auto restored = restoreStore("sqlite:///" + other.string(), copy_);
  ASSERT_FALSE(restored);
  EXPECT_NE(restored.error().message.find("another program"), std::string::npos);
  EXPECT_EQ(Database(other).texts("SELECT name FROM sqlite_schema", 0).at(0), "recipes");
}

TEST_F(MaintenanceTest, ABusyStoreIsNotRestored) {
  backUp();
  Database writer(store());
  writer.execute("BEGIN IMMEDIATE");
  const auto restored = restoreStore(folder_.storeUrl(), copy_);
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().code, ErrorCode::StoreBusy);
}

TEST_F(MaintenanceTest, WhatIsNoWholeCopyIsRefused) {
  const auto refusalOf = [&](const std::string& bytes) {
    std::ofstream(copy_, std::ios::binary | std::ios::trunc) << bytes;
    const Error error = restoreRefusal(copy_);
    EXPECT_EQ(error.code, ErrorCode::StoreFailure) << error.message;
    EXPECT_TRUE(error.message.starts_with("the copy " + copy_.string() + " cannot be used: "))
        << error.message;
    return error;
  };
  for (int i = 0; i < 100; ++i) createBackup();
  backUp();
  const std::string whole = content(copy_);
  EXPECT_NE(refusalOf("").message.find("empty"), std::string::npos);
  EXPECT_NE(refusalOf(std::string(5000, 'x')).message.find("not an SQLite database"),
            std::string::npos);
  refusalOf(whole.substr(0, whole.size() / 2));
  refusalOf(whole.substr(0, whole.size() - 1));
  std::string damaged = whole;
  damaged.replace(damaged.size() / 2, 8192, std::string(8192, 'x'));
  refusalOf(damaged);
}

TEST_F(MaintenanceTest, ACopyWithRowsThatReferToNoneIsRefusedWithItsFaults) {
  createClient();
  createJob();
  backUp();
  Database(copy_).execute("DELETE FROM actions");
  const Error error = restoreRefusal(copy_);
  ASSERT_EQ(error.faults.size(), 1U);
  EXPECT_EQ(error.faults[0].message, "a row of job_actions refers to a missing row of actions");
}

TEST_F(MaintenanceTest, ACopyOfAnotherProgramOrANewerOneIsRefused) {
  Database(copy_).execute("CREATE TABLE recipes (name TEXT)");
  EXPECT_NE(restoreRefusal(copy_).message.find("another program"), std::string::npos);
  backUp(true);
  Database(copy_).execute("PRAGMA user_version = 9999");
  EXPECT_NE(restoreRefusal(copy_).message.find("newer than this program"), std::string::npos);
}

TEST_F(MaintenanceTest, ACopyThatCannotBeReadIsAWrongRequest) {
  fs::create_directory(folder_.path() / "folder");
  fs::create_symlink(store(), folder_.path() / "symlink");
  for (const char* name : {"none", "folder", "store.sqlite", "symlink"}) {
    EXPECT_EQ(restoreRefusal(folder_.path() / name).code, ErrorCode::InvalidRequest) << name;
  }
}

TEST_F(MaintenanceTest, APlainCopyOfAStoreThatNobodyHasOpenIsGood) {
  const fs::path plain = folder_.path() / "plain 100%?#.sqlite";
  {
    const auto other = openStore("sqlite:///" + (folder_.path() / "o.sqlite").string());
    Freezer freezer(*other.value());
    ASSERT_TRUE(freezer.create(resourceOf(Kind::Client), alice_, json(R"({"client_id": "h1"})")));
  }
  fs::copy_file(folder_.path() / "o.sqlite", plain);
  const auto restored = restoreStore(folder_.storeUrl(), plain);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_TRUE(exists(Kind::Client, alice_, "h1"));
}

TEST_F(MaintenanceTest, ACopyWithOtherPagesIsRefused) {
  backUp();
  Database(copy_).execute("PRAGMA page_size = 8192; VACUUM");
  const auto restored = restoreStore(folder_.storeUrl(), copy_);
  ASSERT_FALSE(restored);
  EXPECT_NE(restored.error().message.find("8192 bytes"), std::string::npos);
}

TEST_F(MaintenanceTest, ARestoreWithoutSpaceChangesNothing) {
  backUp();
  std::string id;
  for (int i = 0; i < 200; ++i) id = createBackup();
  const fs::path larger = folder_.path() / "larger.sqlite";
  ASSERT_TRUE(backUpStore(folder_.storeUrl(), larger, false));
  restore();
  id = createBackup();
  {
    const SpaceLimit limit(fs::file_size(larger) / 2);
    const auto restored = restoreStore(folder_.storeUrl(), larger);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().code, ErrorCode::StoreFailure);
  }
  EXPECT_TRUE(exists(Kind::Backup, alice_, id));
  EXPECT_TRUE(checkStore(folder_.storeUrl()).value().lines().empty());
}

// --- Statistics and space --------------------------------------------------------------

TEST_F(MaintenanceTest, StatsTellOfEveryKind) {
  createClient();
  now_ += 100;
  create(Kind::Client, bob_, R"({"client_id": "other", "description": "ü"})");
  const auto stats = storeStats(folder_.storeUrl());
  ASSERT_TRUE(stats) << stats.error().message;
  ASSERT_EQ(stats.value().kinds.size(), resources().size());
  const KindStats& clients = stats.value().kinds[1];
  EXPECT_EQ(clients.resource->kind, Kind::Client);
  EXPECT_EQ(clients.documents, 2);
  EXPECT_EQ(clients.oldest, 1'700'000'000);
  EXPECT_EQ(clients.newest, 1'700'000'100);
  const auto size = [&](const Caller& caller, const char* id) {
    return static_cast<std::int64_t>(
        freezer_.show(resourceOf(Kind::Client), caller, id).value().text.size());
  };
  EXPECT_EQ(clients.bytes, size(alice_, "host") + size(bob_, "other"));
  EXPECT_FALSE(stats.value().kinds[0].oldest);
  EXPECT_EQ(stats.value().projects, 2);
  EXPECT_EQ(stats.value().schemaVersion, schemaVersion(folder_.storeUrl()).value().current);
  EXPECT_EQ(stats.value().bytes, static_cast<std::int64_t>(fs::file_size(store())));
  EXPECT_GT(stats.value().journalBytes, 0);
  EXPECT_EQ(stats.value().pageSize, 4096);
  EXPECT_TRUE(stats.value().engine.starts_with("SQLite 3."));
}

TEST_F(MaintenanceTest, StatsOfAnEmptyFileAreNothing) {
  std::ofstream(folder_.path() / "empty.sqlite");
  const auto stats = storeStats("sqlite:///" + (folder_.path() / "empty.sqlite").string());
  ASSERT_TRUE(stats) << stats.error().message;
  EXPECT_EQ(stats.value().schemaVersion, 0);
  EXPECT_EQ(stats.value().kinds.at(0).documents, 0);
}

TEST_F(MaintenanceTest, VacuumGivesSpaceBackAndKeepsTheOrder) {
  std::vector<std::string> ids;
  for (int i = 0; i < 300; ++i) ids.push_back(createBackup());
  for (int i = 0; i < 298; ++i) {
    ASSERT_TRUE(
        freezer_.remove(resourceOf(Kind::Backup), alice_, ids[static_cast<std::size_t>(i)]));
  }
  EXPECT_GT(storeStats(folder_.storeUrl()).value().freePages, 0);
  const auto done = vacuumStore(folder_.storeUrl());
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_LT(done.value().bytesAfter, done.value().bytesBefore);
  EXPECT_EQ(done.value().bytesAfter, static_cast<std::int64_t>(fs::file_size(store())));
  EXPECT_EQ(storeStats(folder_.storeUrl()).value().freePages, 0);
  Query query;
  const auto page = freezer_.list(resourceOf(Kind::Backup), alice_, query);
  ASSERT_TRUE(page);
  ASSERT_EQ(page.value().records.size(), 2U);
  EXPECT_EQ(page.value().records[0].id, ids[298]);
  EXPECT_EQ(page.value().records[1].id, ids[299]);
}

TEST_F(MaintenanceTest, VacuumOfABusyStoreIsRefused) {
  Database writer(store());
  writer.execute("BEGIN IMMEDIATE");
  const auto done = vacuumStore(folder_.storeUrl());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::StoreBusy);
}

TEST_F(MaintenanceTest, AUrlOfAnotherKindIsAWrongRequest) {
  const std::string url = "mysql://localhost/freezer";
  EXPECT_EQ(backUpStore(url, copy_, false).error().code, ErrorCode::InvalidRequest);
  EXPECT_EQ(planRestore(url, copy_).error().code, ErrorCode::InvalidRequest);
  EXPECT_EQ(restoreStore(url, copy_).error().code, ErrorCode::InvalidRequest);
  EXPECT_EQ(checkStore(url).error().code, ErrorCode::InvalidRequest);
  EXPECT_EQ(storeStats(url).error().code, ErrorCode::InvalidRequest);
  EXPECT_EQ(vacuumStore(url).error().code, ErrorCode::InvalidRequest);
}

}  // namespace
}  // namespace freezer::test
