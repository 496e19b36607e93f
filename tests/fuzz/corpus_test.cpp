// Every target on the inputs of its corpus, without libFuzzer.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

struct Target {
  const char* name;
  void (*run)(std::string_view input);
};

void PrintTo(const Target& target, std::ostream* out) {
  *out << target.name;
}

constexpr Target kTargets[] = {
    {"answer", answer},     {"chunks", chunks}, {"cron", cron},
    {"document", document}, {"head", head},     {"import_lines", import_lines},
    {"ini", ini},           {"login", login},   {"merge_patch", merge_patch},
    {"policy", policy},     {"search", search},
};

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, HoldsForEachInput) {
  int inputs = 0;
  const auto folder = std::filesystem::path(FREEZER_FUZZ_CORPUS) / GetParam().name;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(file.path());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(stream), {});
    EXPECT_NO_THROW(GetParam().run(input));
    ++inputs;
  }
  EXPECT_GT(inputs, 0);
}

INSTANTIATE_TEST_SUITE_P(Targets, Corpus, testing::ValuesIn(kTargets),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace freezer::fuzz
