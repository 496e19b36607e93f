#include "core/store/sqlite/group_commit.h"

#include <Poco/Exception.h>

#include <utility>

#include "core/store/sqlite/file.h"
#include "core/store/sqlite/open_transaction.h"
#include "core/store/sqlite/transaction.h"

namespace freezer::sqlite {

GroupCommit::GroupCommit(std::unique_ptr<Connection> writer, std::filesystem::path file)
    : writer_(std::move(writer)), file_(std::move(file)) {}

Result<void> GroupCommit::run(const Store::WriteWork& work) {
  Change change(work);
  std::unique_lock lock(mutex_);
  queue_.push_back(&change);
  if (!std::exchange(isLed_, true)) change.role = Role::Leads;
  change.called.wait(lock, [&change] { return change.role != Role::Waits; });
  if (change.role == Role::Leads) {
    lock.unlock();
    lead();
  }
  if (change.thrown) std::rethrow_exception(change.thrown);
  return change.result;
}

/// Runs what has come, one's own change among it, and calls the next to lead.
void GroupCommit::lead() {
  std::unique_lock lock(mutex_);
  const Batch batch = std::exchange(queue_, {});
  lock.unlock();
  runTogether(batch);
  lock.lock();
  for (Change* change : batch) {
    change->role = Role::IsDone;
    change->called.notify_one();
  }
  isLed_ = !queue_.empty();
  if (!isLed_) return;
  queue_.front()->role = Role::Leads;
  queue_.front()->called.notify_one();
}

void GroupCommit::runTogether(const Batch& batch) try {
  // IMMEDIATE: what is read is still so when it is written, and a busy store is
  // waited for; a deferred transaction would fail when it first writes.
  OpenTransaction transaction(*writer_, {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"});
  for (Change* change : batch) runAlone(*change);
  transaction.commit();
} catch (const Poco::Exception& failure) {
  // Nothing of it was kept.
  for (Change* change : batch) {
    if (change->result && !change->thrown) change->result = storeError(failure, file_);
  }
} catch (...) {
  // No memory, say. Those who wait must hear of it, and the next can lead.
  for (Change* change : batch) {
    if (change->result && !change->thrown) change->thrown = std::current_exception();
  }
}

void GroupCommit::runAlone(Change& change) try {
  OpenTransaction savepoint(
      *writer_, {"SAVEPOINT change", "RELEASE change", "ROLLBACK TO change; RELEASE change"});
  SqliteTransaction transaction(*writer_);
  change.result = change.work(transaction);
  if (change.result) savepoint.commit();
} catch (const Poco::Exception& failure) {
  change.result = storeError(failure, file_);
  // On some failures, such as a full disk, SQLite ends the transaction itself;
  // what follows would be changes of its own.
  if (!writer_->isInTransaction()) throw;
} catch (...) {
  change.thrown = std::current_exception();
}

}  // namespace freezer::sqlite
