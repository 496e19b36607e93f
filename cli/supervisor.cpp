#include "cli/supervisor.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>

namespace freezer::cli {
namespace {

/// The time of CLOCK_MONOTONIC.
std::string microsecondsNow() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace

Supervisor Supervisor::fromEnvironment() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): asked before any thread starts.
  const char* const socket = std::getenv("NOTIFY_SOCKET");
  return Supervisor(socket == nullptr ? "" : socket);
}

void Supervisor::ready(const std::string& status) const {
  tell("READY=1\nSTATUS=" + status);
}

void Supervisor::reloading() const {
  tell("RELOADING=1\nMONOTONIC_USEC=" + microsecondsNow());
}

void Supervisor::stopping() const {
  tell("STOPPING=1\nSTATUS=Finishing open requests");
}

void Supervisor::tell(std::string_view text) const {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  if (socket_.empty() || socket_.size() >= sizeof(address.sun_path)) return;
  std::ranges::copy(socket_, address.sun_path);
  if (socket_.front() == '@') address.sun_path[0] = '\0';
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  const timeval patience{.tv_sec = 1, .tv_usec = 0};  // The supervisor may not read any more.
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  // The length delimits an abstract name.
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  ::sendto(descriptor, text.data(), text.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), length);
  ::close(descriptor);
}

}  // namespace freezer::cli
