// The generated files of the source tree are up to date.

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/config/settings.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

const std::filesystem::path kSourceFolder = FREEZER_SOURCE;

constexpr const char* kMend = "to mend it: cmake --build build/dev --target generate";

/// A generated file and its command.
struct Product {
  std::filesystem::path file;
  Words command;
};

void PrintTo(const Product& product, std::ostream* stream) {
  *stream << product.file.filename();
}

std::vector<Product> everyProduct() {
  std::vector<Product> products = {
      {"server/packaging/freezer-api.conf", {"generate", "conf"}},
  };
  for (const auto& entry : std::filesystem::directory_iterator(kSourceFolder / "man"))
    if (entry.path().extension() == ".scd")
      products.push_back({"man" / entry.path().filename(), {"generate", "man", entry.path()}});
  return products;
}

class EveryProduct : public ProgramTest, public testing::WithParamInterface<Product> {};

TEST_P(EveryProduct, IsInTheTreeAsItIsGenerated) {
  const std::string kept = fileContent(kSourceFolder / GetParam().file);
  EXPECT_TRUE(run(GetParam().command).out == kept)
      << GetParam().file << " is not what the program generates; " << kMend;
}

TEST_P(EveryProduct, NeedsNoStoreAndNoSettings) {
  environment_["FREEZER_CONFIG_FILE"] = folder_.path() / "missing.conf";
  EXPECT_FALSE(succeed(GetParam().command).empty());
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

INSTANTIATE_TEST_SUITE_P(Generate, EveryProduct, testing::ValuesIn(everyProduct()),
                         [](const testing::TestParamInfo<Product>& product) {
                           std::string name = product.param.file.filename();
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

class GenerateTest : public ProgramTest {
 protected:
  std::string page(const std::string& text) const { return file("page.scd", text); }
};

TEST_F(GenerateTest, ABlockIsMadeAnewAndAllElseStays) {
  const std::string made = succeed({"generate", "man", "-"},
                                   "before\n; generated: exit status\n\nold\n\n; end\nafter\n");
  EXPECT_TRUE(made.starts_with("before\n; generated: exit status\n\n*0*\n\tsuccess.\n")) << made;
  EXPECT_TRUE(made.ends_with("\n\n; end\nafter")) << made;
  EXPECT_EQ(made.find("old"), std::string::npos);
}

TEST_F(GenerateTest, AMistakeInAPageIsNamedWithItsLine) {
  fail({"generate", "man", page("a\n; generated: nonsense\n; end\n")}, 2, "line 2: nothing");
  fail({"generate", "man", page("; generated: options of nothing\n; end\n")}, 2, "line 1");
  fail({"generate", "man", page("; generated: exit status\n")}, 2, "has no line '; end'");
  fail({"generate", "man", folder_.path() / "none"}, 2, "cannot read");
}

/// The sample with all assignments of values active.
std::string uncommented(const std::string& sample) {
  std::istringstream lines(sample);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const bool isAssignment = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    text += (isAssignment && !line.ends_with('=') ? line.substr(1) : line) + '\n';
  }
  return text;
}

TEST_F(GenerateTest, TheSampleConfigurationIsAcceptedWithEverythingInIt) {
  const std::string sample = succeed({"generate", "conf"});
  for (const std::string& text : {sample, uncommented(sample)})
    succeed({"policy", "list", "--config-file", file("sample.conf", text)});
}

TEST_F(GenerateTest, TheSampleConfigurationNamesEverySettingAndNoSecret) {
  const std::string sample = succeed({"generate", "conf"});
  for (const cli::Setting& setting : cli::settings())
    EXPECT_NE(sample.find(std::string(setting.name) + " ="), std::string::npos) << setting.name;
  EXPECT_NE(sample.find("\n#password =\n"), std::string::npos);
  EXPECT_NE(sample.find("\nconnection = sqlite:////var/lib/freezer/freezer.sqlite\n"),
            std::string::npos);
}

}  // namespace
}  // namespace freezer::test
