#include "tests/cluster/services/figures.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace freezer::test {

void ClusterFigures::add(const std::string& fault, const Silence& silence) {
  Fault& sum = faults[fault];
  ++sum.count;
  sum.longest.any = std::max(sum.longest.any, silence.any);
  sum.longest.writer = std::max(sum.longest.writer, silence.writer);
  sum.longest.service = std::max(sum.longest.service, silence.service);
}

std::ostream& operator<<(std::ostream& stream, const ClusterFigures& figures) {
  stream << "longest seconds without an acknowledged write\n"
         << std::left << std::setw(30) << "fault" << std::right << std::setw(7) << "count"
         << std::setw(12) << "all clients" << std::setw(12) << "one writer" << std::setw(12)
         << "one service" << '\n'
         << std::fixed << std::setprecision(1);
  for (const auto& [name, fault] : figures.faults) {
    stream << std::left << std::setw(30) << name << std::right << std::setw(7) << fault.count
           << std::setw(12) << fault.longest.any.count() << std::setw(12)
           << fault.longest.writer.count() << std::setw(12) << fault.longest.service.count()
           << '\n';
  }
  return stream << "rounds without faults: " << figures.calmRounds << ", right "
                << figures.calmRight << "\nrounds in all:         " << figures.rounds << ", right "
                << figures.right << "\nacknowledged writes:   " << figures.acknowledged
                << "\nunknown outcomes:      " << figures.unsure
                << "\nwalks:                 " << figures.walks
                << "\nseconds:               " << figures.time.count()
                << "\nfindings:              " << figures.findings << '\n';
}

}  // namespace freezer::test
