#include "tests/bench/memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/bench/programs.h"
#include "tests/bench/report.h"

namespace freezer::bench {
namespace {

/// The smallest growth that is reported: less is noise.
constexpr double kLeastGrowthMegabytes = 0.01;

}  // namespace

double peakMegabytes(const test::Words& arguments) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const pid_t process =
      test::startProgram(arguments, quietEnvironment(), nothing, nothing, nothing);
  ::close(nothing);
  double peak = 0;
  const std::string status = "/proc/" + std::to_string(process) + "/status";
  // The field is read repeatedly, because it is gone when the process ends.
  for (bool isRunning = true; isRunning;) {
    isRunning = false;
    std::ifstream stream(status);
    for (std::string line; std::getline(stream, line);) {
      if (!line.starts_with("VmHWM:")) continue;
      peak = std::stod(line.substr(line.find(':') + 1)) / 1024;
      isRunning = true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (test::waitForEnd(process) != 0) throw std::runtime_error(arguments.back() + " failed");
  return peak;
}

Outcome growth(const Options& options, std::uint64_t small, std::uint64_t large,
               const std::function<double(std::uint64_t count)>& peak) {
  double least = 0;
  Outcome outcome = repeat(options, "MB", [&] {
    least = peak(options.scaled(small));
    return std::max(peak(options.scaled(large)) - least, kLeastGrowthMegabytes);
  });
  outcome.notes.push_back(number(least) + " MB with the fewest");
  return outcome;
}

}  // namespace freezer::bench
