#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "tests/support/await.h"
#include "tests/support/process.h"

namespace freezer::test {

/// A program that runs until it is stopped. It leads a process group, so its children end with it.
/// It is killed when the thread that started it ends.
class BackgroundProcess {
 public:
  /// Starts the program and appends its output to the file `output`.
  BackgroundProcess(const Words& command, const Environment& environment,
                    std::filesystem::path output);
  BackgroundProcess(const BackgroundProcess&) = delete;
  BackgroundProcess& operator=(const BackgroundProcess&) = delete;
  ~BackgroundProcess();

  bool isRunning();

  /// Sends a signal to the program and its children.
  void signal(int number);

  /// Sends SIGTERM, waits for the end, and returns the exit status as a shell reports it. Kills a
  /// program that does not end within `patience`.
  int stop(std::chrono::seconds patience = kLongestWait);

 private:
  /// Sets status_ and ended_ if the program has ended.
  void look();

  pid_t process_;
  int status_ = -1;  ///< Valid after the program has ended.
  bool ended_ = false;
};

}  // namespace freezer::test
