#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/freezer.h"
#include "server/metrics/families.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// The metrics of projects and clients as text. To make it takes the time of an overview of all
/// projects, so a thread of its own, with a low priority, makes it: at the begin, and when somebody
/// reads a text that is no longer fresh. Safe to use from several threads at once.
class OverviewPage {
 public:
  static constexpr std::chrono::seconds kFresh{30};

  /// Reads from `freezer`, which must outlive it. A text is fresh for `fresh`, but at least for ten
  /// times as long as it took to make it.
  OverviewPage(Freezer& freezer, std::shared_ptr<spdlog::logger> logger,
               std::chrono::milliseconds fresh = kFresh);

  OverviewPage(const OverviewPage&) = delete;
  OverviewPage& operator=(const OverviewPage&) = delete;
  ~OverviewPage() { stop(); }

  /// The text that was made last. Waits for nothing; empty if none has been made.
  std::shared_ptr<const std::string> text();

  /// How old the text is, or for how long it could not be made, and how long it took to make it.
  std::vector<Family> age() const;

  /// Ends the thread. Later calls have no effect.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void make();
  Result<std::string> write() const;
  Result<void> proceed() const;

  Freezer& freezer_;
  const std::shared_ptr<spdlog::logger> logger_;
  const std::chrono::milliseconds fresh_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;

  // Protected by mutex_.
  bool isStopping_ = false;
  bool isWanted_ = true;
  std::shared_ptr<const std::string> text_ = std::make_shared<const std::string>();
  Clock::time_point begun_ = Clock::now();  ///< When the text was begun; at first, this object.
  Clock::time_point nextBegin_ = {};        ///< The text is fresh until then.
  Clock::duration duration_ = {};           ///< How long it took; 0: none has been made.

  std::thread maker_;
};

}  // namespace freezer::server
