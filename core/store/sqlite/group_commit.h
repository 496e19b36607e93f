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
/// for others to come. A change that fails is undone alone, by its savepoint.
/// Safe to use from several threads at once.
class GroupCommit {
 public:
  /// Writes by `writer` to `file`, which errors name.
  GroupCommit(std::unique_ptr<Connection> writer, std::filesystem::path file);

  /// Store::write().
  Result<void> run(const Store::WriteWork& work);

 private:
  enum class Role { Waits, Leads, IsDone };
  struct Change {
    explicit Change(const Store::WriteWork& change) : work(change) {}

    const Store::WriteWork& work;
    Result<void> result;
    std::exception_ptr thrown;  ///< By the work, but for failures of the store.

    Role role = Role::Waits;  // Protected by mutex_.
    std::condition_variable called;
  };
  using Batch = std::vector<Change*>;

  void lead();
  void runTogether(const Batch& batch);
  void runAlone(Change& change);

  // Used by the one thread that leads.
  const std::unique_ptr<Connection> writer_;
  const std::filesystem::path file_;

  std::mutex mutex_;
  Batch queue_;         // Protected by mutex_.
  bool isLed_ = false;  // Protected by mutex_: whether some thread leads.
};

}  // namespace freezer::sqlite
