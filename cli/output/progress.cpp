#include "cli/output/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "cli/output/units.h"

namespace freezer::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{100};

// A shorter task needs no progress bar, and its estimate would be wrong.
constexpr double kFirstGuessSeconds = 1;

/// Seconds as "1:02:03" or "2:03".
std::string clockText(std::int64_t seconds) {
  const auto twoDigits = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const std::int64_t hours = seconds / 3600;
  const std::int64_t minutes = seconds / 60 % 60;
  return (hours > 0 ? std::to_string(hours) + ":" + twoDigits(minutes) : std::to_string(minutes)) +
         ":" + twoDigits(seconds % 60);
}

}  // namespace

std::string progressText(const Progress& progress, double elapsed) {
  std::string text;
  if (progress.part) text = std::to_string(std::lround(100 * std::min(*progress.part, 1.0))) + "% ";
  text += countText(static_cast<std::size_t>(progress.documents), "document");
  if (elapsed < kFirstGuessSeconds) return text;
  text +=
      ", " + groupDigits(std::llround(static_cast<double>(progress.documents) / elapsed)) + "/s";
  if (progress.part && *progress.part > 0) {
    const double left = elapsed * (1 / *progress.part - 1);
    text += ", " + clockText(std::llround(std::max(left, 0.0))) + " left";
  }
  return text;
}

bool canShowProgress() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): asked before any other thread starts.
  const char* const kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && *kind != '\0' &&
         std::string_view(kind) != "dumb";
}

ProgressBar::ProgressBar(std::ostream& out, bool isShown) : out_(out), isShown_(isShown) {}

ProgressBar::~ProgressBar() {
  erase();
}

void ProgressBar::update(const Progress& progress) {
  const auto now = Clock::now();
  if (!isShown_ || now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  isDrawn_ = true;
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  out_ << "\r\x1b[K" << progressText(progress, elapsed) << std::flush;
}

void ProgressBar::erase() {
  if (!isDrawn_) return;
  isDrawn_ = false;
  out_ << "\r\x1b[K" << std::flush;
}

}  // namespace freezer::cli
