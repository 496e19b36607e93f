#pragma once

#include <functional>

#include "tests/support/program.h"

namespace freezer::test {

/// The result of a program that consists of one test.
struct OnlyTest {
  int status;    ///< The exit status.
  int failures;  ///< Failed expectations.
};

/// Takes the options of GoogleTest out of the arguments.
void initializeTests(int& count, char** words);

/// Runs the test that `make` creates with `new`; GoogleTest deletes it.
OnlyTest runOnlyTest(const char* suite, const char* name,
                     const std::function<ProgramTest*()>& make);

}  // namespace freezer::test
