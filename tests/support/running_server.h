#pragma once

#include <cstdint>
#include <string>

#include "tests/support/program.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// `serve` as a process, on a free port of the loopback. It has announced its
/// port, or ended, when the constructor returns; it is killed with this object.
class RunningServer {
 public:
  RunningServer(Words options, const Environment& environment);
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer();

  /// 0 when it did not come to listen.
  std::uint16_t port() const { return port_; }

  pid_t process() const { return process_; }

  /// What has been read of its standard error: the announcement and what came
  /// with it, and once it has ended, all.
  const std::string& text() const { return text_; }

  /// Sends it `signal` while it runs, waits for its end, and returns its status as a shell
  /// tells it.
  int endBy(int signal);

  /// What it answers to a GET, on a connection of its own.
  Reply get(const std::string& path) const;

 private:
  bool readMore();

  pid_t process_ = -1;
  int errors_ = -1;
  std::uint16_t port_ = 0;
  std::string text_;
};

}  // namespace freezer::test
