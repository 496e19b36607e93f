#pragma once

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/result.h"
#include "core/store/sqlite/connection.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// Commits the changes of many threads together.
///
/// A durable commit costs one fsync, whatever its size. The thread that finds
/// nobody writing runs its change at once; those that come meanwhile wait, and
/// the first of them runs all of theirs in the next transaction. Nobody waits
/// for others to come. A change that fails is undone alone: by its savepoint, or with
/// the transaction where it is the only one.
/// Safe to use from several threads at once.
class GroupCommit {
 public:
  /// Writes by `writer` to `file`, which errors name.
  GroupCommit(std::unique_ptr<Connection> writer, std::filesystem::path file);

  /// Store::write().
  Result<void> run(const Store::WriteWork& work);

 private:
  struct Change {
    const Store::WriteWork& work;
    Result<void> result = {};
    std::exception_ptr thrown = nullptr;  ///< By the work, but for failures of the store.
  };
  using Changes = std::vector<Change*>;

  /// What is committed together. Its first thread runs the changes of all.
  struct Batch {
    Changes changes;
    bool isDone = false;
    std::condition_variable done;
  };

  void lead(std::unique_lock<std::mutex>& lock, Batch& batch);
  void runTogether(const Changes& changes);
  void perform(Change& change);
  void performInSavepoint(Change& change);

  // Used by the one thread that leads.
  const std::unique_ptr<Connection> writer_;
  const std::filesystem::path file_;

  std::mutex mutex_;
  std::condition_variable turn_;  ///< Of the next batch.

  // Protected by mutex_, as every batch is while others can join it.
  std::shared_ptr<Batch> next_;  ///< Null while nobody waits.
  bool isLed_ = false;           ///< Whether a batch is running.
};

}  // namespace freezer::sqlite
