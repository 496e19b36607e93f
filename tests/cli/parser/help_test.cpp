// The help of every command.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/app.h"
#include "tests/support/program.h"
#include "tests/support/shell.h"

namespace freezer::test {
namespace {

/// A command and its words, without the program's name.
struct Called {
  Words words;
  cli::CommandPage page;
};

void PrintTo(const Called& called, std::ostream* stream) {
  *stream << cli::fullName(called.page);
}

void collect(const cli::CommandPage& page, std::vector<Called>& commands) {
  commands.push_back({{page.words.begin() + 1, page.words.end()}, page});
  for (const cli::CommandPage& below : page.commands) collect(below, commands);
}

/// Every command, hidden ones included: the program, "jobs", "jobs list", ...
std::vector<Called> everyCommand() {
  std::vector<Called> commands;
  collect(cli::commandPage(), commands);
  return commands;
}

class EveryCommand : public ProgramTest, public testing::WithParamInterface<Called> {
 protected:
  EveryCommand() {
    // An invalid setting stops every command before it does anything.
    environment_["FREEZER_CONFIG_FILE"] = folder_.path() / "missing.conf";
  }

  std::string help(const std::string& option) const {
    Words words = GetParam().words;
    words.push_back(option);
    return succeed(words);
  }
};

TEST_P(EveryCommand, HasHelpThatNeedsNoStoreAndNoSettings) {
  const std::string usage = "Usage: " + cli::fullName(GetParam().page) + " ";
  EXPECT_NE(help("--help").find(usage), std::string::npos);
  EXPECT_EQ(help("-h"), help("--help"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

TEST_P(EveryCommand, HasHelpThatFitsATerminal) {
  std::istringstream lines(help("--help"));
  for (std::string line; std::getline(lines, line);) {
    const bool isCommand = line.starts_with("  freezer-api ") || line.starts_with("Usage: ");
    EXPECT_TRUE(isCommand || line.size() <= 80) << line;
  }
}

TEST_P(EveryCommand, ShowsAnExampleThatIsUnderstood) {
  const cli::CommandPage& page = GetParam().page;
  if (!page.commands.empty()) return;  // Its verbs have examples.
  EXPECT_FALSE(page.examples.empty());
  for (const std::string& example : page.examples) {
    EXPECT_TRUE(example.starts_with(cli::fullName(page))) << example;
    EXPECT_NE(help("--help").find("  " + example + "\n"), std::string::npos) << example;
    // Every error in a command line refers to a help.
    const Outcome outcome = runShellLine(example, environment_);
    EXPECT_EQ(outcome.err.find("--help'"), std::string::npos) << example << '\n' << outcome.err;
  }
}

TEST_P(EveryCommand, IsInTheHelpOfTheOneAboveItUnlessItIsHidden) {
  Words above = GetParam().words;
  if (above.empty()) return;
  above.back() = "--help";
  const std::string line = "\n  " + GetParam().page.name() + " ";
  EXPECT_NE(succeed(above).find(line) == std::string::npos, !GetParam().page.isHidden());
}

INSTANTIATE_TEST_SUITE_P(CommandLine, EveryCommand, testing::ValuesIn(everyCommand()),
                         [](const testing::TestParamInfo<Called>& called) {
                           std::string name = "root";
                           for (const std::string& word : called.param.words) name += "_" + word;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

class HelpTest : public ProgramTest {};

TEST_F(HelpTest, ShowsWhatAFieldIsAndWhichValuesItMayHave) {
  environment_["COLUMNS"] = "200";
  const std::string help = succeed({"backups", "create", "--help"});
  EXPECT_NE(help.find("--backup-name TEXT"), std::string::npos) << help;
  EXPECT_NE(help.find("One of: creating, available, error, deleting, deleted."), std::string::npos);
  EXPECT_EQ(help.find("--user-id"), std::string::npos) << help;
}

TEST_F(HelpTest, SetsInTheLinesThatFollowTheFirst) {
  const std::string help = succeed({"jobs", "list", "--help"});
  EXPECT_NE(help.find("  --offset N             Number of rows to skip.\n"), std::string::npos);
  EXPECT_NE(help.find("\n                         name at any depth or a dotted path."),
            std::string::npos);
}

TEST_F(HelpTest, GroupsTheCommandsOfTheProgram) {
  const std::string help = succeed({"--help"});
  for (const std::string title : {"Documents", "Service", "Store", "Access"})
    EXPECT_NE(help.find("\n" + title + ":\n"), std::string::npos) << title;
}

TEST_F(HelpTest, HelpWinsOverAMistake) {
  EXPECT_NE(succeed({"jobs", "show", "--help"}).find("JOB_ID"), std::string::npos);
  EXPECT_NE(succeed({"jobs", "list", "--bogus", "--help"}).find("--limit"), std::string::npos);
}

TEST_F(HelpTest, HelpTakesACommandAndItsVerb) {
  EXPECT_EQ(succeed({"help"}), succeed({"--help"}));
  EXPECT_EQ(succeed({"help", "jobs"}), succeed({"jobs", "--help"}));
  EXPECT_EQ(succeed({"help", "jobs", "list"}), succeed({"jobs", "list", "--help"}));
  EXPECT_EQ(succeed({"help", "export"}), succeed({"export", "--help"}));
}

TEST_F(HelpTest, HelpOfAnUnknownCommandIsAUsageError) {
  fail({"help", "jbos"}, 2, "unknown command 'jbos' (did you mean 'jobs'?)");
  fail({"help", "jobs", "lst"}, 2, "unknown command 'lst' (did you mean 'list'?)");
  fail({"help", "jobs", "list", "x"}, 2, "unexpected word 'x'");
}

TEST_F(HelpTest, AHiddenCommandIsNotSuggested) {
  fail({"generat"}, 2, "unknown command 'generat'; see");
}

}  // namespace
}  // namespace freezer::test
