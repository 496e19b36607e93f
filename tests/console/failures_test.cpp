// What goes wrong is said in words, with what to do.

#include <csignal>

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

class Failures : public ConsoleOfAJob {
 protected:
  Failures() { isRefusalExpected_ = true; }

  /// From now on, the page gets this instead of the answers of the service.
  void answerWith(const std::string& response) {
    browser().run("window.fetch = async () => " + response + ";");
  }
};

TEST_F(Failures, AServiceThatIsGoneLeavesThePageWithAMessage) {
  open("", "Overview");
  expectText("web1");
  service_->endBy(SIGTERM);
  renew();
  expectText("The service does not answer", "#banners");
  expectText("web1", "main");
  press("Try again");
  expectText("Check that freezer-api serve runs", ".problem");
}

TEST_F(Failures, APageThatIsOpenedMeanwhileSaysSo) {
  open("", "Overview");
  expectText("web1");
  service_->endBy(SIGTERM);
  press("Jobs");
  expectHeading("Jobs");
  expectText("The service does not answer", ".problem");
}

TEST_F(Failures, AServiceThatIsSlowLeavesNoFormerPage) {
  open("", "Overview");
  expectText("web1");
  kill(service_->process(), SIGSTOP);
  press("Clients");
  expectHeading("Clients");
  expectText("Loading…", "main");
  kill(service_->process(), SIGCONT);
  expectText("web1.example.org", "main");
}

TEST_F(Failures, AServiceThatIsBusySaysWhenToTryAgain) {
  open("", "Overview");
  answerWith(R"(new Response('{"title":"Service Unavailable","description":"The store is busy."}',
    {status: 503, headers: {'Retry-After': '7'}}))");
  press("Jobs");
  expectText("The store is busy.", ".problem");
  expectText("Try again in 7 seconds.", ".problem");
}

TEST_F(Failures, GarbageIsNamed) {
  open("", "Overview");
  for (const char* body : {"<html>", "[]", "null", "{}", R"({"jobs":7})"}) {
    answerWith("new Response(" + quoteJson(body) + ", {status: 200})");
    press("Jobs");
    expectText("The answer makes no sense", ".problem");
    press("Overview");
    expectText("The answer makes no sense", ".problem");
  }
}

TEST_F(Failures, ADocumentThatIsNotThereIsNamed) {
  open("#/jobs/unknown", "unknown");
  expectText("Not Found", ".problem");
  expectText("It may have been deleted", ".problem");
}

TEST_F(Failures, AUrlByHandIsAnswered) {
  for (const char* place : {"#/jobs/a/b/c", "#/%zz", "#jobs", "#//", "#/edit/jobs"}) {
    browser().open(base() + "/console/" + place);
    EXPECT_TRUE(browser().awaits("document.querySelector('h1')")) << place;
  }
  open("#/jobs?sort=colour:asc", "Jobs");
  expectText("sort must name one of", ".problem");
  open("#/jobs?marker=unknown", "Jobs");
  expectText("marker", ".problem");
}

TEST_F(Failures, AClockThatIsWrongChangesNoTime) {
  open("#/jobs/" + job_, "nightly");
  browser().run("const now = Date.now; Date.now = () => now() + 3600000;");
  EXPECT_EQ(ask({"POST", "/v2/default/jobs/" + job_ + "/event", R"({"start":null})"}).status, 202);
  renew();
  expectText("requested: start");
  EXPECT_EQ(browser().value("/(hour|minutes) ago/.test(document.body.innerText)"), "false");
}

}  // namespace
}  // namespace freezer::test
