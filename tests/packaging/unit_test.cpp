// Checks of the systemd unit by systemd itself.

#include <fstream>

#include "tests/packaging/tools.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

const std::string kUnit = FREEZER_PACKAGING "/freezer-api.service";

TEST(UnitTest, SystemdFindsNoFault) {
  const TemporaryFolder folder;
  const std::string copy = folder.path() / "freezer-api.service";
  std::string text = fileContent(kUnit);
  const std::string program = "ExecStart=freezer-api";
  ASSERT_NE(text.find(program), std::string::npos);
  // The unit names the installed program; here it is in the build folder.
  text.replace(text.find(program), program.size(), "ExecStart=" FREEZER_BUILD "/freezer-api");
  std::ofstream(copy) << text;
  // Messages about other units of this machine are ignored.
  const Outcome outcome = shell("systemd-analyze verify --man=no " + copy);
  EXPECT_EQ(outcome.err.find("freezer-api.service"), std::string::npos) << outcome.err;
}

TEST(UnitTest, TheServiceIsSandboxed) {
  const Outcome outcome = shell("systemd-analyze security --offline=true --threshold=20 " + kUnit);
  EXPECT_EQ(outcome.status, 0) << outcome.out;
}

}  // namespace
}  // namespace freezer::test
