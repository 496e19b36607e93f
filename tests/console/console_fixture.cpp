#include "tests/console/console_fixture.h"

namespace freezer::test {

void ConsoleTest::TearDown() {
  for (const LogLine& line : browser().takeErrors()) {
    if (line.source == "network" && isRefusalExpected_) continue;
    ADD_FAILURE() << line.source << ": " << line.text;
  }
  browser().open("about:blank");  // Nothing renews a page of a service that ends.
}

void ConsoleTest::seed(const Words& numbers) {
  Words command = {"seed"};
  command.insert(command.end(), numbers.begin(), numbers.end());
  EXPECT_EQ(run(command).status, 0);
}

void ConsoleTest::serve(const Words& options) {
  service_ = std::make_unique<RunningServer>(options, environment_);
  ASSERT_NE(service_->port(), 0) << service_->text();
}

std::string ConsoleTest::base() const {
  return "http://127.0.0.1:" + std::to_string(service_->port());
}

void ConsoleTest::open(const std::string& place, const std::string& heading) {
  browser().open(base() + "/console/" + place);
  expectHeading(heading);
}

void ConsoleTest::expectHeading(const std::string& heading) {
  expectText(heading, "h1");
}

void ConsoleTest::expectText(const std::string& text, const std::string& selector) {
  const std::string element = "document.querySelector(" + quoteJson(selector) + ")";
  EXPECT_TRUE(browser().awaits(element + "?.innerText.replace(/\\s+/g, ' ').includes(" +
                               quoteJson(text) + ")"))
      << '"' << text << "\" is not in " << selector << " of "
      << browser().value("document.body.innerText");
}

void ConsoleTest::press(const std::string& label) {
  browser().clickText(label);
}

void ConsoleTest::write(const std::string& document) {
  EXPECT_TRUE(browser().awaits("document.querySelector('#json') !== null"));
  browser().run("const area = document.querySelector('#json'); area.value = " +
                quoteJson(document) + "; area.dispatchEvent(new Event('input'));");
}

void ConsoleTest::expectAccessible() {
  if (browser().value("typeof axe") != "object") browser().run(fileContent(FREEZER_AXE));
  const std::string faults = browser().value(
      "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.map("
      "({id, impact, nodes}) => [impact, id, ...nodes.map((one) => one.html)].join('\\n  '))"
      ".join('\\n'))");
  EXPECT_EQ(faults, "");
}

void ConsoleTest::renew() {
  browser().run("document.dispatchEvent(new Event('visibilitychange'))");
}

Reply ConsoleTest::ask(const Ask& ask) {
  return RawClient(service_->port()).exchange(ask);
}

std::string ConsoleTest::make(const std::string& kind, const std::string& body) {
  const Reply reply = ask({"POST", "/v2/default/" + kind + "s", body});
  EXPECT_EQ(reply.status, 201) << reply.body;
  return reply.at("/" + kind + "_id");
}

ConsoleOfAJob::ConsoleOfAJob() {
  serve();
  make("client", R"({"client_id":"web1","hostname":"web1.example.org"})");
  job_ = make("job", R"({"client_id":"web1","description":"nightly",
    "job_actions":[{"freezer_action":{"action":"backup","mode":"fs","backup_name":"etc"}}],
    "job_schedule":{"schedule_interval":"1 days"}})");
}

}  // namespace freezer::test
