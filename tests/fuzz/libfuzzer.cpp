// One target as a program of libFuzzer; FUZZ_TARGET is the target's name.

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>

#include "tests/fuzz/target.h"

namespace {

/// 100 ms, times twenty: the sanitizers and the counters of libFuzzer cost a factor of 8 to 17, and
/// the models and repetitions of a target come on top.
constexpr double kMaxSeconds = 2.0;

/// Processor time, which other programs on the machine do not change.
double secondsOfProcessor() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const double start = secondsOfProcessor();
  freezer::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  freezer::fuzz::require(secondsOfProcessor() - start < kMaxSeconds, "an input takes little time");
  return 0;
}
