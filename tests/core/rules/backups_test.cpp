#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

class BackupsTest : public FreezerTest {
 protected:
  std::string createBackup(const std::string& more = "") {
    return create(Kind::Backup,
                  R"({"container": "c", "hostname": "h", "backup_name": "n")" + more + "}");
  }
};

TEST_F(BackupsTest, MetadataIsKeptInItsOrder) {
  const std::string id = createBackup(R"(, "zeta": {"a": [1, null, 2.0]}, "alpha": "x")");
  EXPECT_EQ(show(Kind::Backup, id).text(),
            R"({"backup_id":")" + id +
                R"(","project_id":"p1","user_id":"alice",)"
                R"("backup_metadata":{"container":"c","hostname":"h","backup_name":"n",)"
                R"("zeta":{"a":[1,null,2.0]},"alpha":"x"},"status":"available"})");
}

TEST_F(BackupsTest, IdIsMadeByTheService) {
  const std::string id = createBackup(R"(, "backup_id": "mine")");
  EXPECT_EQ(id.size(), 32U);
}

TEST_F(BackupsTest, RequiredStringsMustBeThereAndNotEmpty) {
  EXPECT_EQ(refusal(Kind::Backup, R"({"container": "c", "hostname": ""})").faults.size(), 2U);
}

TEST_F(BackupsTest, StatusIsOneOfTheKnown) {
  EXPECT_EQ(show(Kind::Backup, createBackup(R"(, "status": "creating")")).textAt("/status"),
            "creating");
  const Error error = refusal(Kind::Backup, R"({"container": "c", "hostname": "h",
    "backup_name": "n", "status": "lost"})");
  ASSERT_EQ(error.faults.size(), 1U);
  EXPECT_EQ(error.faults[0].pointer, "/status");
  EXPECT_NE(error.faults[0].message.find("available"), std::string::npos);
}

TEST_F(BackupsTest, PatchTakesStatusAndMetadata) {
  const std::string id = createBackup(R"(, "level": 1)");
  EXPECT_EQ(patch(Kind::Backup, id, R"({"status": "error",
    "backup_metadata": {"level": null, "size": 5}, "user_id": "eve"})"),
            2);
  const Document backup = show(Kind::Backup, id);
  EXPECT_EQ(backup.textAt("/status"), "error");
  EXPECT_FALSE(backup.has("/backup_metadata/level"));
  EXPECT_EQ(backup.integerAt("/backup_metadata/size", 0), 5);
  EXPECT_EQ(backup.textAt("/user_id"), "alice");
}

TEST_F(BackupsTest, OtherPatchesAreRefused) {
  const std::string id = createBackup();
  for (const char* patch :
       {R"({"container": "x"})", R"({"backup_metadata": "x"})", R"({"backup_metadata": null})",
        R"({"status": "lost"})", R"({"backup_metadata": {"hostname": null}})"}) {
    const auto refused = freezer_.patch(resourceOf(Kind::Backup), alice_, id, json(patch));
    ASSERT_FALSE(refused) << patch;
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidDocument) << patch;
  }
}

TEST_F(BackupsTest, FaultOfAPatchPointsIntoTheStoredDocument) {
  const std::string id = createBackup();
  const auto refused =
      freezer_.patch(resourceOf(Kind::Backup), alice_, id,
                     json(R"({"status": "lost", "backup_metadata": {"hostname": ""}})"));
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().faults.size(), 2U);
  EXPECT_EQ(refused.error().faults[0].pointer, "/backup_metadata/hostname");
  EXPECT_EQ(refused.error().faults[1].pointer, "/status");
}

TEST_F(BackupsTest, UserNameIsKeptBesideTheDocument) {
  const std::string id = createBackup();
  const Record record = freezer_.show(resourceOf(Kind::Backup), alice_, id).value();
  EXPECT_EQ(record.sidecar, "alice-name");
  EXPECT_EQ(record.text.find("user_name"), std::string::npos);
  patch(Kind::Backup, id, R"({"status": "error"})");
  EXPECT_EQ(freezer_.show(resourceOf(Kind::Backup), alice_, id).value().sidecar, "alice-name");
}

TEST_F(BackupsTest, UserOfTheLastChangeIsKeptBesideTheDocument) {
  const std::string id = createBackup();
  const auto updatedBy = [&] {
    return freezer_.show(resourceOf(Kind::Backup), alice_, id).value().updated_by;
  };
  EXPECT_EQ(updatedBy(), "alice-name");
  Caller bob = projectCaller(alice_.project_id, "bob");
  const auto change = [&](const std::string& status) {
    return freezer_.patch(resourceOf(Kind::Backup), bob, id,
                          json(R"({"status": ")" + status + "\"}"));
  };
  EXPECT_EQ(change("error").value().updated_by, "bob-name");
  EXPECT_EQ(updatedBy(), "bob-name");
  bob.user_name.clear();
  EXPECT_EQ(change("available").value().updated_by, "bob");
  EXPECT_EQ(updatedBy(), "bob");
}

TEST_F(BackupsTest, DocumentAsItIsReadCanBePosted) {
  const Document read = show(Kind::Backup, createBackup(R"(, "status": "error")"));
  const auto again = freezer_.create(resourceOf(Kind::Backup), alice_, read);
  ASSERT_TRUE(again);
  Document copy = json(again.value().text);
  copy.set("/backup_id", read.textAt("/backup_id"));
  EXPECT_EQ(copy.text(), read.text());
}

}  // namespace
}  // namespace freezer::test
