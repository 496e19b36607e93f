#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "tests/cluster/services/crowd.h"
#include "tests/cluster/services/figures.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/program.h"

namespace freezer::test {

/// Three services on the three nodes of a Galera cluster, which fail in turn while clients write.
class ClusterServices : public ProgramTest {
 public:
  struct Options {
    int cycles = 1;  ///< Each of all faults. As many as fit, if `seconds` are given.
    int seconds = 0;
    std::int64_t rounds = 200;  ///< Of schedulers, before the first fault.
    unsigned seed = 0;          ///< Decides which node fails, and when.
    std::string damage = {};    ///< Damages the store behind the services, which must be found.
  };

  ClusterServices(const Options& options, ClusterFigures& figures);
  void TestBody() override;

 private:
  using Clock = std::chrono::steady_clock;

  void createDocuments();
  void failInTurn();

  /// What all nodes have logged, because their files are removed with them.
  void printLogs();

  bool isOver(int cycle) const;

  // The faults. Each returns when all nodes are up again.
  void killDatabase();
  void stopDatabase();
  void isolateDatabase();
  void killService();
  void stopService();
  void restartAll();
  void upgradeAll();

  /// Makes a fault while the clients write, then lets them pause, and compares.
  void survive(const std::string& name, void (ClusterServices::*fault)());
  void compare(bool isAll);
  void expectWholeLinks();
  void damageStore();

  void restartService(std::size_t index);

  /// Waits until the services have stored some more while a node is absent.
  void awaitMore(std::int64_t writes);

  /// The database node that most connections use.
  std::size_t busiestDatabase();
  std::size_t randomService();

  std::array<Environment, kServices> environments();

  const Options options_;
  ClusterFigures& figures_;
  const Clock::time_point begin_ = Clock::now();
  std::minstd_rand random_;
  GaleraCluster cluster_{{.providerOptions = kQuickDetection}};
  const std::string database_ = cluster_.node(0).newDatabase();
  ServiceNodes services_{environments()};
  Activity activity_{Crowd::kWriters};
  Scene scene_{services_, activity_};
  Rounds rounds_;
  Crowd crowd_{scene_, rounds_};
};

}  // namespace freezer::test
