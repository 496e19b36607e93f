#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>

namespace freezer::test {

/// What a run of PowerLoss did.
struct PowerFigures {
  int cycles = 0;
  int losses = 0;                 ///< Of power, while something was running.
  std::int64_t acknowledged = 0;  ///< Changes by HTTP that were answered with success.
  std::int64_t inDoubt = 0;       ///< Changes by HTTP that were answered 500, or not at all.
  std::int64_t documents = 0;     ///< Documents compared, summed over the cycles.
  std::chrono::duration<double> time{};
};

/// What a run of FailingCalls did.
struct FaultFigures {
  int runs = 0;
  std::int64_t refused = 0;  ///< Changes by HTTP that were answered 500 or 503.
  std::int64_t succeeded = 0;
  std::chrono::duration<double> time{};
};

std::ostream& operator<<(std::ostream& stream, const PowerFigures& figures);
std::ostream& operator<<(std::ostream& stream, const FaultFigures& figures);

}  // namespace freezer::test
