// The page of a document: what it shows, and what can be asked of a job.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

class DocumentPage : public ConsoleOfAJob {};

TEST_F(DocumentPage, StartsStopsAndAbortsAJob) {
  open("#/jobs/" + job_, "nightly");
  for (const auto& [label, event] :
       {std::pair("Start", "start"), {"Stop", "stop"}, {"Abort", "abort"}}) {
    press(label);
    expectText(std::string("requested: ") + event);
    EXPECT_EQ(ask({"GET", "/v2/default/jobs/" + job_}).at("/job_schedule/event"), event);
  }
}

TEST_F(DocumentPage, ShowsWhenAJobRunsNext) {
  open("#/jobs/" + job_, "nightly");
  expectText("Next run");
}

TEST_F(DocumentPage, DeletesAfterAQuestion) {
  open("#/jobs/" + job_, "nightly");
  press("Delete");
  expectText("Delete this job?", "dialog");
  expectAccessible();
  EXPECT_EQ(browser().value("document.activeElement.innerText"), "Cancel");
  press("Cancel");
  EXPECT_EQ(ask({"GET", "/v2/default/jobs/" + job_}).status, 200);
  press("Delete");
  browser().click("dialog .danger");
  expectHeading("Jobs");
  expectText("was deleted", "#messages");
  EXPECT_EQ(ask({"GET", "/v2/default/jobs/" + job_}).status, 404);
}

TEST_F(DocumentPage, ShowsTheRawJsonWithExactNumbers) {
  const std::string id = make("backup", R"({"container":"c","hostname":"h","backup_name":"exact",
    "large":9007199254740993,"whole":1.0})");
  open("#/backups/" + id, "exact");
  browser().click("summary");
  expectText("\"large\": 9007199254740993", "pre");
  expectText("\"whole\": 1.0", "pre");
  expectText("Large 9007199254740993", "dl");
  expectText("Whole 1.0", "dl");
}

TEST_F(DocumentPage, LeavesTheRawJsonOpenWhenItIsRenewed) {
  open("#/jobs/" + job_, "nightly");
  browser().click("summary");
  expectText("\"description\": \"nightly\"", "pre");
  EXPECT_EQ(ask({"PATCH", "/v2/default/jobs/" + job_, R"({"description":"weekly"})"}).status, 200);
  renew();
  expectText("\"description\": \"weekly\"", "pre");
}

TEST_F(DocumentPage, ShowsAtMostSomeHundredsOfFields) {
  std::string members;
  for (int i = 0; i < 4000; ++i) members += ",\"key" + std::to_string(i) + "\":1";
  const std::string id =
      make("backup", R"({"container":"c","hostname":"h","backup_name":"wide")" + members + "}");
  open("#/backups/" + id, "wide");
  expectText("more fields are in the raw JSON");
  EXPECT_LT(std::stoi(browser().value("document.querySelectorAll('dl > div').length")), 400);
  browser().click("summary");
  expectText("\"key3999\": 1", "pre");
}

}  // namespace
}  // namespace freezer::test
