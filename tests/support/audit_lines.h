#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/audit/trail.h"
#include "core/json/document.h"

namespace freezer::test {

/// An audit log in memory.
class AuditLines : public AuditSink {
 public:
  void write(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
  }

  /// The lines since the last call.
  std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;  ///< Protected by mutex_.
};

/// "patch job j1 1>2 success", with "-" for what is null, a reason, and in brackets the cause.
std::string summaryOf(const Document& line);
std::vector<std::string> summariesOf(const std::vector<std::string>& lines);

}  // namespace freezer::test
