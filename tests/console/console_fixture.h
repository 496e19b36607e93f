#pragma once

#include <memory>
#include <string>

#include "tests/console/browser.h"
#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {

/// The console of a real service on a new store. Each test ends with a look at the log of the
/// browser: an error of a script or of the Content-Security-Policy fails it.
class ConsoleTest : public ProgramTest {
 protected:
  void TearDown() override;

  /// Creates documents: --clients N, --jobs N and so on.
  void seed(const Words& numbers);

  /// Starts the service.
  void serve(const Words& options = {});

  /// Opens a place of the console, "#/jobs", and waits for its heading.
  void open(const std::string& place, const std::string& heading);

  /// Waits for the heading of a page.
  void expectHeading(const std::string& heading);

  /// Waits until the page, or the element, shows the text.
  void expectText(const std::string& text, const std::string& selector = "body");

  /// Clicks the button or link with this text.
  void press(const std::string& label);

  /// Waits for the editor, and replaces its document.
  void write(const std::string& document);

  /// Has axe-core look for what keeps people with a disability from using the page: any fault of
  /// its rules, those of the Web Content Accessibility Guidelines 2.2 AA among them.
  void expectAccessible();

  /// Has the page renew itself now, instead of in some seconds.
  void renew();

  /// The reply of the service to another client.
  Reply ask(const Ask& ask);

  /// Creates a document and returns its ID.
  std::string make(const std::string& kind, const std::string& body);

  std::string base() const;

  std::unique_ptr<RunningServer> service_;
  bool isRefusalExpected_ = false;  ///< Whether requests of the page may fail.
};

/// The same under noauth, with a client and a job.
class ConsoleOfAJob : public ConsoleTest {
 protected:
  ConsoleOfAJob();

  std::string job_;  ///< The ID.
};

}  // namespace freezer::test
