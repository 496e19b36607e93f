#pragma once

#include <csignal>
#include <ctime>

namespace freezer::cli {

/// As long as it exists, writing to a connection that the peer has closed fails in this thread,
/// instead of ending the program by SIGPIPE. The program needs the signal for its output.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    constexpr timespec kNoTime = {};
    while (sigtimedwait(&pipe_, nullptr, &kNoTime) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_ = {};
  sigset_t before_ = {};
};

}  // namespace freezer::cli
