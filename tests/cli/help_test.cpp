// The help of every command.

#include <filesystem>
#include <sstream>

#include "cli/app.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// Every command as words: "jobs", "jobs list", ...
std::vector<Words> everyCommand() {
  std::vector<Words> commands = {{}};
  for (const std::string& line : cli::commandSummary()) {
    std::istringstream words(line);
    std::string noun;
    words >> noun;
    commands.push_back({noun});
    for (std::string verb; words >> verb;) commands.push_back({noun, verb});
  }
  return commands;
}

class EveryCommand : public ProgramTest, public testing::WithParamInterface<Words> {};

TEST_P(EveryCommand, HasHelpThatNeedsNoStoreAndNoSettings) {
  environment_["FREEZER_CONFIG_FILE"] = folder_.path() / "missing.conf";
  for (const std::string option : {"--help", "-h"}) {
    Words words = GetParam();
    words.push_back(option);
    const std::string help = succeed(words);
    std::string name = "freezer-api";
    for (const std::string& word : GetParam()) name += " " + word;
    EXPECT_NE(help.find("Usage: " + name + " "), std::string::npos) << help;
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

INSTANTIATE_TEST_SUITE_P(CommandLine, EveryCommand, testing::ValuesIn(everyCommand()),
                         [](const testing::TestParamInfo<Words>& words) {
                           std::string name = "root";
                           for (const std::string& word : words.param) name += "_" + word;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

class HelpTest : public ProgramTest {};

TEST_F(HelpTest, ShowsWhatAFieldIsAndWhichValuesItMayHave) {
  const std::string help = succeed({"backups", "create", "--help"});
  EXPECT_NE(help.find("--backup-name TEXT"), std::string::npos) << help;
  EXPECT_NE(help.find("One of: creating, available, error, deleting, deleted."), std::string::npos);
  EXPECT_EQ(help.find("--user-id"), std::string::npos) << help;
}

TEST_F(HelpTest, HelpWinsOverAMistake) {
  EXPECT_NE(succeed({"jobs", "show", "--help"}).find("JOB_ID"), std::string::npos);
  EXPECT_NE(succeed({"jobs", "list", "--bogus", "--help"}).find("--limit"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
