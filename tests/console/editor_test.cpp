// Documents as JSON: faults at their place, conflicts with both sides.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

class Editor : public ConsoleOfAJob {
 protected:
  void openEditor() { open("#/edit/jobs/" + job_, "Edit job"); }

  /// Replaces text in the document.
  void change(const std::string& from, const std::string& to) {
    EXPECT_TRUE(browser().awaits("document.querySelector('#json')?.value.includes(" +
                                 quoteJson(from) + ")"));
    browser().run(
        "const area = document.querySelector('#json');"
        "area.value = area.value.replace(" +
        quoteJson(from) + ", " + quoteJson(to) +
        ");"
        "area.dispatchEvent(new Event('input'));");
  }

  std::string selected() {
    return browser().value(
        "((area) => area.value.slice(area.selectionStart, "
        "area.selectionEnd))(document.activeElement)");
  }

  std::string description() { return ask({"GET", "/v2/default/jobs/" + job_}).at("/description"); }
};

TEST_F(Editor, SavesWhatWasChanged) {
  openEditor();
  change("nightly", "weekly");
  press("Save");
  expectHeading("weekly");
  EXPECT_EQ(description(), "weekly");
}

TEST_F(Editor, SavesAClientWithoutAMember) {
  open("#/edit/clients/web1", "Edit client");
  change(R"("hostname": "web1.example.org",)", R"("rack": 7,)");
  press("Save");
  expectText("Rack");
  const Document client = ask({"GET", "/v2/default/clients/web1"}).json();
  EXPECT_EQ(client.integerAt("/client/rack", 0), 7);
}

TEST_F(Editor, ShowsEachFaultAtItsPlace) {
  isRefusalExpected_ = true;
  openEditor();
  change("\"1 days\"", "\"sometimes\"");
  change("\"backup\"", "\"copy\"");
  press("Save");
  expectText("/job_schedule/schedule_interval", ".faults");
  expectText("/job_actions/0/freezer_action/action", ".faults");
  expectAccessible();
  browser().click(".faults li:first-child button");
  const std::string first = selected();
  browser().click(".faults li:last-child button");
  EXPECT_EQ(std::set<std::string>({first, selected()}),
            std::set<std::string>({"\"sometimes\"", "\"copy\""}));
}

TEST_F(Editor, TellsWhereTheTextIsNoJson) {
  openEditor();
  change("\"description\":", "\"description\"");
  press("Save");
  expectText("This is not JSON", ".problem");
  expectText("Line ", ".faults");
  EXPECT_EQ(description(), "nightly");
}

class Conflict : public Editor {
 protected:
  Conflict() {
    isRefusalExpected_ = true;
    openEditor();
    change("nightly", "mine");
    EXPECT_EQ(ask({"PATCH", "/v2/default/jobs/" + job_, R"({"description":"theirs"})"}).status,
              200);
    press("Save");
    expectText("Someone else has changed it");
    expectText("\"description\": \"mine\"", ".sides section:first-child mark");
    expectText("\"description\": \"theirs\"", ".sides section:last-child mark");
    EXPECT_EQ(description(), "theirs");
  }
};

TEST_F(Conflict, CanEndWithMine) {
  press("Save mine");
  expectHeading("mine");
  EXPECT_EQ(description(), "mine");
}

TEST_F(Conflict, CanEndWithTheOther) {
  press("Take the other, and edit it");
  change("theirs", "both");
  press("Save");
  expectHeading("both");
  EXPECT_EQ(description(), "both");
}

class FirstSteps : public ConsoleTest {};

TEST_F(FirstSteps, MakeAClientAndAJob) {
  serve();
  open("", "Overview");
  press("Register a client");
  expectHeading("New client");
  press("Create");
  expectHeading("web1.example.org");
  open("", "Overview");
  press("Make a job");
  expectHeading("New job");
  press("Create");
  expectHeading("Daily backup of /etc");
  EXPECT_EQ(ask({"GET", "/v2/default/jobs"}).at("/jobs/0/client_id"), "web1.example.org");
}

}  // namespace
}  // namespace freezer::test
