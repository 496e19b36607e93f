#pragma once

#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// A command of the program as a process that can be ended while it runs. It has no input, and its
/// output is dropped. The destructor kills it.
class RunningCommand {
 public:
  RunningCommand(const Words& arguments, const Environment& environment);
  RunningCommand(const RunningCommand&) = delete;
  RunningCommand& operator=(const RunningCommand&) = delete;
  ~RunningCommand();

  bool hasEnded() const;

  /// Sends `signal` unless it has ended, waits for the end, and returns the status as in a shell.
  int endBy(int signal);

  /// What it wrote to its standard error until now.
  std::string errors() const;

 private:
  int errors_ = -1;
  pid_t process_ = -1;  ///< -1 after its end was awaited.
  int status_ = -1;     ///< Valid then.
};

}  // namespace freezer::test
