#pragma once

#include "tests/core/store/engines.h"
#include "tests/support/program.h"

namespace freezer::test {

/// Runs the real program on a new store of an engine.
class EngineProgramTest : public ProgramTest {
 protected:
  explicit EngineProgramTest(const Engine& engine = engineUnderTest()) : place_(engine) {
    environment_["FREEZER_DB"] = place_.url();
  }

  const StorePlace place_;
};

}  // namespace freezer::test
