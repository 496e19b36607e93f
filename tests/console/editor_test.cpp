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

TEST_F(Editor, LeavesNumbersAsTheyAre) {
  const std::string id = make("backup", R"({"container":"c","hostname":"h","backup_name":"exact",
    "large":9007199254740993,"numbers":[9007199254740993,1.0]})");
  open("#/edit/backups/" + id, "Edit backup");
  change("9007199254740993,\n", "9007199254740992,\n");
  change("1.0", "1.0, 7");
  press("Save");
  expectHeading("exact");
  const std::string stored = ask({"GET", "/v2/default/backups/" + id}).body;
  EXPECT_NE(stored.find(R"("large":9007199254740992)"), std::string::npos) << stored;
  EXPECT_NE(stored.find(R"("numbers":[9007199254740993,1.0,7])"), std::string::npos) << stored;
}

TEST_F(Editor, RefusesWhatIsNoDocument) {
  for (const char* text : {"null", "5", "[]"}) {
    open("#/edit/clients/web1", "Edit client");
    write(text);
    press("Save");
    expectText("The text must be one object", ".problem");
    press("Cancel");
    expectHeading("web1");
  }
}

TEST_F(Editor, RefusesChangesThatTheServiceWouldIgnore) {
  open("#/edit/clients/web1", "Edit client");
  write(R"({"client": {"client_id": "web1"}, "user_id": "other"})");
  press("Save");
  expectText("/user_id cannot be changed", ".faults");
}

TEST_F(Editor, SavesOnceHoweverOftenTheButtonIsPressed) {
  open("#/new/clients", "New client");
  write(R"({"client_id": "web2"})");
  browser().run("for (let i = 0; i < 3; i++) document.querySelector('[type=submit]').click();");
  expectHeading("web2");
  const std::string sent =
      "performance.getEntriesByType('resource').filter((one) => "
      "one.name.endsWith('/clients')).length";
  EXPECT_EQ(browser().value(sent), "1");
}

TEST_F(Editor, KeepsWhatWasNotSaved) {
  openEditor();
  change("nightly", "unsaved");
  press("Jobs");
  expectHeading("Jobs");
  browser().back();
  expectHeading("Edit job");
  EXPECT_TRUE(browser().awaits("document.querySelector('#json').value.includes('unsaved')"));
  press("Cancel");
  expectHeading("nightly");
  browser().back();
  expectHeading("Edit job");
  EXPECT_TRUE(browser().awaits("document.querySelector('#json').value.includes('nightly')"));
}

TEST_F(Editor, SaysThatTheDocumentWasDeletedMeanwhile) {
  isRefusalExpected_ = true;
  openEditor();
  change("nightly", "mine");
  EXPECT_EQ(ask({"DELETE", "/v2/default/jobs/" + job_}).status, 204);
  press("Save");
  expectText("It may have been deleted", ".problem");
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
  EXPECT_EQ(selected(), "\"nightly\"");
  EXPECT_EQ(description(), "nightly");
}

class FaultOfJson : public Editor,
                    public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(FaultOfJson, IsSelected) {
  openEditor();
  write(GetParam().first);
  press("Save");
  expectText("This is not JSON", ".problem");
  EXPECT_EQ(selected(), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(Console, FaultOfJson,
                         testing::Values(std::pair("{\"a\": x,\n\"b\": 1}", "x"),
                                         std::pair("{\"a\": 1,\n}", "}"),
                                         std::pair("{\"a\": 01}", "01"), std::pair("[1 2]", "2"),
                                         std::pair("{a: 1}", "a"), std::pair("[1]]", "]"),
                                         std::pair(R"({"a": "\x"})", R"("\x")"),
                                         std::pair("[\"open", "\""),
                                         std::pair("{\"a\": [1, 2]", "")));

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
