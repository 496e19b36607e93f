// Every page opens, by its URL and by links, and is usable on a telephone and by keyboard.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

class Pages : public ConsoleTest {
 protected:
  Pages() {
    seed({"--clients", "3", "--jobs", "6", "--backups", "60", "--sessions", "2"});
    serve();
  }

  std::string first(const std::string& kind, const std::string& pointer) {
    return ask({"GET", "/v2/default/" + kind + "?limit=1"}).at("/" + kind + "/0" + pointer);
  }

  struct Page {
    std::string place;
    std::string heading;
  };

  std::vector<Page> everyPage() {
    const std::string job = first("jobs", "/job_id");
    return {{"", "Overview"},
            {"#/jobs", "Jobs"},
            {"#/clients", "Clients"},
            {"#/sessions", "Sessions"},
            {"#/actions", "Actions"},
            {"#/backups", "Backups"},
            {"#/jobs/" + job, first("jobs", "/description")},
            {"#/clients/" + first("clients", "/client/client_id"), "example.org"},
            {"#/sessions/" + first("sessions", "/session_id"), "snapshot"},
            {"#/actions/" + first("actions", "/action_id"), "-"},
            {"#/backups/" + first("backups", "/backup_id"), "-"},
            {"#/new/jobs", "New job"},
            {"#/new/clients", "New client"},
            {"#/edit/jobs/" + job, "Edit job"},
            {"#/nowhere/at/all", "No such page"}};
  }
};

TEST_F(Pages, ABrowserThatOpensTheServiceSeesTheOverview) {
  browser().open(base() + "/");
  expectHeading("Overview");
  EXPECT_EQ(browser().value("location.pathname"), "/console/");
}

TEST_F(Pages, EachOpensByItsUrl) {
  for (const Page& page : everyPage()) {
    SCOPED_TRACE(page.place);
    browser().open("about:blank");
    open(page.place, page.heading);
    EXPECT_TRUE(browser().awaits("document.title.endsWith(' – Freezer')"));
  }
}

TEST_F(Pages, NoneScrollsSidewaysOnATelephone) {
  browser().resize(390, 844);
  for (const Page& page : everyPage()) {
    open(page.place, page.heading);
    EXPECT_EQ(browser().value("document.scrollingElement.scrollWidth <= innerWidth"), "true")
        << page.place;
  }
  browser().resize(1280, 900);
}

TEST_F(Pages, EveryFieldHasALabelAndEveryPageOneHeading) {
  for (const Page& page : everyPage()) {
    open(page.place, page.heading);
    EXPECT_EQ(browser().value("[...document.querySelectorAll('input, select, textarea')]"
                              ".filter((one) => !one.ariaLabel && !one.labels.length).length"),
              "0")
        << page.place;
    EXPECT_EQ(browser().value("document.querySelectorAll('h1').length"), "1") << page.place;
  }
}

class Appearance : public Pages, public testing::WithParamInterface<std::string> {
 protected:
  Appearance() { browser().prefer(GetParam()); }
  ~Appearance() override { browser().prefer("light"); }
};

TEST_P(Appearance, IsAccessibleOnEveryPage) {
  for (const Page& page : everyPage()) {
    SCOPED_TRACE(page.place);
    open(page.place, page.heading);
    expectAccessible();
  }
}

INSTANTIATE_TEST_SUITE_P(Console, Appearance, testing::Values("light", "dark"),
                         [](const auto& appearance) { return std::string(appearance.param); });

TEST_F(Pages, TheOverviewShowsAllThatNeedsAttention) {
  make("client", R"({"client_id":"web1"})");
  for (int i = 0; i < 20; ++i) {
    make("job", R"({"client_id":"web1","description":"broken","job_schedule":{"result":"fail"},
      "job_actions":[{"freezer_action":{"action":"backup"}}]})");
  }
  open("", "Overview");
  const std::string rows = "document.querySelector('.rows').children.length";
  EXPECT_TRUE(browser().awaits(rows + " === 10"));
  press("Show what else needs attention");
  EXPECT_TRUE(browser().awaits(rows + " >= 20"));
}

