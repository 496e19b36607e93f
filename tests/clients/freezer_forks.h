#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// Debian's `freezer` command. Its modules are loaded once, and each command runs in a process
/// forked from the one that has them; otherwise loading them would take most of a test's time.
class FreezerForks {
 public:
  FreezerForks();
  ~FreezerForks();
  FreezerForks(const FreezerForks&) = delete;
  FreezerForks& operator=(const FreezerForks&) = delete;

  /// Runs `freezer` to its end with only this environment. Files go to `folder`.
  Outcome run(const Words& arguments, const Environment& environment,
              const std::filesystem::path& folder);

 private:
  std::string readLine();

  int requests_ = -1;
  int replies_ = -1;
  pid_t process_ = -1;
};

}  // namespace freezer::test
