#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/driver.h"

namespace freezer::bench {

/// The options of the command line.
struct Options {
  bool smoke = false;  ///< Only check that every row runs.
  int runs = 5;
  Seconds duration{2};                  ///< The duration of one side of one run.
  std::uint64_t documents = 1'000'000;  ///< In the largest store; others in proportion.
  std::filesystem::path output;         ///< Absolute.
  std::uint16_t peerPort = 0;           ///< The port of the Python service; 0: none.
  std::vector<std::string> peerHeaders;

  /// A database on the MariaDB server of the Python service; empty: one on a new server.
  std::string mariadbUrl;

  /// `full` in proportion of `documents` to 1,000,000, but at least 20.
  std::uint64_t scaled(std::uint64_t full) const;

  std::filesystem::path stores() const { return output / "stores"; }
};

/// The result of a row.
struct Outcome {
  std::vector<double> values;  ///< One per run; their median is compared with the bar.
  std::string unit;            ///< The unit of `ours` and `peer`.
  double ours = 0;             ///< A median.
  double peer = 0;             ///< A median; 0: no peer.
  std::vector<std::string> notes = {};
  std::vector<std::string> misses = {};  ///< Further conditions of the row that did not hold.
};

double median(std::vector<double> values);

/// Measures both sides alternately, after a round that is not counted. The order of the sides
/// changes with each pair. The values are ours / peer for each pair, so a temporary slowdown of the
/// machine affects both.
Outcome compare(const Options& options, const std::string& unit,
                const std::function<double()>& ours, const std::function<double()>& peer);

/// Measures one side several times; the values are its results.
Outcome repeat(const Options& options, const std::string& unit,
               const std::function<double()>& ours);

}  // namespace freezer::bench
