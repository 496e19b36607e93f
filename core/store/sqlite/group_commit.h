#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>

#include "core/result.h"
#include "core/store/batcher.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/opened_file.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// Commits the changes of many threads together.
///
/// A durable commit costs one fsync, regardless of its size. Changes that arrive while another
/// thread is writing are run in one transaction. If a change fails, only its savepoint is rolled
/// back, or the transaction if it contains no other change. Nothing is committed to a file that was
/// deleted or replaced. Safe to use from several threads at once.
class GroupCommit {
 public:
  /// Writes through `writer` to `file`. `file` and `counters` must outlive this.
  GroupCommit(std::unique_ptr<Connection> writer, OpenedFile& file, StoreCounters& counters);
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Closes the writer, whose file must have no other connections.
  ~GroupCommit();

  /// Store::write().
  Result<void> run(const Store::WriteWork& work);

  /// The last failure of the store, until a change is committed.
  Result<void> lastWrite();

 private:
  struct Change {
    const Store::WriteWork& work;
    const std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
    Result<void> result = {};
    std::exception_ptr thrown = nullptr;  ///< An exception of the work, other than store errors.
  };
  using Changes = Batcher<Change>::Items;

  /// How a batch ended.
  struct Ending {
    std::optional<Error> failure = {};  ///< Of the store.
    bool committed = false;             ///< Whether rows were changed.
  };

  void runTogether(const Changes& changes);
  Ending runOnWriter(const Changes& changes);
  void commitTogether(const Changes& changes);
  void leaveReplacedFile();
  void perform(Change& change);
  void performInSavepoint(Change& change);

  // Used only by the thread that runs a batch.
  const std::unique_ptr<Connection> writer_;
  OpenedFile& file_;
  StoreCounters& counters_;
  bool hasLeft_ = false;  ///< Whether leaveReplacedFile() succeeded.

  Batcher<Change> batcher_;

  std::mutex mutex_;
  std::optional<Error> lastFailure_;  ///< Protected by mutex_.
};

}  // namespace freezer::sqlite
