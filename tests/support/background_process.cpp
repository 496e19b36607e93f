#include "tests/support/background_process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace freezer::test {

BackgroundProcess::BackgroundProcess(const Words& command, const Environment& environment,
                                     std::filesystem::path output) {
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot write " + output.string());
  // A test that exceeds its time is killed, and its destructors do not run.
  Words words = {"/usr/bin/setpriv", "--pdeathsig", "KILL"};
  words.insert(words.end(), command.begin(), command.end());
  process_ = startProcess(words, environment, nothing, file, file, Group::Own);
  ::close(file);
  ::close(nothing);
}

BackgroundProcess::~BackgroundProcess() {
  ::kill(-process_, SIGKILL);
  if (!ended_) waitForEnd(process_);
}

bool BackgroundProcess::isRunning() {
  look();
  return !ended_;
}

void BackgroundProcess::signal(int number) {
  if (isRunning()) ::kill(-process_, number);
}

int BackgroundProcess::stop(std::chrono::seconds patience) {
  if (isRunning()) ::kill(process_, SIGTERM);
  if (!await([this] { return !isRunning(); }, patience)) {
    ::kill(-process_, SIGKILL);
    await([this] { return !isRunning(); });
  }
  return status_;
}

void BackgroundProcess::look() {
  int status = 0;
  if (ended_ || ::waitpid(process_, &status, WNOHANG) != process_) return;
  ended_ = true;
  status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace freezer::test
