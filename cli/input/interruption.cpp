#include "cli/input/interruption.h"

#include <atomic>
#include <csignal>

namespace freezer::cli {
namespace {

constexpr int kTaken[] = {SIGINT, SIGTERM};

/// The signal that has arrived, for the handler, which can reach no object; 0: none.
constinit std::atomic<int> arrived = 0;

extern "C" void noteArrival(int signal) {
  arrived = signal;
}

void take(int signal) {
  struct sigaction before {};
  ::sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = noteArrival;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
}

void release(int signal) {
  struct sigaction now {};
  ::sigaction(signal, nullptr, &now);
  if (now.sa_handler == noteArrival) ::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
  arrived = 0;
  for (const int signal : kTaken) take(signal);
}

Interruption::~Interruption() {
  for (const int signal : kTaken) release(signal);
}

bool Interruption::hasArrived() const {
  return arrived != 0;
}

void Interruption::endProgram() const {
  ::raise(arrived);  // SA_RESETHAND restored the default action.
}

}  // namespace freezer::cli
