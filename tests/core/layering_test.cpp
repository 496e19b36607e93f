#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// System packages share one include path, so the libraries a layer links do not
// stop it from including another's headers. This does.
namespace freezer {
namespace {

namespace fs = std::filesystem;

const fs::path kSources = FREEZER_SOURCE_DIR;

std::vector<fs::path> filesOf(std::string_view layer) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kSources / layer)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".h") files.push_back(entry.path());
  }
  return files;
}

/// What an #include directive includes; empty for any other line.
std::string_view includedBy(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (!line.starts_with('#') || line.find("include") == std::string_view::npos) return {};
  const std::size_t start = line.find_first_of("<\"");
  if (start == std::string_view::npos) return {};
  line.remove_prefix(start + 1);
  return line.substr(0, line.find_first_of(">\""));
}

/// The lines of `file` that include something that begins with one of `banned`.
std::string offencesOf(const fs::path& file, const std::vector<std::string_view>& banned) {
  std::string offences;
  std::ifstream input(file);
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    const std::string_view included = includedBy(line);
    for (const std::string_view start : banned)
      if (included.starts_with(start))
        offences += fs::relative(file, kSources).string() + ":" + std::to_string(number) + ": " +
                    line + "\n";
  }
  return offences;
}

TEST(Includes, AreRecognised) {
  EXPECT_EQ(includedBy("#include <iostream>"), "iostream");
  EXPECT_EQ(includedBy("  #  include \"cli/app.h\"  // why"), "cli/app.h");
  EXPECT_EQ(includedBy("// includes <iostream>"), "");
}

TEST(Core, KnowsNoHttpNoTerminalAndNoOtherLayer) {
  const std::vector<fs::path> files = filesOf("core");
  EXPECT_FALSE(files.empty());
  for (const fs::path& file : files)
    EXPECT_EQ(offencesOf(file, {"Poco/Net", "CLI/", "iostream", "spdlog", "prometheus/", "server/",
                                "cli/"}),
              "");
}

/// The folders of core that a folder of core includes; the files beside it are none.
std::set<std::string> foldersIncludedBy(const fs::path& folder) {
  std::set<std::string> included;
  for (const fs::path& file : filesOf("core/" + folder.string())) {
    std::ifstream input(file);
    for (std::string line; std::getline(input, line);) {
      const fs::path header(includedBy(line));
      if (std::distance(header.begin(), header.end()) < 3 || *header.begin() != "core") continue;
      const std::string name = *std::next(header.begin());
      if (name != folder) included.insert(name);
    }
  }
  return included;
}

/// Removes folders as long as one includes no other; what is left is in a circle or needs one.
TEST(Core, HasNoCircleOfFolders) {
  std::map<std::string, std::set<std::string>> included;
  for (const auto& entry : fs::directory_iterator(kSources / "core")) {
    if (!entry.is_directory()) continue;
    const fs::path folder = entry.path().filename();
    included[folder.string()] = foldersIncludedBy(folder);
  }
  EXPECT_GT(included.size(), 5U);
  for (bool isDone = false; !isDone;) {
    const auto free =
        std::ranges::find_if(included, [](const auto& one) { return one.second.empty(); });
    isDone = free == included.end();
    if (isDone) continue;
    for (auto& [folder, others] : included) others.erase(free->first);
    included.erase(free);
  }
  std::string circle;
  for (const auto& [folder, others] : included) {
    circle += folder + ":";
    for (const std::string& other : others) circle += " " + other;
    circle += "\n";
  }
  EXPECT_EQ(circle, "");
}

TEST(Core, HasFoldersThatDoNotIncludeTheClassOnTop) {
  for (const fs::path& file : filesOf("core")) {
    if (file.parent_path() == kSources / "core") continue;
    EXPECT_EQ(offencesOf(file, {"core/freezer.h"}), "");
  }
}

TEST(Core, HasAtMostADozenFilesBesideItsFolders) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(kSources / "core")) {
    const fs::path extension = entry.path().extension();
    files += extension == ".cpp" || extension == ".h" ? 1 : 0;
  }
  EXPECT_LE(files, 12);
}

TEST(Json, IsTheOnlyPlaceThatNamesTheTypesOfPoco) {
  for (const std::string_view layer : {"core", "server", "cli", "tests"}) {
    for (const fs::path& file : filesOf(layer)) {
      if (file.parent_path() == kSources / "core/json" || file.filename() == "layering_test.cpp") {
        continue;
      }
      EXPECT_EQ(offencesOf(file, {"Poco/JSON", "Poco/Dynamic"}), "");
      std::ifstream input(file);
      for (std::string line; std::getline(input, line);) {
        const bool isNamed = line.find("Poco::JSON") != std::string::npos ||
                             line.find("Poco::Dynamic") != std::string::npos;
        EXPECT_FALSE(isNamed) << file << ": " << line;
      }
    }
  }
}

TEST(Server, KnowsNothingOfTheCommandLine) {
  for (const fs::path& file : filesOf("server")) EXPECT_EQ(offencesOf(file, {"cli/", "CLI/"}), "");
}

TEST(CommandLine, KnowsTheServerOnlyWhereItStartsIt) {
  for (const fs::path& file : filesOf("cli")) {
    // `serve`, and the settings, most of which are members of the server's configuration. The
    // headers that every command includes do not include it.
    const std::set<fs::path> doors = {"serve.cpp",         "config/check.cpp",
                                      "config/config.cpp", "config/settings.cpp",
                                      "config/slots.h",    "config/server_config.h"};
    if (doors.contains(fs::relative(file, kSources / "cli"))) continue;
    EXPECT_EQ(offencesOf(file, {"server/"}), "");
  }
}

}  // namespace
}  // namespace freezer
