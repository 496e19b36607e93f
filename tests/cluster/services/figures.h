#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

#include "tests/cluster/services/activity.h"

namespace freezer::test {

/// What a run did.
struct ClusterFigures {
  struct Fault {
    int count = 0;
    Silence longest;  ///< Each the longest one of all these faults.
  };

  void add(const std::string& fault, const Silence& silence);

  std::map<std::string, Fault> faults;  ///< By name.
  std::int64_t calmRounds = 0;          ///< Rounds without faults.
  std::int64_t calmRight = 0;
  std::int64_t rounds = 0;
  std::int64_t right = 0;
  std::int64_t acknowledged = 0;
  std::int64_t unsure = 0;
  std::int64_t walks = 0;
  std::chrono::duration<double> time{};
  int findings = 0;  ///< Failed expectations.
};

std::ostream& operator<<(std::ostream& stream, const ClusterFigures& figures);

}  // namespace freezer::test
