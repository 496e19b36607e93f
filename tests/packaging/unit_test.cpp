// The systemd unit, as systemd reads it.

#include <fstream>

#include "tests/packaging/tools.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

const std::string kUnit = FREEZER_PACKAGING "/freezer-api.service";

TEST(UnitTest, SystemdHasNothingToSayOfIt) {
  const TemporaryFolder folder;
  const std::string copy = folder.path() / "freezer-api.service";
  std::string text = fileContent(kUnit);
  const std::string program = "ExecStart=freezer-api";
  ASSERT_NE(text.find(program), std::string::npos);
  // The one that is not installed yet.
  text.replace(text.find(program), program.size(), "ExecStart=" FREEZER_BUILD "/freezer-api");
  std::ofstream(copy) << text;
  // What it says of the units of this machine is none of our business.
  const Outcome outcome = shell("systemd-analyze verify --man=no " + copy);
  EXPECT_EQ(outcome.err.find("freezer-api.service"), std::string::npos) << outcome.err;
}

TEST(UnitTest, LittleOfTheMachineIsExposedToIt) {
  const Outcome outcome = shell("systemd-analyze security --offline=true --threshold=20 " + kUnit);
  EXPECT_EQ(outcome.status, 0) << outcome.out;
}

}  // namespace
}  // namespace freezer::test
