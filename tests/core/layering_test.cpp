#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
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
    EXPECT_EQ(offencesOf(file, {"Poco/Net", "CLI/", "iostream", "spdlog", "server/", "cli/"}), "");
}

TEST(Server, KnowsNothingOfTheCommandLine) {
  for (const fs::path& file : filesOf("server")) EXPECT_EQ(offencesOf(file, {"cli/", "CLI/"}), "");
}

TEST(CommandLine, KnowsTheServerOnlyWhereItStartsIt) {
  for (const fs::path& file : filesOf("cli")) {
    // `serve`, and the settings, most of which are members of the server's configuration. The
    // headers that every command includes do not include it.
    const std::set<fs::path> doors = {"serve.cpp", "config/config.cpp", "config/settings.cpp",
                                      "config/slots.h", "config/server_config.h"};
    if (doors.contains(fs::relative(file, kSources / "cli"))) continue;
    EXPECT_EQ(offencesOf(file, {"server/"}), "");
  }
}

}  // namespace
}  // namespace freezer
