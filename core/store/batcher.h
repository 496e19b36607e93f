#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace freezer {

/// Combines what many threads want to have done at the same time.
///
/// If nothing is being done, an item is done immediately. Items that arrive meanwhile form a batch,
/// which the first of their threads does next. No thread waits for a batch to fill. Safe to use
/// from several threads at once.
template <typename Item>
class Batcher {
 public:
  using Items = std::vector<Item*>;

  /// Lets the next batch begin before the current one is done. May be called once.
  using LetNextBegin = std::function<void()>;

  /// Must not throw: the program would end.
  using DoAll = std::function<void(const Items&, const LetNextBegin&)>;

  explicit Batcher(DoAll doAll) : doAll_(std::move(doAll)) {}

  /// Returns when `item` was done, perhaps by another thread.
  void run(Item& item) {
    std::unique_lock lock(mutex_);
    if (!next_) next_ = std::make_shared<Batch>();
    const std::shared_ptr<Batch> batch = next_;
    batch->items.push_back(&item);
    if (batch->items.front() == &item) {
      lead(lock, *batch);
    } else {
      batch->done.wait(lock, [&batch] { return batch->isDone; });
    }
  }

 private:
  struct Batch {
    Items items;
    bool isDone = false;
    std::condition_variable done;
  };

  /// Waits for the turn of the batch, while other threads join it, and does it.
  void lead(std::unique_lock<std::mutex>& lock, Batch& batch) {
    turn_.wait(lock, [this] { return !isTaken_; });
    isTaken_ = true;
    next_.reset();
    lock.unlock();
    bool hasLetNext = false;
    const LetNextBegin letNextBegin = [&] {
      hasLetNext = true;
      letNext();
    };
    // After an exception, nobody would know what was done.
    [&]() noexcept { doAll_(batch.items, letNextBegin); }();
    if (!hasLetNext) letNext();
    lock.lock();
    batch.isDone = true;
    lock.unlock();
    batch.done.notify_all();
  }

  void letNext() {
    {
      const std::lock_guard lock(mutex_);
      isTaken_ = false;
    }
    turn_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable turn_;  ///< Notifies the leader of the next batch.

  // Protected by mutex_, like every batch that threads can still join.
  std::shared_ptr<Batch> next_;  ///< Null if no thread is waiting.
  bool isTaken_ = false;         ///< Whether it is the turn of a batch.

  const DoAll doAll_;
};

}  // namespace freezer
