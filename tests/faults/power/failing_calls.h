#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "tests/faults/power/disk.h"
#include "tests/faults/power/figures.h"
#include "tests/faults/written.h"
#include "tests/server/service.h"

namespace freezer::test {

/// Runs the same small work again and again, from the opening of a store to its end, and
/// each time another call of SQLite fails: the first one, the second one, until none fails. The
/// service must refuse what it cannot store, say why in its log, keep what it has acknowledged, and
/// go on without a restart once calls succeed again.
class FailingCalls : public testing::Test {
 public:
  struct Options {
    int step = 1;  ///< Lets only each call with a multiple of this number fail.
  };

  FailingCalls(const Options& options, FaultFigures& figures)
      : options_(options), figures_(figures) {}

  void TestBody() override;

 private:
  /// Begins with no store, and returns whether a call has failed.
  bool runOnce(std::int64_t call, Disk::Fault fault, bool lasts);

  /// Lets a call fail, and all the work go on once it does not fail any more.
  void work(std::vector<Written>& documents);
  std::unique_ptr<Store> open();
  void vacuum();
  void write(const HttpService& service, RawClient& client, Written& document);
  void expectRefusal(const HttpService& service, RawClient& client, const Reply& reply);

  /// Lets calls succeed, and returns the one that has failed, if it was before.
  std::optional<Disk::Call> mend();
  std::string url() const { return "sqlite:///" + store_.string(); }

  const Options options_;
  FaultFigures& figures_;
  TemporaryFolder folder_;
  const std::filesystem::path store_ = folder_.path() / "store.sqlite";
  Disk* disk_ = nullptr;    ///< Valid while TestBody() runs.
  bool hasFailed_ = false;  ///< Whether a call has failed in this run.
};

}  // namespace freezer::test
