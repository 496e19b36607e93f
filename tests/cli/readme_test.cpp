// README.md and freezer-api(1): the parts that are written by hand are true.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/app.h"
#include "cli/exit_status.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

const std::filesystem::path kSource = FREEZER_SOURCE;

std::vector<std::string> linesOf(const std::filesystem::path& file) {
  std::istringstream text(fileContent(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> readmeLines() {
  return linesOf(kSource / "README.md");
}

std::vector<std::string> manualLines() {
  return linesOf(kSource / "man" / "freezer-api.1.scd");
}

/// The lines of the blocks of shell commands, each block as a list.
std::vector<std::vector<std::string>> shellBlocks() {
  std::vector<std::vector<std::string>> blocks;
  bool within = false;
  for (const std::string& line : readmeLines()) {
    if (line == "```sh") blocks.emplace_back();
    if (within && line != "```") blocks.back().push_back(line);
    within = line == "```sh" || (within && line != "```");
  }
  return blocks;
}

/// The first literal block below COMMANDS, with single spaces between words.
std::vector<std::string> commandList() {
  const std::vector<std::string> lines = manualLines();
  std::vector<std::string> list;
  auto line = std::find(lines.begin(), lines.end(), "# COMMANDS");
  line = std::find(line, lines.end(), "```");
  for (; line != lines.end() && *++line != "```";) {
    std::istringstream words(*line);
    list.emplace_back();
    for (std::string word; words >> word;) list.back() += (list.back().empty() ? "" : " ") + word;
  }
  return list;
}

TEST(ReadmeTest, BuildsAndTestsByOneReadableLineEach) {
  const auto blocks = shellBlocks();
  ASSERT_GE(blocks.size(), 2U);
  for (const auto& block : {blocks[0], blocks[1]}) {
    ASSERT_EQ(block.size(), 1U);
    EXPECT_LE(block[0].size(), 120U) << block[0];
  }
  EXPECT_NE(blocks[0][0].find("freezer-api serve"), std::string::npos);
  EXPECT_NE(blocks[1][0].find("--preset dev"), std::string::npos);
}

TEST(ManualTest, ListsEveryCommandAndNoOther) {
  EXPECT_EQ(commandList(), cli::commandSummary());
}

TEST(ManualTest, ListsEveryExitStatus) {
  const std::vector<std::string> lines = manualLines();
  for (const cli::ExitMeaning& exit : cli::exitMeanings()) {
    const std::string term = "*" + std::to_string(exit.status) + "*";
    EXPECT_NE(std::find(lines.begin(), lines.end(), term), lines.end()) << term;
  }
}

}  // namespace
}  // namespace freezer::test
