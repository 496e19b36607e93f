// Kills the service and its commands at random moments, again and again, and compares the store.

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

#include "tests/faults/crash/crash.h"
#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  Crash::Options options{.seed = std::random_device()()};
  CLI::App app("Kills the service and its commands at random moments, and compares the store.");
  app.add_option("--cycles", options.cycles, "Number of kills (default 20).");
  app.add_option("--seed", options.seed, "Seed of the random moments (default: a random one).");
  CLI11_PARSE(app, count, words);

  Figures figures;
  const OnlyTest result =
      runOnlyTest("Crash", "LosesNothing", [&] { return new Crash(options, figures); });
  figures.findings = result.failures;
  std::cout << "seed:                " << options.seed << '\n' << figures;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
