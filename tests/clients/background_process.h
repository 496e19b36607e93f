#pragma once

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// A program that goes on until it is told to end. It leads a group of its own:
/// whatever it has started goes with it, and all of it goes with this process.
class BackgroundProcess {
 public:
  /// Starts it; what it prints is added to the file `output`.
  BackgroundProcess(const Words& command, const Environment& environment,
                    std::filesystem::path output);
  BackgroundProcess(const BackgroundProcess&) = delete;
  BackgroundProcess& operator=(const BackgroundProcess&) = delete;
  ~BackgroundProcess();

  bool isRunning();

  /// Asks it to end by SIGTERM, waits until it has, and returns its status as a
  /// shell tells it. One that does not end in time is killed.
  int stop();

 private:
  /// Takes note of its end if there was one.
  void look();

  pid_t process_;
  int status_ = -1;  ///< Known once it has ended.
  bool ended_ = false;
};

}  // namespace freezer::test
