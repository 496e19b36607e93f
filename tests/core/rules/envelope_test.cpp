#include "core/rules/envelope.h"

#include <gtest/gtest.h>

#include <string>

namespace freezer {
namespace {

Document documentOf(std::string_view text) {
  return Document::parse(text).value();
}

TEST(StoredForm, SharesNothingWithWhatWasSent) {
  const struct {
    Kind kind;
    const char *given, *nested;
  } rows[] = {
      {Kind::Backup, R"({"x":{"y":[{"z":1}]}})", "/backup_metadata/x"},
      {Kind::Client, R"({"client_id":"c","x":{"y":[{"z":1}]}})", "/client/x"},
      {Kind::Job, R"({"x":{"y":[{"z":1}]}})", "/x"},
  };
  for (const auto& row : rows) {
    const Document given = documentOf(row.given);
    const Resource& resource = resourceOf(row.kind);
    Document stored = toStored(resource, acceptBody(resource, given), "id", "p", "u");
    asObject(stored.arrayAt(std::string(row.nested) + "/y")[0]).set("z", 2);
    stored.remove(row.nested);
    EXPECT_EQ(given.text(), row.given);
  }
}

TEST(StoredForm, BeginsWithIdAndOwner) {
  const Document backup = documentOf(R"({"b":1,"status":"error","a":2})");
  EXPECT_EQ(toStored(resourceOf(Kind::Backup), backup, "i", "p", "u").text(),
            R"({"backup_id":"i","project_id":"p","user_id":"u","status":"error",)"
            R"("backup_metadata":{"b":1,"a":2}})");
  const Document job = documentOf(R"({"b":1,"job_id":"sent","a":2})");
  EXPECT_EQ(toStored(resourceOf(Kind::Job), job, "i", "p", "u").text(),
            R"({"job_id":"i","project_id":"p","user_id":"u","b":1,"a":2})");
}

TEST(AcceptedBody, LacksWhatOnlyTheServiceSets) {
  const Document given = documentOf(R"({"b":1,"user_id":"mallory","a":2})");
  EXPECT_EQ(acceptBody(resourceOf(Kind::Backup), given).text(), R"({"b":1,"a":2})");
  EXPECT_EQ(given.text(), R"({"b":1,"user_id":"mallory","a":2})");
}

}  // namespace
}  // namespace freezer
