#pragma once

#include <csignal>

namespace freezer::cli {

/// Lets `handler` take `signal` once; afterwards the signal does again what it does by default. The
/// signals in `blocked` wait while the handler runs. A signal that the parent process ignores, as
/// nohup does, stays ignored.
inline void takeOnce(int signal, void (*handler)(int), const sigset_t& blocked = {}) {
  struct sigaction before {};
  ::sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_mask = blocked;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
}

/// Ends takeOnce(), if the signal has not arrived.
inline void takeNoMore(int signal, void (*handler)(int)) {
  struct sigaction now {};
  ::sigaction(signal, nullptr, &now);
  if (now.sa_handler == handler) ::signal(signal, SIG_DFL);
}

}  // namespace freezer::cli
