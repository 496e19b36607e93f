#include "tests/console/browser.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "core/text.h"

namespace freezer::test {
namespace {

/// How long a page may take to show what it should.
constexpr std::chrono::seconds kPatience{60};

/// The member that refers to an element (W3C WebDriver, section 12).
constexpr const char* kElement = "/value/element-6066-11e4-a52e-4f735466cecf";

constexpr const char* kCapabilities = R"({"capabilities":{"alwaysMatch":{
  "goog:loggingPrefs":{"browser":"ALL"},
  "goog:chromeOptions":{"binary":")" FREEZER_CHROMIUM R"(","args":["--headless=new","--no-sandbox",
    "--disable-gpu","--disable-dev-shm-usage","--no-proxy-server","--window-size=1280,900"]}}}})";

Environment environmentIn(const TemporaryFolder& folder) {
  return {{"HOME", folder.path()}, {"TMPDIR", folder.path()}, {"PATH", "/usr/bin:/bin"}};
}

std::string textOf(const Document& reply) {
  const Value value = reply.at("/value");
  return value.isText() ? value.text() : toJson(value);
}

std::string scriptBody(const std::string& script) {
  return R"({"args":[],"script":)" + quoteJson(script) + '}';
}

}  // namespace

Browser::Browser()
    : driver_({FREEZER_CHROMEDRIVER, "--port=0"}, environmentIn(folder_),
              folder_.path() / "chromedriver"),
      port_(awaitPort()) {
  const Document session = command("POST", "/session", kCapabilities);
  session_ = "/session/" + session.textAt("/value/sessionId");
}

Browser::~Browser() {
  command("DELETE", session_, "");
  driver_.stop();
}

std::uint16_t Browser::awaitPort() const {
  constexpr std::string_view kSaid = "started successfully on port ";
  std::string said;
  const bool started = await([&] {
    said = fileContent(folder_.path() / "chromedriver");
    return said.find(kSaid) != said.npos && said.ends_with(".\n");
  });
  if (!started) throw std::runtime_error("chromedriver does not start: " + said);
  return static_cast<std::uint16_t>(std::stoi(said.substr(said.find(kSaid) + kSaid.size())));
}

Document Browser::command(const std::string& method, const std::string& path,
                          const std::string& body) {
  Poco::Net::HTTPClientSession client("127.0.0.1", port_);
  client.setTimeout(Poco::Timespan(60, 0));
  Poco::Net::HTTPRequest request(method, path, "HTTP/1.1");
  request.setContentType("application/json");
  request.setContentLength(static_cast<std::streamsize>(body.size()));
  client.sendRequest(request) << body;
  Poco::Net::HTTPResponse response;
  std::string text;
  Poco::StreamCopier::copyToString(client.receiveResponse(response), text);
  EXPECT_EQ(response.getStatus(), 200) << method << ' ' << path << ' ' << body << '\n' << text;
  auto reply = Document::parse(text);
  return reply ? std::move(reply).value() : Document();
}

Document Browser::onSession(const std::string& path, const std::string& body) {
  return command("POST", session_ + path, body);
}

void Browser::open(const std::string& url) {
  onSession("/url", R"({"url":)" + quoteJson(url) + '}');
}

void Browser::back() {
  onSession("/back", "{}");
}

void Browser::reload() {
  onSession("/refresh", "{}");
}

void Browser::onDevTools(const std::string& method, const std::string& params) {
  onSession("/goog/cdp/execute", R"({"cmd":")" + method + R"(","params":)" + params + '}');
}

void Browser::resize(int width, int height) {
  // The window cannot be as narrow as a telephone, but what it shows can.
  onDevTools("Emulation.setDeviceMetricsOverride",
             R"({"deviceScaleFactor":1,"mobile":false,"width":)" + std::to_string(width) +
                 R"(,"height":)" + std::to_string(height) + '}');
}

void Browser::prefer(const std::string& colorScheme) {
  onDevTools("Emulation.setEmulatedMedia",
             R"({"features":[{"name":"prefers-color-scheme","value":")" + colorScheme + R"("}]})");
}

std::string Browser::value(const std::string& expression) {
  return textOf(onSession("/execute/sync", scriptBody("return (" + expression + ");")));
}

void Browser::run(const std::string& statements) {
  onSession("/execute/sync", scriptBody(statements));
}

bool Browser::awaits(const std::string& expression) {
  return await([&] { return value("Boolean(" + expression + ")") == "true"; }, kPatience);
}

std::string Browser::element(const std::string& strategy, const std::string& selector) {
  const Document found = onSession(
      "/element", R"({"using":")" + strategy + R"(","value":)" + quoteJson(selector) + '}');
  return "/element/" + found.textAt(kElement);
}

std::string Browser::elementAt(const std::string& selector) {
  EXPECT_TRUE(awaits("document.querySelector(" + quoteJson(selector) + ")"))
      << selector << " is not in " << value("document.body.innerText");
  return element("css selector", selector);
}

void Browser::clickText(const std::string& text) {
  const std::string path = "//*[self::a or self::button][normalize-space()=\"" + text + "\"]";
  EXPECT_TRUE(awaits("document.evaluate(" + quoteJson(path) +
                     ", document, null, XPathResult.BOOLEAN_TYPE).booleanValue"))
      << text << " is not in " << value("document.body.innerText");
  onSession(element("xpath", path) + "/click", "{}");
}

void Browser::click(const std::string& selector) {
  onSession(elementAt(selector) + "/click", "{}");
}

void Browser::type(const std::string& selector, const std::string& text) {
  const std::string element = elementAt(selector);
  onSession(element + "/clear", "{}");
  onSession(element + "/value", R"({"text":)" + quoteJson(text) + '}');
}

void Browser::press(std::string_view keys) {
  std::string actions;
  // Every key is one character of the Basic Multilingual Plane beyond ASCII, or one of ASCII.
  while (!keys.empty()) {
    const std::size_t size = characterLength(keys);
    const std::string key = quoteJson(keys.substr(0, size));
    keys.remove_prefix(size);
    actions += actions.empty() ? "" : ",";
    actions += R"({"type":"keyDown","value":)" + key + R"(},{"type":"keyUp","value":)" + key + '}';
  }
  onSession("/actions",
            R"({"actions":[{"type":"key","id":"keyboard","actions":[)" + actions + "]}]}");
}

std::vector<LogLine> Browser::takeErrors() {
  const Document log = onSession("/se/log", R"({"type":"browser"})");
  const Array lines = log.arrayAt("/value");
  std::vector<LogLine> errors;
  for (std::size_t i = 0; lines && i < lines.size(); ++i) {
    const Document line = Document::viewOf(asObject(lines[i]));
    if (line.textAt("/level") != "SEVERE") continue;
    errors.push_back({line.textAt("/source"), line.textAt("/message")});
  }
  return errors;
}

namespace {

std::unique_ptr<Browser> theBrowser;

/// Ends the browser before the program does: its commands can fail a test.
class EndOfBrowser : public testing::Environment {
 public:
  void TearDown() override { theBrowser.reset(); }
};

// GoogleTest owns it.
[[maybe_unused]] testing::Environment* const kEnd =
    testing::AddGlobalTestEnvironment(new EndOfBrowser);

}  // namespace

Browser& browser() {
  if (!theBrowser) theBrowser = std::make_unique<Browser>();
  return *theBrowser;
}

}  // namespace freezer::test
