#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/driver.h"

namespace freezer::bench {

/// What the command line asks for.
struct Options {
  bool smoke = false;  ///< Whether it runs, not how fast.
  int runs = 5;
  Seconds duration{2};                  ///< Of one side of one run.
  std::uint64_t documents = 1'000'000;  ///< In the largest store; the others shrink with it.
  std::filesystem::path output;         ///< Absolute.
  std::uint16_t peerPort = 0;           ///< Of the Python service; 0: there is none.
  std::vector<std::string> peerHeaders;

  /// As many as there would be of `full` beside 1,000,000 documents, 20 at least.
  std::uint64_t scaled(std::uint64_t full) const;

  std::filesystem::path stores() const { return output / "stores"; }
};

/// What one row measured.
struct Outcome {
  std::vector<double> values;  ///< One for each run: their median is held against the bar.
  std::string unit;            ///< Of `ours` and `peer`.
  double ours = 0;             ///< A median.
  double peer = 0;             ///< A median; 0: there is nothing to compare with.
  std::vector<std::string> notes = {};
  std::vector<std::string> misses = {};  ///< What else was promised and did not hold.
};

double median(std::vector<double> values);

/// Measures two sides in turn, the first of a pair being the second of the next,
/// after a round that does not count. The values are ours / peer of each pair, so
/// that what slows the machine down for a while slows both.
Outcome compare(const Options& options, const std::string& unit,
                const std::function<double()>& ours, const std::function<double()>& peer);

/// Measures one thing several times; the values are what it returns.
Outcome repeat(const Options& options, const std::string& unit,
               const std::function<double()>& ours);

}  // namespace freezer::bench
