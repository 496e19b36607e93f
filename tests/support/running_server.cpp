#include "tests/support/running_server.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

namespace freezer::test {

RunningServer::RunningServer(Words options, const Environment& environment) {
  options.insert(options.begin(), {"serve", "--bind-port", "0"});
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  process_ = startProgram(options, environment, nothing, nothing, pipe[1]);
  ::close(pipe[1]);
  ::close(nothing);
  errors_ = pipe[0];
  const std::string announced = "freezer-api: listening on http://127.0.0.1:";
  while (text_.find('\n', std::min(text_.find(announced), text_.size())) == std::string::npos)
    if (!readMore()) break;
  const std::size_t at = text_.find(announced);
  if (at != std::string::npos)
    port_ = static_cast<std::uint16_t>(std::stoi(text_.substr(at + announced.size())));
}

RunningServer::~RunningServer() {
  if (process_ > 0) endBy(SIGKILL);
  ::close(errors_);
}

int RunningServer::endBy(int signal) {
  ::kill(process_, signal);
  const int status = waitForEnd(process_);
  process_ = -1;
  while (readMore()) {
  }
  return status;
}

Reply RunningServer::get(const std::string& path) const {
  return RawClient(port_).exchange({"GET", path});
}

/// Waits for more of its standard error; false at its end, or when nothing
/// comes for a minute.
bool RunningServer::readMore() {
  pollfd waiting{errors_, POLLIN, 0};
  if (::poll(&waiting, 1, 60'000) != 1) return false;
  std::array<char, 1024> piece{};
  const ssize_t size = ::read(errors_, piece.data(), piece.size());
  if (size <= 0) return false;
  text_.append(piece.data(), static_cast<std::size_t>(size));
  return true;
}

}  // namespace freezer::test
