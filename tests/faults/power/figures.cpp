#include "tests/faults/power/figures.h"

#include <ostream>

namespace freezer::test {

std::ostream& operator<<(std::ostream& stream, const PowerFigures& figures) {
  return stream << "cycles:              " << figures.cycles << '\n'
                << "losses of power:     " << figures.losses << '\n'
                << "acknowledged writes: " << figures.acknowledged << '\n'
                << "in doubt:            " << figures.inDoubt << '\n'
                << "compared documents:  " << figures.documents << '\n'
                << "seconds:             " << figures.time.count() << '\n';
}

std::ostream& operator<<(std::ostream& stream, const FaultFigures& figures) {
  return stream << "calls that failed:   " << figures.runs << '\n'
                << "refused writes:      " << figures.refused << '\n'
                << "writes:              " << figures.succeeded << '\n'
                << "seconds:             " << figures.time.count() << '\n';
}

}  // namespace freezer::test
