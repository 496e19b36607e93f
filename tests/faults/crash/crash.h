#pragma once

#include <chrono>
#include <map>
#include <random>
#include <string>

#include "tests/faults/crash/checked_store.h"
#include "tests/faults/crash/figures.h"
#include "tests/faults/writer.h"
#include "tests/support/running_command.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// Cycles of work on a store that end with SIGKILL at a random moment: of serve under writers, or
/// of a command that maintains the store. After each, the store must have all that was
/// acknowledged, and nothing by half.
class Crash : public CheckedStore {
 public:
  struct Options {
    int cycles = 20;
    unsigned seed = 0;  ///< Of the moments. What a program has done until then differs in each run.
  };

  Crash(const Options& options, Figures& figures)
      : options_(options), figures_(figures), random_(options.seed) {}

  /// Runs the cycles, at most until one fails: its store is kept.
  void TestBody() override;

 private:
  using Microseconds = std::chrono::microseconds;

  // The cycles, by what is killed. The figures count a command by its name.
  void killServe();
  void killImport();
  void killBackup();
  void killRestore();
  void killVacuum();
  void killUpgrade();

  /// Kills a command on the store of `serve` under writers, and half of the time `serve` as well.
  /// Expects that nothing is lost, and returns the status of the command.
  int killBesideWriters(const std::string& name, const Words& command);

  /// Kills a command on a store that nobody else uses, and returns its status.
  int killAlone(const std::string& name, const Words& command);

  /// Kills a running command at a random moment of its usual time, or soon after it has begun to
  /// write, and returns its status.
  int kill(const std::string& name, RunningCommand& running);

  /// Kills a command now, and returns its status.
  int end(const std::string& name, RunningCommand& running);

  /// Ends `serve` by SIGKILL, or by SIGTERM after its writers have ended.
  void endServe(RunningServer& server, Writers& writers, int signal);

  Microseconds randomUpTo(Microseconds most);
  bool coin() { return std::bernoulli_distribution()(random_); }

  const Options options_;
  Figures& figures_;
  std::minstd_rand random_;
  int cycle_ = 0;
  int upgrades_ = 0;                           ///< Takes the older schema versions in turn.
  std::map<std::string, Microseconds> times_;  ///< How long each command runs.
  Lines copyContent_;                          ///< Of the last copy; empty: there is none.
};

}  // namespace freezer::test
