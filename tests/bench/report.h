#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tests/bench/rows.h"

namespace freezer::bench {

/// A row and its result.
struct Finding {
  enum class Verdict { Held, Missed, Failed, Skipped };

  const Row* row;
  Outcome outcome;           ///< Valid without a failure or skipped.
  std::string failure = {};  ///< The reason of a failure, else empty.
  std::string skipped = {};  ///< The reason for skipping the row, else empty.

  Verdict verdict() const;
};

/// The value with three significant digits.
std::string number(double value);

/// A finding as one line for the terminal.
std::string lineFor(const Finding& finding);

/// All findings as a Markdown document.
std::string markdown(std::span<const Finding> findings);

/// Writes results.md, results.dat and results.gp to `folder`, and results.svg if gnuplot is
/// installed. Returns the written files.
std::vector<std::filesystem::path> writeReport(const std::filesystem::path& folder,
                                               std::span<const Finding> findings);

}  // namespace freezer::bench
