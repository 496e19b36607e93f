#pragma once

#include <mutex>
#include <vector>

#include "tests/faults/model/event.h"

namespace freezer::test {

/// The events of all clients. Safe to use from several threads at once.
class History {
 public:
  void add(const Event& event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(event);
  }

  std::vector<Event> events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Event> events_;  ///< Protected by mutex_.
};

}  // namespace freezer::test
