// Documents are text, whatever is in them.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

constexpr const char* kHostile[] = {
    "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>"
    "\"><svg onload=window.pwned=1>{{constructor.constructor('window.pwned=1')()}}",
    "javascript:window.pwned=1",
    "\u202Etfel ot thgir, control \u0001\u0008\u001b[31m\u007f characters",
};

class Markup : public ConsoleTest, public testing::WithParamInterface<std::string> {
 protected:
  Markup() {
    serve();
    const std::string text = quoteJson(GetParam());
    const std::string more = R"(,"extra":)" + text + R"(,"__proto__":)" + text +
                             R"(,"constructor":)" + text + R"(,"nested":{)" + text + ":[" + text +
                             "]}";
    client_ = make("client", R"({"client_id":"web1","hostname":)" + text + R"(,"description":)" +
                                 text + more + "}");
    const std::string action = R"({"action":"backup","backup_name":)" + text +
                               R"(,"path_to_backup":)" + text + R"(,"container":)" + text + more +
                               "}";
    job_ = make("job", R"({"client_id":"web1","description":)" + text +
                           R"(,"job_actions":[{"freezer_action":)" + action +
                           R"(}],"job_schedule":{"result":"fail"}})");
    action_ = make("action", R"({"freezer_action":)" + action + "}");
    session_ = make("session", R"({"description":)" + text + R"(,"status":)" + text +
                                   R"(,"schedule":{})" + more + "}");
    backup_ =
        make("backup", R"({"container":)" + text + R"(,"hostname":)" + text + R"(,"backup_name":)" +
                           text + R"(,"mode":)" + text + R"(,"job_id":)" + text + more + "}");
  }

  void expectOnlyText(const std::string& place) {
    SCOPED_TRACE(place);
    browser().open("about:blank");
    browser().open(base() + "/console/" + place);
    EXPECT_TRUE(
        browser().awaits("document.querySelector('h1') && !document.querySelector('.loading')"));
    EXPECT_EQ(browser().value("window.pwned === undefined"), "true");
    EXPECT_EQ(browser().value("document.querySelectorAll('main :is(img, script, iframe, [onerror], "
                              "[onload])').length"),
              "0");
    EXPECT_EQ(browser().value("[...document.links].every((one) => one.protocol === 'http:')"),
              "true");
    EXPECT_EQ(browser().value("document.scrollingElement.scrollWidth <= innerWidth"), "true");
  }

  std::string client_;
  std::string job_;
  std::string action_;
  std::string session_;
  std::string backup_;
};

TEST_P(Markup, StaysTextOnEveryPage) {
  browser().resize(390, 844);
  for (const std::string& place :
       {std::string(), "#/clients/" + client_, "#/jobs/" + job_, "#/actions/" + action_,
        "#/sessions/" + session_, "#/backups/" + backup_, "#/edit/jobs/" + job_}) {
    expectOnlyText(place);
  }
  for (const char* kind : {"jobs", "clients", "sessions", "actions", "backups"})
    expectOnlyText(std::string("#/") + kind);
  browser().resize(1280, 900);
}

std::vector<std::string> hostileTexts() {
  std::vector<std::string> texts(std::begin(kHostile), std::end(kHostile));
  texts.push_back(std::string(10'000, 'x'));
  return texts;
}

std::string nameOf(const testing::TestParamInfo<std::string>& text) {
  return "Text" + std::to_string(text.index);
}

INSTANTIATE_TEST_SUITE_P(Console, Markup, testing::ValuesIn(hostileTexts()), nameOf);

class MarkupInUrl : public ConsoleOfAJob {};

TEST_F(MarkupInUrl, StaysText) {
  isRefusalExpected_ = true;
  for (const char* place : {"#/jobs/%3Cimg%20src=x%20onerror=window.pwned=1%3E",
                            "#/jobs?client_id=%3Cimg%20src=x%20onerror=window.pwned=1%3E"}) {
    browser().open(base() + "/console/" + place);
    expectText("<img src=x onerror=window.pwned=1>", place[6] == '/' ? "h1" : "body");
  }
  EXPECT_EQ(browser().value("window.pwned === undefined"), "true");
}

}  // namespace
}  // namespace freezer::test
