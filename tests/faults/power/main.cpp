// Cuts the power of the disk beneath SQLite, and lets its calls fail, again and again.

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

#include "tests/faults/only_test.h"
#include "tests/faults/power/failing_calls.h"
#include "tests/faults/power/power_loss.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  PowerLoss::Options power{.seed = std::random_device()()};
  FailingCalls::Options faults;
  CLI::App app("Cuts the power of the disk, lets its calls fail, and compares the store.");
  app.add_option("--cycles", power.cycles, "Number of losses of power (default 20).");
  app.add_option("--seed", power.seed, "Seed of the random moments (default: a random one).");
  app.add_flag("--ignore-syncs", power.ignoreSyncs, "Lose what was synced, too: this must fail.");
  app.add_option("--step", faults.step, "Let only each call with a multiple of this fail.")
      ->check(CLI::PositiveNumber);
  CLI11_PARSE(app, count, words);

  PowerFigures powerFigures;
  FaultFigures faultFigures;
  testing::RegisterTest(  // GoogleTest deletes what these make.
      "PowerLoss", "LosesNothing", nullptr, nullptr, __FILE__, __LINE__,
      [&]() -> ProgramTest* { return new PowerLoss(power, powerFigures); });
  testing::RegisterTest("FailingCalls", "AreReportedAndSurvived", nullptr, nullptr, __FILE__,
                        __LINE__,
                        [&]() -> testing::Test* { return new FailingCalls(faults, faultFigures); });
  const int status = RUN_ALL_TESTS();
  std::cout << "seed:                " << power.seed << '\n' << powerFigures << faultFigures;
  return status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
