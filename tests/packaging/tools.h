#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// Runs a command of the shell with the tools of the system, in the language of its authors and at
/// a given time, so that whatever is made is the same again.
inline Outcome shell(const std::string& command) {
  return runProcess({"/bin/sh", "-c", command}, {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"},
                                                 {"LC_ALL", "C.UTF-8"},
                                                 {"SOURCE_DATE_EPOCH", "1700000000"}});
}

/// What it prints, where it has to succeed.
inline std::string printed(const std::string& command) {
  const Outcome outcome = shell(command);
  EXPECT_EQ(outcome.status, 0) << command << '\n' << outcome.out << outcome.err;
  return outcome.out;
}

}  // namespace freezer::test
