#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

namespace freezer::test {

/// What a run of cycles did.
struct Figures {
  struct Runs {
    int number = 0;
    int killed = 0;  ///< The others ended by themselves, or were stopped.
  };

  void count(const std::string& command, bool isKilled) {
    Runs& counted = runs[command];
    ++counted.number;
    if (isKilled) ++counted.killed;
  }

  int cycles = 0;
  std::map<std::string, Runs> runs;  ///< By command.
  std::int64_t acknowledged = 0;     ///< Changes by HTTP that were answered.
  std::int64_t inDoubt = 0;          ///< Changes by HTTP that were sent and not answered.
  std::int64_t imported = 0;         ///< Documents of imports that reported success.
  std::int64_t documents = 0;        ///< Documents compared, summed over the cycles.
  std::chrono::duration<double> time{};
  int findings = 0;  ///< Failed expectations.
};

std::ostream& operator<<(std::ostream& stream, const Figures& figures);

}  // namespace freezer::test
