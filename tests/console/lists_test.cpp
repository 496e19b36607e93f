// Tables: every state is in the URL.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

constexpr const char* kRows = "document.querySelectorAll('tbody tr').length";

class Lists : public ConsoleTest {
 protected:
  Lists() {
    seed({"--clients", "4", "--jobs", "30", "--backups", "10", "--sessions", "1"});
    serve();
  }

  std::string firstRow() { return browser().value("document.querySelector('tbody a').href"); }
};

TEST_F(Lists, NextShowsTheNextPageAndBackThePreviousOne) {
  open("#/jobs", "Jobs");
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 25"));
  const std::string first = firstRow();
  press("Next");
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 5"));
  EXPECT_NE(firstRow(), first);
  EXPECT_EQ(browser().value("location.hash.includes('marker=')"), "true");
  browser().back();
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 25"));
  EXPECT_EQ(firstRow(), first);
}

TEST_F(Lists, ARowKeepsTheFocusWhenOthersComeBeforeIt) {
  open("#/jobs", "Jobs");
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 25"));
  browser().run("document.querySelector('tbody tr:nth-child(2) input').focus()");
  const std::string focused =
      "document.activeElement.closest('tr').querySelector('a').href.split('/').at(-1)";
  const std::string before = browser().value(focused);
  make("client", R"({"client_id":"new"})");
  make("job", R"({"client_id":"new","job_actions":[{"freezer_action":{"action":"backup"}}]})");
  renew();
  EXPECT_TRUE(browser().awaits("document.querySelector('tbody').innerText.includes('new')"));
  EXPECT_EQ(browser().value(focused), before);
}

TEST_F(Lists, AFilterKeepsTheFocus) {
  open("#/jobs", "Jobs");
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 25"));
  browser().run(
      "const select = document.querySelector('select'); select.focus(); select.selectedIndex = 1;"
      "select.dispatchEvent(new Event('change'));");
  EXPECT_TRUE(
      browser().awaits("location.hash.includes('=') && !document.querySelector('.loading')"));
  EXPECT_EQ(browser().value("document.activeElement.nodeName"), "SELECT");
}

TEST_F(Lists, ASearchIsInTheUrl) {
  open("#/clients", "Clients");
  browser().type("#search", "db01");
  browser().press(kEnter);
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 1"));
  browser().reload();
  expectText("db01", "tbody");
  EXPECT_EQ(browser().value("document.querySelector('#search').value"), "db01");
  browser().back();
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 4"));
}

TEST_F(Lists, AFilterIsInTheUrl) {
  open("#/jobs", "Jobs");
  browser().run(
      "const filter = document.querySelector('#filter-Result'); filter.value = 'aborted';"
      "filter.dispatchEvent(new Event('change'));");
  expectText("Nothing matches");
  EXPECT_EQ(browser().value("location.hash"), "#/jobs?job_schedule.result=aborted");
  press("Show all jobs");
  EXPECT_TRUE(browser().awaits(std::string(kRows) + " === 25"));
}

TEST_F(Lists, AHeadingSorts) {
  open("#/clients", "Clients");
  expectText("db01", "tbody tr:first-child");
  browser().click("th[aria-sort] a");
  expectText("web01", "tbody tr:first-child");
  EXPECT_EQ(browser().value("document.querySelector('th[aria-sort]').ariaSort"), "descending");
}

TEST_F(Lists, StartsTheJobsThatAreSelected) {
  open("#/jobs", "Jobs");
  EXPECT_EQ(browser().value("document.querySelector('.bulk button').disabled"), "true");
  browser().click("tbody tr:nth-child(1) input");
  browser().click("tbody tr:nth-child(2) input");
  expectText("2 jobs selected");
  press("Start");
  expectText("2 jobs: the scheduler starts", "#messages");
  EXPECT_TRUE(browser().awaits("document.querySelectorAll('tbody .run').length === 2"));
  const Reply requested =
      ask({"GET",
           "/v2/default/"
           "jobs?with_count=true&search=%7B%22match%22:%5B%7B%22event%22:%22start%22%7D%5D%7D"});
  EXPECT_EQ(requested.at("/count"), "2");
}

TEST_F(Lists, EveryFilterAndEveryOrderIsOneOfTheApi) {
  for (const std::string kind : {"jobs", "clients", "sessions", "actions", "backups"}) {
    browser().open(base() + "/console/#/" + kind);
    EXPECT_TRUE(browser().awaits(std::string(kRows) + " > 0")) << kind;
    const std::string links = "[...document.querySelectorAll('th a')].map((one) => one.hash)";
    const int count = std::stoi(browser().value(links + ".length"));
    EXPECT_GT(count, 0);
    for (int i = 0; i < count; ++i) {
      const std::string link = links + "[" + std::to_string(i) + "]";
      browser().run("location.hash = " + link);
      EXPECT_TRUE(browser().awaits(
          "document.querySelector('th[aria-sort]') && !document.querySelector('.problem')"))
          << kind;
    }
  }
}

}  // namespace
}  // namespace freezer::test
