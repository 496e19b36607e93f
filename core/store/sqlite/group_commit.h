#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/result.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/opened_file.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// Commits the changes of many threads together.
///
/// A durable commit costs one fsync, regardless of its size. If no thread is writing, a change is
/// run immediately. Changes that arrive meanwhile form a batch, which the first of their threads
/// runs in the next transaction. No thread waits for a batch to fill. If a change fails, only its
/// savepoint is rolled back, or the transaction if it contains no other change. Nothing is
/// committed to a file that was deleted or replaced. Safe to use from several threads at once.
class GroupCommit {
 public:
  /// Writes through `writer` to `file`, which must outlive this.
  GroupCommit(std::unique_ptr<Connection> writer, OpenedFile& file);
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
    Result<void> result = {};
    std::exception_ptr thrown = nullptr;  ///< An exception of the work, other than store errors.
  };
  using Changes = std::vector<Change*>;

  /// Changes that are committed together. The first thread runs all of them.
  struct Batch {
    Changes changes;
    bool isDone = false;
    std::condition_variable done;
  };

  /// How a batch ended.
  struct Ending {
    std::optional<Error> failure = {};  ///< Of the store.
    bool committed = false;             ///< Whether rows were changed.
  };

  void lead(std::unique_lock<std::mutex>& lock, Batch& batch);
  Ending runTogether(const Changes& changes);
  void commitTogether(const Changes& changes);
  void leaveReplacedFile();
  void perform(Change& change);
  void performInSavepoint(Change& change);

  // Used only by the leading thread.
  const std::unique_ptr<Connection> writer_;
  OpenedFile& file_;
  bool hasLeft_ = false;  ///< Whether leaveReplacedFile() succeeded.

  std::mutex mutex_;
  std::condition_variable turn_;  ///< Notifies the leader of the next batch.

  // Protected by mutex_, like every batch that threads can still join.
  std::shared_ptr<Batch> next_;  ///< Null if no thread is waiting.
  bool isLed_ = false;           ///< Whether a batch is running.
  std::optional<Error> lastFailure_;
};

}  // namespace freezer::sqlite
