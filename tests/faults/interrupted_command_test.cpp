// export and db backup, ended by a signal while they write: no unfinished file is left.

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/program.h"
#include "tests/support/running_command.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

const Words kExport = {"export", "--output"};
const Words kBackup = {"db", "backup", "--force"};

class InterruptedCommand : public ProgramTest {
 protected:
  InterruptedCommand() {
    EXPECT_EQ(run({"seed", "--backups", "10000"}).status, 0);
    fs::create_directory(outputs_);
    std::ofstream(target_) << "before";
  }

  /// Starts the command that writes the target, and sends the signal when its unfinished file has
  /// content. Returns how it ended, as in a shell.
  int interrupt(Words command, int signal) const {
    command.push_back(target_);
    RunningCommand running(command, environment_);
    while (!isWriting() && !running.hasEnded()) std::this_thread::yield();
    return running.endBy(signal);
  }

  bool isWriting() const {
    return std::ranges::any_of(fs::directory_iterator(outputs_), [&](const auto& entry) {
      std::error_code renamed;
      return entry.path() != target_ && entry.file_size(renamed) > 0 && !renamed;
    });
  }

  void expectOnlyTheOldFile() const {
    for (const auto& entry : fs::directory_iterator(outputs_))
      EXPECT_EQ(entry.path(), target_) << "left behind";
    EXPECT_EQ(fileContent(target_), "before");
  }

  const fs::path outputs_ = folder_.path() / "outputs";
  const fs::path target_ = outputs_ / "target";
};

TEST_F(InterruptedCommand, LeavesNoUnfinishedFileAndTheOldOneAsItWas) {
  for (const Words& command : {kExport, kBackup}) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      SCOPED_TRACE(command.front() + ", " + strsignal(signal));
      EXPECT_EQ(interrupt(command, signal), 128 + signal);
      expectOnlyTheOldFile();
    }
  }
}

TEST_F(InterruptedCommand, TakesOverTheUnfinishedFileOfAKilledOne) {
  for (Words command : {kExport, kBackup}) {
    EXPECT_EQ(interrupt(command, SIGKILL), 128 + SIGKILL);
    EXPECT_EQ(fileContent(target_), "before");
    EXPECT_TRUE(isWriting());
    command.push_back(target_);
    succeed(command);
    EXPECT_FALSE(isWriting());
    std::ofstream(target_) << "before";
  }
}

TEST_F(InterruptedCommand, GoesOnWhenItsParentIgnoresTheSignal) {
  for (const Words& command : {kExport, kBackup}) {
    const auto before = std::signal(SIGHUP, SIG_IGN);  // As nohup does.
    EXPECT_EQ(interrupt(command, SIGHUP), 0);
    std::signal(SIGHUP, before);
    EXPECT_EQ(std::distance(fs::directory_iterator(outputs_), {}), 1);
    EXPECT_NE(fileContent(target_), "before");
  }
}

}  // namespace
}  // namespace freezer::test
