// Lets the nodes of a cluster, and the services on it, fail in turn while clients write.

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

#include "tests/cluster/services/cluster_services.h"
#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int runMain(int count, char** words) {
  initializeTests(count, words);
  ClusterServices::Options options{.seed = std::random_device()()};
  CLI::App app("Lets nodes of a Galera cluster and services fail while clients write.");
  app.add_option("--cycles", options.cycles, "Number of cycles of all faults (default 1).");
  app.add_option("--seconds", options.seconds, "Seconds to run for, instead of --cycles.");
  app.add_option("--rounds", options.rounds,
                 "Rounds in which six schedulers start one session, before the faults "
                 "(default 200).");
  app.add_option("--seed", options.seed, "Seed of the choice of nodes (default: a random one).");
  app.add_option("--damage", options.damage, "Damages the store, which must be found.")
      ->check(CLI::IsMember({"write", "patch", "link", "tag", "node"}));
  CLI11_PARSE(app, count, words);

  ClusterFigures figures;
  const OnlyTest result = runOnlyTest("ClusterServices", "LoseNothing",
                                      [&] { return new ClusterServices(options, figures); });
  figures.findings = result.failures;
  std::cout << "seed: " << options.seed << '\n' << figures;
  return result.status;
}

}  // namespace
}  // namespace freezer::test

int main(int count, char** words) {
  return freezer::test::runMain(count, words);
}
