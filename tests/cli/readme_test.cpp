// The README names every command and every exit status.

#include <fstream>
#include <sstream>

#include "cli/app.h"
#include "cli/exit_status.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

std::vector<std::string> readmeLines() {
  std::ifstream readme(FREEZER_README);
  std::vector<std::string> lines;
  for (std::string line; std::getline(readme, line);) lines.push_back(line);
  return lines;
}

/// A line without what stands in brackets, bars between words, and the spaces
/// that align it.
std::string plain(const std::string& line) {
  std::string words;
  int brackets = 0;
  for (const char c : line) {
    brackets += c == '[' ? 1 : 0;
    if (brackets == 0) words.push_back(c == '|' ? ' ' : c);
    brackets -= c == ']' ? 1 : 0;
  }
  std::istringstream stream(words);
  std::string text;
  for (std::string word; stream >> word;) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

/// The command list: the lines below the one with the root's options, to the
/// end of the block.
std::vector<std::string> commandList() {
  std::vector<std::string> list;
  bool within = false;
  for (const std::string& line : readmeLines()) {
    if (within && line.starts_with("```")) break;
    if (within && !plain(line).empty()) list.push_back(plain(line));
    within = within || line.starts_with("freezer-api [--config-file F]");
  }
  return list;
}

TEST(ReadmeTest, ListsEveryCommandAndNoOther) {
  EXPECT_EQ(commandList(), cli::commandSummary());
}

TEST(ReadmeTest, ListsEveryExitStatus) {
  const std::vector<std::string> lines = readmeLines();
  for (const cli::ExitMeaning& exit : cli::exitMeanings()) {
    const std::string row = "| " + std::to_string(exit.status) + " |";
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
      return line.starts_with(row);
    })) << row;
  }
}

}  // namespace
}  // namespace freezer::test
