// The login with a token of a real Keystone.

#include "tests/clients/deployment.h"
#include "tests/console/console_fixture.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

class KeystoneLogin : public ConsoleTest {
 protected:
  KeystoneLogin() {
    isRefusalExpected_ = true;
    askSharedKeystone(environment_, folder_.path());
    serve({"--auth", "keystone"});
  }

  ~KeystoneLogin() override { sharedKeystone().start(); }

  static Token tokenOf(const Account& account) { return sharedKeystone().api().tokenOf(account); }

  void logIn(const Token& token) {
    browser().type("#login-token", token.text);
    browser().type("#login-project", token.projectId);
    browser().press(kEnter);
  }

  void enter(const std::string& place, const Token& token, const std::string& heading) {
    open(place, "Log in");
    logIn(token);
    expectHeading(heading);
  }

  int statusOf(const Token& token) {
    return ask({"GET", "/v2/" + token.projectId + "/jobs", "", {"X-Auth-Token: " + token.text}})
        .status;
  }
};

TEST_F(KeystoneLogin, SaysWhereATokenComesFrom) {
  open("#/jobs", "Log in");
  expectText(sharedKeystone().api().url());
  expectText("openstack token issue");
  expectAccessible();
}

TEST_F(KeystoneLogin, TakesATokenAndLogOutForgetsIt) {
  const Token token = tokenOf(kMember);
  enter("#/new/clients", token, "New client");
  write(R"({"client_id": "web1"})");
  press("Create");
  expectHeading("web1");
  press("Log out");
  expectHeading("Log in");
  EXPECT_EQ(browser().value("sessionStorage.length + localStorage.length + document.cookie.length"),
            "0");
  // Only Keystone could revoke it, and the page asks no other host than the service.
  EXPECT_EQ(statusOf(token), 200);
}

TEST_F(KeystoneLogin, AWrongTokenIsRefused) {
  open("#/jobs", "Log in");
  logIn({"wrong", "", tokenOf(kMember).projectId});
  expectText("The service does not take this token.", ".problem");
}

TEST_F(KeystoneLogin, ATokenOfAnotherProjectIsRefused) {
  open("#/jobs", "Log in");
  logIn({tokenOf(kMember).text, "", tokenOf(kForeign).projectId});
  expectText("Access Forbidden", ".problem");
}

TEST_F(KeystoneLogin, ATokenThatEndsWhileTypingLosesNothing) {
  const Token brief = sharedKeystone().tokenFor(kMember, std::chrono::seconds(5));
  enter("#/new/clients", brief, "New client");
  write(R"({"client_id": "typed"})");
  ASSERT_TRUE(await([&] { return statusOf(brief) == 401; }, std::chrono::seconds(20)));
  press("Create");
  expectText("Your login has ended", "dialog");
  browser().type("dialog #login-token", tokenOf(kMember).text);
  browser().press(kEnter);
  expectHeading("typed");
}

TEST_F(KeystoneLogin, SaysThatKeystoneIsDown) {
  const Token token = tokenOf(kReader);
  sharedKeystone().stop();
  open("#/jobs", "Log in");
  logIn(token);
  expectText("The identity service does not answer", ".problem");
}

}  // namespace
}  // namespace freezer::test
