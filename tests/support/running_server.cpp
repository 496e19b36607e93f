#include "tests/support/running_server.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace freezer::test {

RunningServer::RunningServer(const Words& options, const Environment& environment, Words runner) {
  Words command = std::move(runner);
  command.insert(command.end(), {FREEZER_API, "serve", "--bind-port", "0"});
  command.insert(command.end(), options.begin(), options.end());
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  errors_ = pipe[0];
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  process_ = startProcess(command, environment, nothing, nothing, pipe[1]);
  ::close(pipe[1]);
  ::close(nothing);
  reader_ = std::jthread([this] { readAll(); });
  port_ = awaitPort();
}

RunningServer::~RunningServer() {
  endBy(SIGKILL);
  ::close(errors_);
}

std::string RunningServer::text() const {
  const std::lock_guard lock(mutex_);
  return text_;
}

int RunningServer::endBy(int signal) {
  if (process_ < 0) return status_;
  ::kill(process_, signal);
  status_ = waitForEnd(process_);
  process_ = -1;
  reader_.join();
  return status_;
}

Reply RunningServer::get(const std::string& path) const {
  return RawClient(port_).exchange({"GET", path});
}

void RunningServer::readAll() {
  std::array<char, 4096> piece{};
  ssize_t size = 0;
  do {
    size = ::read(errors_, piece.data(), piece.size());
    const std::lock_guard lock(mutex_);
    if (size > 0) text_.append(piece.data(), static_cast<std::size_t>(size));
    ended_ = size <= 0;
    grown_.notify_all();
  } while (size > 0);
}

bool RunningServer::says(std::string_view text) const {
  std::unique_lock lock(mutex_);
  grown_.wait(lock, [&] { return ended_ || text_.find(text) != std::string::npos; });
  return text_.find(text) != std::string::npos;
}

/// Waits for the announced port; 0 if the server ends first or has no port.
std::uint16_t RunningServer::awaitPort() const {
  constexpr std::string_view kAnnouncement = "freezer-api: listening on ";
  constexpr std::string_view kHost = "://127.0.0.1:";
  std::unique_lock lock(mutex_);
  std::size_t at = std::string::npos;
  grown_.wait(lock, [&] {
    at = text_.find(kAnnouncement);
    return ended_ || (at != std::string::npos && text_.find('\n', at) != std::string::npos);
  });
  const std::size_t host = text_.find(kHost, std::min(at, text_.size()));
  if (host == std::string::npos) return 0;
  return static_cast<std::uint16_t>(std::stoi(text_.substr(host + kHost.size())));
}

}  // namespace freezer::test
