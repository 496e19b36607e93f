#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace freezer::cli {

/// Whoever started this service and wants to know how it gets on, such as systemd for a
/// unit of Type=notify: sd_notify(3). Spoken by hand, since libsystemd and what it needs
/// would make every command start almost a millisecond later.
///
/// Telling fails in silence: the service goes on whether anybody listens or not.
class Supervisor {
 public:
  /// The one whose socket is at this path, or of this abstract name behind '@'. Nobody
  /// listens where it is empty.
  explicit Supervisor(std::string socket) : socket_(std::move(socket)) {}

  /// The one that the environment names in NOTIFY_SOCKET, if it does.
  static Supervisor fromEnvironment();

  /// The service answers. `status` is one line for people.
  void ready(const std::string& status) const;

  /// The service reads its files again, until it is ready() once more.
  void reloading() const;

  /// The service is about to end.
  void stopping() const;

 private:
  void tell(std::string_view text) const;

  std::string socket_;
};

}  // namespace freezer::cli
