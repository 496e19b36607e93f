#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// Runs a shell command with the tools of the system, in a fixed locale and with a fixed
/// SOURCE_DATE_EPOCH, so that builds are reproducible.
inline Outcome shell(const std::string& command) {
  return runProcess({"/bin/sh", "-c", command}, {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"},
                                                 {"LC_ALL", "C.UTF-8"},
                                                 {"SOURCE_DATE_EPOCH", "1700000000"}});
}

/// Runs a command that must succeed, and returns its output.
inline std::string printed(const std::string& command) {
  const Outcome outcome = shell(command);
  EXPECT_EQ(outcome.status, 0) << command << '\n' << outcome.out << outcome.err;
  return outcome.out;
}

}  // namespace freezer::test
