#include "cli/input/interruption.h"

#include <atomic>
#include <csignal>

#include "cli/output/signal_action.h"

namespace freezer::cli {
namespace {

constexpr int kTaken[] = {SIGINT, SIGTERM};

/// The signal that has arrived, for the handler, which can reach no object; 0: none.
constinit std::atomic<int> arrived = 0;

extern "C" void noteArrival(int signal) {
  arrived = signal;
}

}  // namespace

Interruption::Interruption() {
  arrived = 0;
  for (const int signal : kTaken) takeOnce(signal, noteArrival);
}

Interruption::~Interruption() {
  for (const int signal : kTaken) takeNoMore(signal, noteArrival);
}

bool Interruption::hasArrived() const {
  return arrived != 0;
}

void Interruption::endProgram() const {
  ::raise(arrived);  // takeOnce() restored the default action.
}

}  // namespace freezer::cli
