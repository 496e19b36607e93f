#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace freezer::cli {

/// The process that supervises this service, such as systemd for a unit of Type=notify: see
/// sd_notify(3). The protocol is implemented here because libsystemd and its dependencies delay the
/// start of every command by almost a millisecond.
///
/// Notifications fail silently: the service runs with and without a supervisor.
class Supervisor {
 public:
  /// Notifies the socket at this path, or with this abstract name after '@'. Empty: no supervisor.
  explicit Supervisor(std::string socket) : socket_(std::move(socket)) {}

  /// Takes the socket from NOTIFY_SOCKET.
  static Supervisor fromEnvironment();

  /// The service accepts requests. `status` is one line for people.
  void ready(const std::string& status) const;

  /// The service reloads its files; ready() follows.
  void reloading() const;

  /// The service is stopping.
  void stopping() const;

 private:
  void tell(std::string_view text) const;

  std::string socket_;
};

}  // namespace freezer::cli
