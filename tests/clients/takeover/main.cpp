// Fills the Python service through its API, imports its database, and compares what clients see.

#include <CLI/CLI.hpp>

#include <iostream>

#include "tests/clients/takeover/takeover.h"
#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  Takeover::Options options;
  bool usesKeystone = false;
  CLI::App app("Compares what Debian's clients see of the Python service and of this one.");
  app.add_option("--documents", options.documents, "Documents of each kind (default 40).")
      ->check(CLI::Range(40, 1'000'000));
  app.add_option("--connections", options.connections,
                 "Connections that fill the Python service (default 4).")
      ->check(CLI::Range(1, 64));
  app.add_option("--page-size", options.pageSize, "Documents per page of a list (default 25).")
      ->check(CLI::Range(1, 1000));
  app.add_option("--shown", options.shown,
                 "Documents of each kind that are shown one by one (default 1).");
  app.add_flag("--keystone", usesKeystone, "Log in at a Keystone, not at the service.");
  CLI11_PARSE(app, count, words);
  if (usesKeystone) options.strategy = Strategy::Keystone;

  TakeoverFigures figures;
  const OnlyTest result =
      runOnlyTest("Takeover", "ClientsSeeTheSame", [&] { return new Takeover(options, figures); });
  std::cout << figures;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
