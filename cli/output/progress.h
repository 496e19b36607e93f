#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace freezer::cli {

/// How far something is that takes long.
struct Progress {
  std::int64_t documents = 0;                 ///< That are done.
  std::optional<double> part = std::nullopt;  ///< Of all there is, from 0 to 1, where known.
};

/// "42% 12,345 documents, 1,234/s, 0:12 left": one line, after `elapsed` seconds.
std::string progressText(const Progress& progress, double elapsed);

/// 1234567 as "1,234,567".
std::string groupDigits(std::int64_t number);

/// Whether messages go to a terminal that can take back a line: else there is no bar.
bool canShowProgress();

/// A line on a terminal that tells how far something is, drawn over again as it goes
/// on, ten times a second at most. Gone when this is destroyed.
class ProgressBar {
 public:
  /// Draws on `out`, which must outlive it; never, unless `isShown`.
  ProgressBar(std::ostream& out, bool isShown);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  void update(const Progress& progress);

  /// Clears the line, for something else to be printed.
  void erase();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& out_;
  const bool isShown_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point drawn_ = begin_;
  bool isDrawn_ = false;
};

}  // namespace freezer::cli
