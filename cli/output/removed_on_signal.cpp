#include "cli/output/removed_on_signal.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <utility>

#include "cli/output/signal_action.h"

namespace freezer::cli {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

/// The files, for the handler, which can reach no object; null: none.
constinit std::atomic<const std::vector<std::filesystem::path>*> watched = nullptr;

sigset_t signalSet() {
  sigset_t set{};
  sigemptyset(&set);
  for (const int signal : kSignals) sigaddset(&set, signal);
  return set;
}

/// Removes the files, then ends the program by the same signal, which its parent sees as the
/// reason.
extern "C" void removeAndEnd(int signal) {
  for (const std::filesystem::path& file : *watched.load()) ::unlink(file.c_str());
  ::raise(signal);  // takeOnce() restored the default action. It is taken after the return.
}

}  // namespace

RemovedOnSignal::RemovedOnSignal() {
  const sigset_t set = signalSet();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
}

RemovedOnSignal::~RemovedOnSignal() {
  for (const int signal : kSignals) takeNoMore(signal, removeAndEnd);
  watched = nullptr;
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void RemovedOnSignal::watch(std::vector<std::filesystem::path> files) {
  files_ = std::move(files);
  watched = &files_;
  for (const int signal : kSignals) takeOnce(signal, removeAndEnd, signalSet());
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace freezer::cli
