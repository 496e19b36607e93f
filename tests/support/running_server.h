#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "tests/support/program.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// `serve` as a process, on a free port of the loopback unless told otherwise. It
/// has announced where it listens, or ended, when the constructor returns; it is killed with this
/// object. Its standard error is read all the time, so that nothing it says can block it.
class RunningServer {
 public:
  RunningServer(Words options, const Environment& environment);
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer();

  /// Waits until its standard error has `text`; false when it ends without.
  bool says(std::string_view text) const;

  /// 0 when it did not come to listen by TCP.
  std::uint16_t port() const { return port_; }

  pid_t process() const { return process_; }

  /// What it has written to its standard error until now.
  std::string text() const;

  /// Sends it `signal` while it runs, waits for its end, and returns its status
  /// as a shell tells it. All of its text is there then.
  int endBy(int signal);

  /// What it answers to a GET, on a connection of its own.
  Reply get(const std::string& path) const;

 private:
  void readAll();
  std::uint16_t awaitPort() const;

  int errors_ = -1;
  pid_t process_ = -1;

  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;
  std::string text_;    ///< Protected by mutex_.
  bool ended_ = false;  ///< Whether the text has; protected by mutex_.

  std::jthread reader_;
  std::uint16_t port_ = 0;
};

}  // namespace freezer::test
