#pragma once

#include <memory>
#include <mutex>
#include <random>
#include <utility>

#include "core/store/store.h"

namespace freezer::test {

/// A store that runs transactions twice, as an engine does after a conflict: with the probability
/// `chance`, the work first runs in a transaction that is rolled back. The seed is the same in
/// every test.
class RerunningStore : public Store {
 public:
  explicit RerunningStore(std::unique_ptr<Store> store, double chance = 0.75)
      : store_(std::move(store)), isChosen_(chance) {}

  Result<void> read(const ReadWork& work) override { return store_->read(work); }
  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override {
    return store_->find(resource, scope, id);
  }
  Result<void> write(const WriteWork& work) override {
    if (isToRunTwice()) {
      static_cast<void>(store_->write([&](Transaction& transaction) -> Result<void> {
        auto result = work(transaction);
        if (!result) return result;
        return Error{ErrorCode::StoreBusy, "rolled back"};
      }));
    }
    return store_->write(work);
  }
  Result<void> ping() override { return store_->ping(); }

 private:
  bool isToRunTwice() {
    const std::lock_guard lock(mutex_);
    return isChosen_(random_);
  }

  const std::unique_ptr<Store> store_;
  std::mutex mutex_;

  // Protected by mutex_.
  std::bernoulli_distribution isChosen_;
  std::minstd_rand random_;
};

}  // namespace freezer::test
