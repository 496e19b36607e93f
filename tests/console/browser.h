#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "tests/support/background_process.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {

/// A line of the console of the developer tools.
struct LogLine {
  std::string source;  ///< "network", "security", "javascript", "console-api".
  std::string text;
};

/// Keys for press(), as WebDriver names them (W3C WebDriver, section 17.4.2).
inline constexpr std::string_view kTab = "\uE004";
inline constexpr std::string_view kEnter = "\uE007";
inline constexpr std::string_view kEscape = "\uE00C";

/// Chromium without a window, driven by chromedriver over the W3C WebDriver protocol. Elements are
/// named by CSS selectors. A command that fails is a failure of the test.
class Browser {
 public:
  /// Starts both with a new profile. Throws if they do not start.
  Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser();

  void open(const std::string& url);
  void back();
  void reload();
  void resize(int width, int height);

  /// Whether pages are to look "light" or "dark".
  void prefer(const std::string& colorScheme);

  /// The value of the JavaScript expression, as text: "true", "12", "a string".
  std::string value(const std::string& expression);

  /// Runs JavaScript statements.
  void run(const std::string& statements);

  /// Waits until the JavaScript expression is true; false after some seconds.
  bool awaits(const std::string& expression);

  /// Waits for the element, and clicks it as a user does.
  void click(const std::string& selector);

  /// Waits for the button or link with this text, and clicks it.
  void clickText(const std::string& text);

  /// Waits for the field, and replaces its text as a user does.
  void type(const std::string& selector, const std::string& text);

  /// Presses keys in the element with the focus.
  void press(std::string_view keys);

  /// The errors in the log of the browser since the last call.
  std::vector<LogLine> takeErrors();

 private:
  Document command(const std::string& method, const std::string& path, const std::string& body);
  Document onSession(const std::string& path, const std::string& body);
  void onDevTools(const std::string& method, const std::string& params);
  std::string elementAt(const std::string& selector);
  std::string element(const std::string& strategy, const std::string& selector);
  std::uint16_t awaitPort() const;

  TemporaryFolder folder_;
  BackgroundProcess driver_;
  std::uint16_t port_;
  std::string session_;  ///< "/session/ID".
};

/// The browser of all tests.
Browser& browser();

}  // namespace freezer::test
