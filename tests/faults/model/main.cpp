// Sends random requests to two servers of one store, and checks the answers against a model.

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

#include "tests/faults/model/model.h"
#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  Model::Options options{.seed = std::random_device()()};
  CLI::App app("Sends random requests to two servers of one store, and checks the answers.");
  app.add_option("--seconds", options.seconds, "Seconds of requests (default 60).");
  app.add_option("--seed", options.seed, "Seed of the requests (default: a random one).");
  app.add_option("--engine", options.engine, "Engine of the store: sqlite (default) or mariadb.")
      ->check(CLI::IsMember({"sqlite", "mariadb"}));
  CLI11_PARSE(app, count, words);

  ModelFigures figures;
  const OnlyTest result =
      runOnlyTest("Model", "ExplainsAllAnswers", [&] { return new Model(options, figures); });
  figures.findings = result.failures;
  std::cout << "seed: " << options.seed << '\n' << figures;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
