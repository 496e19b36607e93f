// The files that cmake --install installs.

#include <fstream>

#include "tests/packaging/tools.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

class InstallTest : public testing::Test {
 protected:
  /// Installs under a umask that leaves files writable to the group, as on a shared machine.
  void install() const {
    printed("umask 002 && cmake --install " FREEZER_BUILD " --prefix " + root());
  }

  std::string root() const { return folder_.path() / "usr"; }
  std::string settings() const { return root() + "/etc/freezer/freezer-api.conf"; }

  const TemporaryFolder folder_;
};

TEST_F(InstallTest, EveryFileIsInItsUsualPlace) {
  install();
  for (const std::string file :
       {"bin/freezer-api", "etc/freezer/freezer-api.conf", "lib/systemd/system/freezer-api.service",
        "share/man/man1/freezer-api.1", "share/man/man5/freezer-api.conf.5",
        "share/bash-completion/completions/freezer-api",
        "share/zsh/vendor-completions/_freezer-api",
        "share/fish/vendor_completions.d/freezer-api.fish",
        "share/doc/freezer-api/examples/freezer-api.rules.yml",
        "share/doc/freezer-api/examples/freezer-api-dashboard.json"}) {
    EXPECT_TRUE(std::filesystem::is_regular_file(root() + "/" + file)) << file;
  }
  EXPECT_TRUE(printed(root() + "/bin/freezer-api version").starts_with("freezer-api "));
}

TEST_F(InstallTest, TheInstalledSettingsAreTheDefaults) {
  install();
  const auto shown = [this](const std::string& file) {
    return printed(root() + "/bin/freezer-api config show -f csv -c name -c value --config-file " +
                   file);
  };
  EXPECT_EQ(shown(settings()), shown("/dev/null"));
}

TEST_F(InstallTest, ModesDoNotDependOnTheUmask) {
  install();
  EXPECT_EQ(printed("find " + root() + " -mindepth 1 -type d ! -perm 0755"), "");
  EXPECT_EQ(printed("find " + root() + " -type f ! -perm 0644 ! -path '*/bin/*'"), "");
  EXPECT_EQ(printed("find " + root() + "/bin -type f ! -perm 0755"), "");
}

TEST_F(InstallTest, ChangedSettingsAreKept) {
  install();
  std::ofstream(settings()) << "changed";
  install();
  EXPECT_EQ(fileContent(settings()), "changed");
}

}  // namespace
}  // namespace freezer::test