TEST_F(Pages, TheOverviewShowsTheChartAlsoAsATable) {
  open("", "Overview");
  EXPECT_TRUE(browser().awaits("document.querySelectorAll('svg .bar').length === 28"));
  EXPECT_EQ(browser().value("document.querySelectorAll('table.hidden tbody tr').length"), "14");
}

TEST_F(Pages, TheOverviewIsRenewedWithoutMakingItAnew) {
  open("", "Overview");
  browser().run("window.before = document.querySelector('h1')");
  make("client", R"({"client_id":"late.example.org"})");
  renew();
  expectText("late.example.org");
  EXPECT_EQ(browser().value("window.before.isConnected"), "true");
}

TEST_F(Pages, AHiddenTabAsksNothing) {
  open("", "Overview");
  browser().run(
      "Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});"
      "window.asked = 0; const ask = window.fetch;"
      "window.fetch = (...what) => { window.asked++; return ask(...what); };");
  renew();
  EXPECT_EQ(browser().value("window.asked"), "0");
  browser().run("delete document.hidden;");
  renew();
  EXPECT_TRUE(browser().awaits("window.asked > 0"));
}

TEST_F(Pages, TheFirstViewIsSmallAndAsksOnlyTheService) {
  seed({"--clients", "300", "--jobs", "600"});
  open("", "Overview");
  EXPECT_TRUE(browser().awaits("document.querySelector('svg .bar')"));
  const std::string all = "performance.getEntriesByType('resource')";
  EXPECT_EQ(browser().value(all + ".every((one) => one.name.startsWith(location.origin))"), "true");
  EXPECT_LT(std::stoi(browser().value(all + ".length")), 25);
  EXPECT_LT(std::stoi(browser().value(all + ".reduce((sum, one) => sum + one.encodedBodySize, 0)")),
            100'000);
}

TEST_F(Pages, LinksLeadBothWays) {
  open("#/sessions/" + first("sessions", "/session_id"), "snapshot");
  expectText("Jobs of this session");
  browser().click("tbody a[href^='#/jobs/']");
  expectText("Backups of this job");
  browser().click("dd a[href^='#/clients/']");
  expectText("Jobs of this client");
  browser().click("tbody a[href^='#/backups/']");
  expectText("Backups of the same name");
  browser().click("dd a[href^='#/jobs/']");
  expectText("Backups of this job");
  browser().click("dd a[href^='#/actions/']");
  expectText("Jobs with this action");
}

class Keyboard : public ConsoleOfAJob {
 protected:
  /// Presses the tabulator until the element with the focus has this text.
  void tabTo(const std::string& label) {
    constexpr int kMost = 60;
    for (int i = 0; i < kMost; ++i) {
      browser().press(kTab);
      if (browser().value("document.activeElement.innerText") == label) return;
    }
    ADD_FAILURE() << "the tabulator does not reach " << label;
  }
};

TEST_F(Keyboard, StartsAJob) {
  open("", "Overview");
  tabTo("Jobs");
  browser().press(kEnter);
  expectHeading("Jobs");
  tabTo("nightly");
  EXPECT_NE(browser().value("getComputedStyle(document.activeElement).outlineStyle"), "none");
  browser().press(kEnter);
  expectHeading("nightly");
  tabTo("Start");
  browser().press(kEnter);
  expectText("requested: start");
}

TEST_F(Keyboard, SkipsToTheContent) {
  open("", "Overview");
  browser().run("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0);");
  browser().reload();
  expectHeading("Overview");
  browser().press(kTab);
  EXPECT_EQ(browser().value("document.activeElement.innerText"), "Skip to the content");
  browser().press(kEnter);
  EXPECT_EQ(browser().value("document.activeElement.id"), "main");
}

}  // namespace
}  // namespace freezer::test
