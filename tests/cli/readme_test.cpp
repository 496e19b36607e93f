// README.md and freezer-api(1): the parts that are written by hand are true.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/app.h"
#include "cli/config/settings.h"
#include "cli/output/exit_status.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

const std::filesystem::path kSource = FREEZER_SOURCE;

std::vector<std::string> readmeLines() {
  return linesOf(fileContent(kSource / "README.md"));
}

std::vector<std::string> manualLines() {
  return linesOf(fileContent(kSource / "man" / "freezer-api.1.scd"));
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

/// The cells of "| a | b |", without the spaces around them.
Words cellsOf(const std::string& line) {
  Words cells;
  for (std::size_t from = 1, bar = 0; (bar = line.find('|', from)) != std::string::npos;
       from = bar + 1) {
    std::string& cell = cells.emplace_back();
    std::istringstream stream(line.substr(from, bar - from));
    for (std::string word; stream >> word;) cell.append(cell.empty() ? "" : " ").append(word);
  }
  return cells;
}

/// The rows of the table of settings.
std::vector<Words> settingRows() {
  std::vector<Words> rows;
  bool within = false;
  for (const std::string& line : readmeLines()) {
    if (line.starts_with("| section | name | environment | option | default |")) {
      within = true;
    } else if (within && !line.starts_with("|")) {
      break;
    } else if (within && !line.starts_with("| ---")) {
      rows.push_back(cellsOf(line));
    }
  }
  return rows;
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

TEST(ReadmeTest, DescribesSettingsAsTheyAre) {
  const std::vector<Words> rows = settingRows();
  EXPECT_FALSE(rows.empty());
  for (const Words& row : rows) {
    SCOPED_TRACE(testing::PrintToString(row));
    ASSERT_EQ(row.size(), 5U);
    const cli::Setting* const setting = cli::findSetting(row[0], row[1]);
    ASSERT_NE(setting, nullptr) << "there is no such setting";
    EXPECT_EQ(row[2], setting->variable);
    EXPECT_EQ(row[3], setting->option);
    // Words may describe what happens without a value.
    const std::string value = cli::defaultText(*setting);
    if (!value.empty()) {
      EXPECT_EQ(row[4], value);
    }
  }
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
