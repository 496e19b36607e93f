#include "cli/output/removed_on_signal.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <utility>

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
  ::raise(signal);  // SA_RESETHAND restored the default action. It is taken after the return.
}

void handle(int signal) {
  struct sigaction before {};
  ::sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = removeAndEnd;
  action.sa_mask = signalSet();
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
}

void handleNoMore(int signal) {
  struct sigaction now {};
  ::sigaction(signal, nullptr, &now);
  if (now.sa_handler == removeAndEnd) ::signal(signal, SIG_DFL);
}

}  // namespace

RemovedOnSignal::RemovedOnSignal() {
  const sigset_t set = signalSet();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
}

RemovedOnSignal::~RemovedOnSignal() {
  for (const int signal : kSignals) handleNoMore(signal);
  watched = nullptr;
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void RemovedOnSignal::watch(std::vector<std::filesystem::path> files) {
  files_ = std::move(files);
  watched = &files_;
  for (const int signal : kSignals) handle(signal);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace freezer::cli
