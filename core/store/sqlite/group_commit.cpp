#include "core/store/sqlite/group_commit.h"

#include <memory>
#include <utility>

#include "core/store/sql/open_transaction.h"
#include "core/store/sql/transaction.h"
#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {

GroupCommit::GroupCommit(std::unique_ptr<Connection> writer, OpenedFile& file,
                         StoreCounters& counters)
    : writer_(std::move(writer)),
      file_(file),
      counters_(counters),
      batcher_([this](const Changes& changes, const auto& /*letNext*/) { runTogether(changes); }) {
  // Inserts modify random index pages. A large cache and rare checkpoints write each page to the
  // file once for many changes. Units: KB and pages.
  writer_->executeScript("PRAGMA cache_size = -16000");
  writer_->executeScript("PRAGMA wal_autocheckpoint = 4000");
}

GroupCommit::~GroupCommit() {
  try {
    file_.check();
  } catch (const FileReplaced&) {
    leaveReplacedFile();
  }
}

Result<void> GroupCommit::lastWrite() {
  const std::lock_guard lock(mutex_);
  if (lastFailure_) return *lastFailure_;
  return {};
}

Result<void> GroupCommit::run(const Store::WriteWork& work) {
  Change change{work};
  batcher_.run(change);
  if (change.thrown) std::rethrow_exception(change.thrown);
  return change.result;
}

void GroupCommit::runTogether(const Changes& changes) {
  Ending ending = runOnWriter(changes);
  const std::lock_guard lock(mutex_);
  if (ending.failure || ending.committed) lastFailure_ = std::move(ending.failure);
}

GroupCommit::Ending GroupCommit::runOnWriter(const Changes& changes) {
  const std::int64_t before = writer_->totalChanges();
  commitTogether(changes);
  if (file_.isReplaced()) leaveReplacedFile();
  Ending ending;
  bool succeeded = false;
  for (const Change* change : changes) {
    if (change->result) {
      succeeded = succeeded || !change->thrown;
    } else if (change->result.error().code == ErrorCode::StoreFailure) {
      ending.failure = change->result.error();
    }
  }
  ending.committed = succeeded && writer_->totalChanges() != before;
  return ending;
}

void GroupCommit::commitTogether(const Changes& changes) try {
  // IMMEDIATE: values that were read stay valid until the write, and a busy store is waited for. A
  // deferred transaction would fail at its first write.
  sql::OpenTransaction transaction(*writer_, {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"});
  for (const Change* change : changes) counters_.noteWait(change->begin);
  if (changes.size() == 1) {
    perform(*changes.front());
    if (!changes.front()->result) return;
  } else {
    for (Change* change : changes) performInSavepoint(*change);
  }
  file_.check();
  transaction.commit();
  counters_.groupSizes.add(static_cast<double>(changes.size()));
} catch (const Failure& failure) {
  // All changes were rolled back.
  ++counters_.failures;
  for (Change* change : changes) {
    if (change->result && !change->thrown) change->result = storeError(failure, file_.path());
  }
} catch (...) {
  // For example std::bad_alloc. Report it to all threads, so that the next batch can run.
  for (Change* change : changes) {
    if (change->result && !change->thrown) change->thrown = std::current_exception();
  }
}

/// Moves the log to the file that was opened, which may still have another name, and separates the
/// log from the file that is there now. Runs again with the next batch if a reader is in the way.
void GroupCommit::leaveReplacedFile() try {
  if (hasLeft_) return;
  hasLeft_ = writer_->integers("PRAGMA wal_checkpoint(TRUNCATE)").at(0) == 0;
  if (hasLeft_) file_.removeLog();
} catch (const Failure&) {
  // The reason is that the store is gone, which every change reports.
}

void GroupCommit::perform(Change& change) {
  sql::SqlTransaction transaction(*writer_, sql::Access::Write);
  change.result = change.work(transaction);
}

void GroupCommit::performInSavepoint(Change& change) try {
  sql::OpenTransaction savepoint(
      *writer_, {"SAVEPOINT change", "RELEASE change", "ROLLBACK TO change; RELEASE change"});
  perform(change);
  if (change.result) savepoint.commit();
} catch (const Failure& failure) {
  change.result = storeError(failure, file_.path());
  // After some errors, such as a full disk, SQLite rolls back the transaction itself. Later
  // statements would then run outside of it.
  if (!writer_->isInTransaction()) throw;
} catch (...) {
  change.thrown = std::current_exception();
}

}  // namespace freezer::sqlite
