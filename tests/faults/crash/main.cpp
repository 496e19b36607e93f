// Kills the service and its commands at random moments, again and again, and compares the store.

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

#include "tests/faults/crash/crash.h"

namespace freezer::test {
namespace {

int failuresIn(const testing::TestResult& result) {
  int failures = 0;
  for (int i = 0; i < result.total_part_count(); ++i)
    if (result.GetTestPartResult(i).failed()) ++failures;
  return failures;
}

int runMain(int count, char** words) {
  testing::FLAGS_gtest_brief = true;
  testing::InitGoogleTest(&count, words);
  Crash::Options options{.seed = std::random_device()()};
  CLI::App app("Kills the service and its commands at random moments, and compares the store.");
  app.add_option("--cycles", options.cycles, "Number of kills (default 20).");
  app.add_option("--seed", options.seed, "Seed of the random moments (default: a random one).");
  CLI11_PARSE(app, count, words);

  Figures figures;
  const testing::TestInfo* const test = testing::RegisterTest(
      "Crash", "LosesNothing", nullptr, nullptr, __FILE__, __LINE__,
      [&]() -> ProgramTest* { return new Crash(options, figures); });  // GoogleTest deletes it.
  const int status = RUN_ALL_TESTS();
  figures.findings = failuresIn(*test->result());
  std::cout << "seed:                " << options.seed << '\n' << figures;
  return status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
