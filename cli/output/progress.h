#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace freezer::cli {

/// The progress of a long task.
struct Progress {
  std::int64_t documents = 0;                 ///< Documents done so far.
  std::optional<double> part = std::nullopt;  ///< Part of the whole, from 0 to 1, if known.
};

/// "42% 12,345 documents, 1,234/s, 0:12 left": one line, after `elapsed` seconds.
std::string progressText(const Progress& progress, double elapsed);

/// Whether standard error is a terminal that can redraw a line; otherwise there is no bar.
bool canShowProgress();

/// A line on a terminal that shows progress. It is redrawn at most ten times a second, and cleared
/// by the destructor.
class ProgressBar {
 public:
  /// Draws on `out`, which must outlive this, if `isShown`.
  ProgressBar(std::ostream& out, bool isShown);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  void update(const Progress& progress);

  /// Clears the line before other output.
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
