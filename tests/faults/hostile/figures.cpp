#include "tests/faults/hostile/figures.h"

#include <iomanip>
#include <ostream>

namespace freezer::test {

void Answers::count(int status) {
  const std::lock_guard lock(mutex_);
  ++counts_[status];
}

std::map<int, int> Answers::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

std::ostream& operator<<(std::ostream& stream, const std::vector<AttackFigures>& figures) {
  stream << std::left << std::setw(16) << "attack" << std::right << std::setw(10) << "requests"
         << std::setw(9) << "p99 ms" << std::setw(10) << "worst ms" << std::setw(9) << "peak MB"
         << std::setw(8) << "end ms"
         << "  answers to the attackers\n"
         << std::fixed << std::setprecision(0);
  for (const AttackFigures& one : figures) {
    stream << std::left << std::setw(16) << one.attack << std::right << std::setw(10)
           << one.requests << std::setw(9) << one.p99.count() << std::setw(10) << one.worst.count()
           << std::setw(9) << one.peakMegabytes << std::setw(8) << one.end.count() << ' ';
    for (const auto& [status, count] : one.answers)
      stream << ' ' << (status == 0 ? "none" : std::to_string(status)) << ": " << count;
    stream << '\n';
  }
  return stream;
}

}  // namespace freezer::test
