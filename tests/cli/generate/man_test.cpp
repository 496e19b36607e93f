// The manual pages: every command has one, they render, and their examples work.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/app.h"
#include "core/resource.h"
#include "tests/support/program.h"
#include "tests/support/shell.h"

namespace freezer::test {
namespace {

const std::filesystem::path kPages = std::filesystem::path(FREEZER_SOURCE) / "man";

std::vector<std::string> everyPage() {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::directory_iterator(kPages))
    if (entry.path().extension() == ".scd") pages.push_back(entry.path().stem());
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::string source(const std::string& page) {
  return fileContent(kPages / (page + ".scd"));
}

/// The literal blocks, between lines of three backticks.
std::vector<std::string> literalBlocks(const std::string& page) {
  std::vector<std::string> blocks;
  std::istringstream lines(source(page));
  bool within = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```") {
      within = !within;
      if (within) blocks.emplace_back();
    } else if (within) {
      blocks.back() += line + '\n';
    }
  }
  return blocks;
}

/// The lines of literal blocks that call the program.
std::vector<std::string> exampleLines(const std::string& page) {
  std::vector<std::string> examples;
  for (const std::string& block : literalBlocks(page)) {
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("freezer-api ")) examples.push_back(line);
  }
  return examples;
}

class EveryPage : public ProgramTest, public testing::WithParamInterface<std::string> {};

TEST_P(EveryPage, RendersWithoutAWarning) {
  const Outcome made = runProcess({"/usr/bin/scdoc"}, environment_, source(GetParam()));
  ASSERT_EQ(made.status, 0) << made.err;
  environment_["LC_ALL"] = "C.UTF-8";
  environment_["MANROFFSEQ"] = "";
  environment_["MANWIDTH"] = "80";
  const Outcome shown = runProcess({"/usr/bin/man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8",
                                    "-Z", file(GetParam(), made.out)},
                                   environment_);
  EXPECT_EQ(shown.status, 0);
  EXPECT_EQ(shown.err, "");
}

TEST_P(EveryPage, ShowsExamplesThatAreUnderstood) {
  // An invalid setting stops every command before it does anything.
  environment_["FREEZER_CONFIG_FILE"] = folder_.path() / "missing.conf";
  for (const std::string& example : exampleLines(GetParam())) {
    // Every error in a command line refers to a help.
    const Outcome outcome = runShellLine(example, environment_);
    EXPECT_EQ(outcome.err.find("--help'"), std::string::npos) << example << '\n' << outcome.err;
  }
}

TEST_P(EveryPage, PointsToPagesThatExist) {
  std::istringstream words(source(GetParam()));
  const std::vector<std::string> pages = everyPage();
  for (std::string word; words >> word;) {
    const std::size_t end = word.find("*(");
    if (!word.starts_with("*freezer-api") || end == std::string::npos) continue;
    const std::string page = word.substr(1, end - 1) + "." + word.substr(end + 2, 1);
    EXPECT_NE(std::find(pages.begin(), pages.end(), page), pages.end()) << word;
  }
}

INSTANTIATE_TEST_SUITE_P(Man, EveryPage, testing::ValuesIn(everyPage()),
                         [](const testing::TestParamInfo<std::string>& page) {
                           std::string name = page.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

class ManTest : public ProgramTest {};

TEST_F(ManTest, EveryCommandWithAnythingBelowItHasAPageWithExamples) {
  for (const cli::CommandPage& command : cli::commandPage().commands) {
    if (command.isHidden() || (command.commands.empty() && command.options.empty())) continue;
    const std::string page = "freezer-api-" + command.name() + ".1";
    EXPECT_TRUE(std::filesystem::exists(kPages / (page + ".scd"))) << page;
    EXPECT_FALSE(exampleLines(page).empty()) << page;
    const std::string kind = command.commands.empty() ? "options of " : "commands of ";
    EXPECT_NE(source(page).find("; generated: " + kind + command.name() + "\n"), std::string::npos)
        << page << " says nothing of its commands";
  }
}

TEST_F(ManTest, TheDocumentsThatAreShownCanBeCreated) {
  const std::vector<std::string> documents = literalBlocks("freezer-api-documents.7");
  ASSERT_EQ(documents.size(), resources().size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string noun(resources()[i].plural);
    EXPECT_NE(succeed({noun, "create", "--file", "-"}, documents[i]), "") << documents[i];
    EXPECT_NE(source("freezer-api-documents.7").find("; generated: fields of " + noun + "\n"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace freezer::test
