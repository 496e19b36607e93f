#include "tests/faults/crash/figures.h"

#include <ostream>

namespace freezer::test {

std::ostream& operator<<(std::ostream& stream, const Figures& figures) {
  stream << "cycles:              " << figures.cycles << '\n';
  for (const auto& [command, runs] : figures.runs)
    stream << "killed " << command << ": " << runs.killed << " of " << runs.number << '\n';
  return stream << "acknowledged writes: " << figures.acknowledged << '\n'
                << "in doubt:            " << figures.inDoubt << '\n'
                << "imported documents:  " << figures.imported << '\n'
                << "compared documents:  " << figures.documents << '\n'
                << "seconds:             " << figures.time.count() << '\n'
                << "findings:            " << figures.findings << '\n';
}

}  // namespace freezer::test
