// The Debian package.

#include <memory>

#include "tests/packaging/tools.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

class PackageTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    // The worst case for modes: a checkout of 0664 files and 0775 folders, and a umask of 002.
    const std::string checkout = folder() + "/checkout";
    const std::string packaging = checkout + "/server/packaging";
    printed("umask 002 && mkdir -p " + packaging + " && cp -r " FREEZER_PACKAGING "/debian " +
            packaging + " && cp " FREEZER_PACKAGING "/../../CHANGELOG.md " + checkout +
            " && chmod -R u=rwX,g=rwX,o=rX " + checkout);
    printed("umask 002 && cd " FREEZER_BUILD " && cpack -G DEB -B " + folder() +
            " -D CPACK_FREEZER_DEBIAN=" + packaging + "/debian");
    printed("cd " + folder() + " && dpkg-deb -e *.deb control && dpkg-deb -c *.deb > content");
  }

  static void TearDownTestSuite() { folder_.reset(); }

  static std::string folder() { return folder_->path(); }

  static std::string field(const std::string& name) {
    return printed("dpkg-deb -f " + folder() + "/*.deb " + name);
  }

  /// The mode, owner and path of every file, a line each.
  static std::string content() {
    return printed("awk '{print $1, $2, $6}' " + folder() + "/content");
  }

 private:
  inline static std::unique_ptr<TemporaryFolder> folder_;
};

TEST_F(PackageTest, HasItsOwnNameAndReplacesDebiansPackage) {
  EXPECT_EQ(field("Package"), "freezer-api-cpp\n");
  EXPECT_EQ(field("Provides"), "freezer-api\n");
  EXPECT_EQ(field("Conflicts"), "freezer-api, python3-freezer-api\n");
  EXPECT_EQ(field("Replaces"), field("Conflicts"));
}

TEST_F(PackageTest, DependsOnTheLinkedLibraries) {
  EXPECT_NE(field("Depends").find("libsqlite3-0"), std::string::npos) << field("Depends");
  EXPECT_EQ(field("Depends").find("libcurl"), std::string::npos) << field("Depends");
  EXPECT_EQ(field("Recommends"), "\n");
}

TEST_F(PackageTest, EveryFileIsInItsPlaceOnDebian) {
  const std::string files = content();
  for (const std::string file :
       {"-rwxr-xr-x root/root ./usr/bin/freezer-api\n",
        "-rw-r--r-- root/root ./etc/freezer/freezer-api.conf\n",
        "-rw-r--r-- root/root ./lib/systemd/system/freezer-api.service\n",
        "-rw-r--r-- root/root ./usr/share/man/man1/freezer-api.1.gz\n",
        "-rw-r--r-- root/root ./usr/share/doc/freezer-api-cpp/changelog.Debian.gz\n",
        "-rw-r--r-- root/root ./usr/share/doc/freezer-api-cpp/copyright\n"}) {
    EXPECT_NE(files.find(file), std::string::npos) << file << "is not in\n" << files;
  }
}

TEST_F(PackageTest, ModesDependNeitherOnTheUmaskNorOnTheCheckout) {
  EXPECT_EQ(printed("awk '$1 != \"-rw-r--r--\" && $1 != \"drwxr-xr-x\" {print $1, $6}' " +
                    folder() + "/content"),
            "-rwxr-xr-x ./usr/bin/freezer-api\n");
}

TEST_F(PackageTest, ChangedSettingsSurviveAnUpgrade) {
  EXPECT_EQ(fileContent(folder() + "/control/conffiles"), "/etc/freezer/freezer-api.conf\n");
}

TEST_F(PackageTest, MaintainerScriptsAreValidShell) {
  for (const std::string script : {"postinst", "prerm", "postrm"})
    printed("sh -n " + folder() + "/control/" + script);
}

TEST_F(PackageTest, LintianFindsNothing) {
  EXPECT_EQ(printed("lintian --fail-on error,warning --no-cfg " + folder() + "/*.deb"), "");
}

}  // namespace
}  // namespace freezer::test
