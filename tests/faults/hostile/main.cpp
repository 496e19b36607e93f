// Attacks the service as hostile clients do, and measures what a live client notices of it.

#include <CLI/CLI.hpp>

#include <iostream>

#include "tests/faults/hostile/hostile.h"
#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  Hostile::Options options;
  CLI::App app("Attacks the service, and measures what a live client notices.");
  app.add_option("--seconds", options.seconds, "Seconds of each attack (default 10).");
  app.add_option("--backups", options.backups, "Backups in the store (default 20000).");
  app.add_option("--attack", options.attack, "The only attack (default: all).");
  CLI11_PARSE(app, count, words);

  std::vector<AttackFigures> figures;
  const OnlyTest result =
      runOnlyTest("Hostile", "DisturbsNobody", [&] { return new Hostile(options, figures); });
  std::cout << figures;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
