// Polls the service as many schedulers do, and measures what it uses over time.

#include <CLI/CLI.hpp>

#include <iostream>

#include "tests/faults/only_test.h"
#include "tests/faults/polling/polling.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  Polling::Options options;
  CLI::App app("Polls the service as schedulers do, and measures what it uses over time.");
  app.add_option("--polls", options.polls, "Number of requests (default 20000).")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
  app.add_option("--clients", options.clients, "Number of clients (default 1000).")
      ->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, count, words);

  std::vector<Usage> usages;
  const OnlyTest result =
      runOnlyTest("Polling", "UsesNoMoreOverTime", [&] { return new Polling(options, usages); });
  std::cout << usages;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
