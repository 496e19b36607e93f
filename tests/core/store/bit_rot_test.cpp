// Bytes of the file that change by themselves: no document may change unnoticed.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "core/rules/invariants.h"
#include "core/store/open.h"
#include "tests/core/freezer_fixture.h"
#include "tests/core/store/database.h"
#include "tests/core/store/older_schema.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

class BitRotTest : public FreezerTest {
 protected:
  BitRotTest() {
    createClient();
    for (int i = 0; i < 60; ++i) {
      const std::string number = std::to_string(i);
      createJob(R"(, "description": "job )" + number + "\"");
      create(Kind::Session, R"({"schedule": {}, "description": "session )" + number + "\"}");
      create(Kind::Backup, R"({"container": "c", "hostname": "h", "backup_name": "b)" + number +
                               R"(", "backup_metadata": "text without a column"})");
    }
    store_.reset();  // Moves the log to the file.
  }

  fs::path file() const { return folder_.path() / "store.sqlite"; }

  static void flipByte(const fs::path& file, std::mt19937& random) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    std::uniform_int_distribution<std::uintmax_t> place(0, fs::file_size(file) - 1);
    const auto at = static_cast<std::streamoff>(place(random));
    bytes.seekg(at);
    const int before = bytes.get();
    bytes.seekp(at);
    bytes.put(static_cast<char>(before ^ (1 << (random() % 8))));
  }

  /// Whether the documents are the same as in `expected`, or a reader is told that they are not.
  static bool isNoticedOrSame(const std::string& url, const std::string& expected) {
    const auto faults = checkStore(url);
    if (!faults || !faults.value().lines().empty()) return true;
    const auto now = exported(url);
    return !now || now.value() == expected;
  }

  static Result<std::string> exported(const std::string& url) {
    auto store = openStore(url);
    if (!store) return store.error();
    std::string lines;
    const auto done =
        Freezer(*store.value()).exportLines({}, [&lines](std::string_view line) -> Result<void> {
          lines += line;
          return {};
        });
    if (!done) return done.error();
    return lines;
  }
};

TEST_F(BitRotTest, IsFoundWhereverItChangesADocument) {
  const std::string expected = exported(folder_.storeUrl()).value();
  std::mt19937 random(1);
  for (int i = 0; i < 60; ++i) {
    const TemporaryFolder copy;
    fs::copy_file(file(), copy.path() / "store.sqlite");
    flipByte(copy.path() / "store.sqlite", random);
    EXPECT_TRUE(isNoticedOrSame(copy.storeUrl(), expected)) << "change " << i;
  }
}

TEST_F(BitRotTest, ExportLeavesOutAndNamesWhatHasChanged) {
  Database(file()).execute(
      "UPDATE backups SET doc = replace(doc, 'without', 'with all') WHERE seq = 1");
  auto store = openStore(folder_.storeUrl()).value();
  std::size_t lines = 0;
  const auto done =
      Freezer(*store).exportLines({}, [&lines](std::string_view /*line*/) -> Result<void> {
        ++lines;
        return {};
      });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::StoreFailure);
  ASSERT_EQ(done.error().faults.size(), 1U);
  EXPECT_TRUE(done.error().faults[0].message.starts_with("backup "))
      << done.error().faults[0].message;
  EXPECT_EQ(lines,
            1 + 60 + 60 + 60 + 59);  // A client, jobs with an action each, sessions, backups.
}

TEST_F(BitRotTest, AnUpgradeGivesAllDocumentsTheirChecksums) {
  {
    Database database(file());
    makeOlder(database, 3);
  }
  const auto store = openStore(folder_.storeUrl());
  ASSERT_TRUE(store);
  const auto faults = checkStore(folder_.storeUrl());
  ASSERT_TRUE(faults);
  EXPECT_EQ(faults.value().lines(), std::vector<std::string>());
}

}  // namespace
}  // namespace freezer::test
