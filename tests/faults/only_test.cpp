#include "tests/faults/only_test.h"

namespace freezer::test {
namespace {

int failuresIn(const testing::TestResult& result) {
  int failures = 0;
  for (int i = 0; i < result.total_part_count(); ++i)
    if (result.GetTestPartResult(i).failed()) ++failures;
  return failures;
}

}  // namespace

void initializeTests(int& count, char** words) {
  testing::FLAGS_gtest_brief = true;
  testing::InitGoogleTest(&count, words);
}

OnlyTest runOnlyTest(const char* suite, const char* name,
                     const std::function<ProgramTest*()>& make) {
  const testing::TestInfo* const test =
      testing::RegisterTest(suite, name, nullptr, nullptr, __FILE__, __LINE__, make);
  const int status = RUN_ALL_TESTS();
  return {status, failuresIn(*test->result())};
}

}  // namespace freezer::test
