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

/// `serve` as a process, by default on a free loopback port. The constructor returns when the
/// server has announced its address or ended; the destructor kills it. Its standard error is read
/// all the time, so that its messages never block it.
class RunningServer {
 public:
  /// `runner` is a command that runs the program, such as valgrind; empty: none.
  RunningServer(const Words& options, const Environment& environment, Words runner = {});
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer();

  /// Waits until its standard error contains `text`; false if the server ends first.
  bool says(std::string_view text) const;

  /// The TCP port; 0 if it does not listen on TCP.
  std::uint16_t port() const { return port_; }

  pid_t process() const { return process_; }

  /// Its standard error until now.
  std::string text() const;

  /// Sends `signal` unless its end was awaited already, waits for its end, and returns its status
  /// as in a shell. text() is complete then.
  int endBy(int signal);

  /// The reply to a GET request on a new connection.
  Reply get(const std::string& path) const;

 private:
  void readAll();
  std::uint16_t awaitPort() const;

  int errors_ = -1;
  pid_t process_ = -1;  ///< -1 after its end was awaited.
  int status_ = -1;     ///< Valid then.

  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;
  std::string text_;    ///< Protected by mutex_.
  bool ended_ = false;  ///< Whether standard error was closed; protected by mutex_.

  std::jthread reader_;
  std::uint16_t port_ = 0;
};

}  // namespace freezer::test
