#include "tests/support/running_command.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/program.h"

namespace freezer::test {

RunningCommand::RunningCommand(const Words& arguments, const Environment& environment)
    : errors_(::memfd_create("errors", MFD_CLOEXEC)) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  process_ = startProgram(arguments, environment, nothing, nothing, errors_);
  ::close(nothing);
}

RunningCommand::~RunningCommand() {
  endBy(SIGKILL);
  ::close(errors_);
}

bool RunningCommand::hasEnded() const {
  if (process_ < 0) return true;
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
  return ended.si_pid != 0;
}

int RunningCommand::endBy(int signal) {
  if (process_ < 0) return status_;
  ::kill(process_, signal);
  status_ = waitForEnd(process_);
  process_ = -1;
  return status_;
}

std::string RunningCommand::errors() const {
  return fileContent("/proc/self/fd/" + std::to_string(errors_));
}

}  // namespace freezer::test
