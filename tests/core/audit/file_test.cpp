// The audit log as a file that processes share.

#include "core/audit/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <thread>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

using Messages = std::vector<std::string>;

class AuditFileTest : public testing::Test {
 protected:
  std::unique_ptr<AuditFile> open(const std::string& path) {
    auto opened =
        AuditFile::open(path, [this](const std::string& message) { messages_.push_back(message); });
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    return std::move(opened).value();
  }

  const TemporaryFolder folder_;
  const std::string path_ = folder_.path() / "audit.log";
  Messages messages_;
};

TEST_F(AuditFileTest, AppendsLinesToAFileOfItsOwner) {
  open(path_)->write("one");
  open(path_)->write("two");
  EXPECT_EQ(fileContent(path_), "one\ntwo\n");
  struct stat found {};
  ASSERT_EQ(::stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0600U);
}

TEST_F(AuditFileTest, CannotBeAFolder) {
  const auto opened = AuditFile::open(folder_.path(), [](const std::string&) {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::InvalidRequest);
  EXPECT_NE(opened.error().message.find("cannot open the audit log " + folder_.path().string()),
            std::string::npos)
      << opened.error().message;
}

TEST_F(AuditFileTest, GoesOnInANewFileAfterARotation) {
  const auto audit = open(path_);
  audit->write("one");
  std::filesystem::rename(path_, path_ + ".1");
  audit->write("two");
  EXPECT_TRUE(audit->reopen());
  audit->write("three");
  EXPECT_EQ(fileContent(path_ + ".1"), "one\ntwo\n");
  EXPECT_EQ(fileContent(path_), "three\n");
}

TEST_F(AuditFileTest, GoesOnInTheOldFileIfTheNewOneCannotBeOpened) {
  const auto audit = open(path_);
  std::filesystem::rename(path_, path_ + ".1");
  std::filesystem::create_directory(path_);
  EXPECT_FALSE(audit->reopen());
  audit->write("one");
  EXPECT_EQ(fileContent(path_ + ".1"), "one\n");
}

TEST_F(AuditFileTest, ReportsLostLinesOnce) {
  std::filesystem::create_symlink("/dev/full", path_);
  const auto audit = open(path_);
  EXPECT_FALSE(audit->isFailing());
  audit->write("one");
  audit->write("two");
  EXPECT_TRUE(audit->isFailing());
  EXPECT_EQ(messages_, Messages{"cannot write the audit log " + path_ +
                                ": No space left on device; changes are not in it"});
  std::filesystem::remove(path_);
  EXPECT_TRUE(audit->reopen());
  audit->write("three");
  EXPECT_FALSE(audit->isFailing());
  ASSERT_EQ(messages_.size(), 2U);
  EXPECT_EQ(messages_.back(), "the audit log " + path_ + " is written again; 2 lines are missing");
  EXPECT_EQ(fileContent(path_), "three\n");
}

TEST_F(AuditFileTest, ALineAfterATornOneBeginsALine) {
  const auto audit = open(path_);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 4;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  audit->write("too long");
  EXPECT_TRUE(audit->isFailing());
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  audit->write("two");
  audit->write("three");
  EXPECT_EQ(fileContent(path_), "too \ntwo\nthree\n");
}

TEST_F(AuditFileTest, IsSharedByWritersWithoutMixingLines) {
  constexpr int kWriters = 4;
  constexpr int kLines = 500;
  {
    std::vector<std::jthread> writers;
    writers.reserve(kWriters);
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([this, i] {
        const auto audit = AuditFile::open(path_, [](const std::string&) {});
        for (int line = 0; line < kLines; ++line) {
          audit.value()->write(std::string(200, static_cast<char>('a' + i)) + std::to_string(line));
        }
      });
    }
  }
  const auto all = linesOf(fileContent(path_));
  const std::set<std::string> lines(all.begin(), all.end());
  EXPECT_EQ(lines.size(), std::size_t{kWriters * kLines});
  for (const std::string& line : lines) {
    EXPECT_EQ(line.find_first_not_of(line.front()), 200U) << line;
  }
}

}  // namespace
}  // namespace freezer::test
