#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tests/bench/rows.h"

namespace freezer::bench {

/// A row and what came of it.
struct Finding {
  enum class Verdict { Held, Missed, Failed, Skipped };

  const Row* row;
  Outcome outcome;           ///< Where it was measured.
  std::string failure = {};  ///< Why it could not be.
  std::string skipped = {};  ///< Why it was not.

  Verdict verdict() const;
};

/// Three significant digits.
std::string number(double value);

/// One line about a finding, for the terminal.
std::string lineFor(const Finding& finding);

/// All findings as a Markdown document.
std::string markdown(std::span<const Finding> findings);

/// Writes results.md, results.dat and results.gp into `folder`, and has gnuplot,
/// if it is installed, draw results.svg of them. Returns the files made.
std::vector<std::filesystem::path> writeReport(const std::filesystem::path& folder,
                                               std::span<const Finding> findings);

}  // namespace freezer::bench
