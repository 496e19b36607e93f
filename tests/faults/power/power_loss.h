#pragma once

#include <cstdint>
#include <functional>
#include <random>

#include "tests/faults/crash/checked_store.h"
#include "tests/faults/power/disk.h"
#include "tests/faults/power/figures.h"
#include "tests/faults/writer.h"

namespace freezer::test {

/// Cycles of work on a store that end when the power of its disk is cut, at a random call of
/// SQLite: of a service under writers, of maintenance, and of the recovery itself. After each, the
/// store must have all that was acknowledged, and nothing by half.
class PowerLoss : public CheckedStore {
 public:
  struct Options {
    int cycles = 20;
    unsigned seed = 0;
    bool ignoreSyncs = false;  ///< The disk loses what was synced, so that this must fail.
  };

  PowerLoss(const Options& options, PowerFigures& figures)
      : options_(options), figures_(figures), random_(options.seed) {}

  /// Runs the cycles, at most until one fails: its store is kept.
  void TestBody() override;

 private:
  // The cycles, by what is running when the power is cut.
  void cutUnderWriters();
  void cutInVacuum();
  void cutInRestore();
  void cutInUpgrade();

  /// Cuts the power at a random call of this work or at its end, and in some of the recoveries
  /// that follow. Returns whether the work has succeeded.
  bool cutIn(const std::function<bool()>& work);
  void countWrites(const std::vector<Written>& documents);
  std::int64_t someCall();
  std::string url() const { return "sqlite:///" + store_.string(); }
  bool coin() { return std::bernoulli_distribution()(random_); }

  const Options options_;
  PowerFigures& figures_;
  std::minstd_rand random_;
  Disk* disk_ = nullptr;  ///< Valid while TestBody() runs.
  int cycle_ = 0;
};

}  // namespace freezer::test
