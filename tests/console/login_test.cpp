// The login of the strategy builtin.

#include "tests/console/console_fixture.h"

namespace freezer::test {
namespace {

class Login : public ConsoleTest {
 protected:
  Login() {
    isRefusalExpected_ = true;
    for (const char* project : {"home", "work"}) succeed({"projects", "create", project});
    for (const char* user : {"alice", "rita"})
      succeed({"users", "create", user, "--password-file", "-"}, "secret\n");
    succeed({"users", "grant", "alice", "--project", "home", "--role", "member"});
    succeed({"users", "grant", "alice", "--project", "work", "--role", "member"});
    succeed({"users", "grant", "rita", "--project", "home", "--role", "reader"});
  }

  void logIn(const std::string& user, const std::string& password, const std::string& project) {
    browser().type("#login-user", user);
    browser().type("#login-password", password);
    browser().type("#login-project", project);
    browser().press(kEnter);
  }

  void enter(const std::string& place, const std::string& user, const std::string& heading) {
    serve({"--auth", "builtin"});
    open(place, "Log in");
    logIn(user, "secret", "home");
    expectHeading(heading);
  }

  std::string token() {
    return browser().value("JSON.parse(sessionStorage.getItem('freezer-console')).token");
  }

  int statusOf(const std::string& text) {
    return ask({"GET", "/identity/v3/auth/projects", "", {"X-Auth-Token: " + text}}).status;
  }

  void revoke() {
    const std::string text = token();
    const Ask request{"DELETE",
                      "/identity/v3/auth/tokens",
                      "",
                      {"X-Auth-Token: " + text, "X-Subject-Token: " + text}};
    EXPECT_EQ(ask(request).status, 204);
  }
};

TEST_F(Login, AWrongPasswordIsRefusedAndTheRightOneTaken) {
  serve({"--auth", "builtin"});
  open("#/jobs", "Log in");
  logIn("alice", "wrong", "home");
  expectText("User, password or project is wrong.", ".problem");
  expectAccessible();
  browser().type("#login-password", "secret");
  // After a wrong password, the service has the user wait for a second.
  EXPECT_TRUE(await(
      [&] {
        browser().run("document.querySelector('[type=submit]')?.click()");
        return browser().value("document.querySelector('h1').innerText") == "Jobs";
      },
      std::chrono::seconds(10)));
  expectText("alice · home", "header");
  browser().reload();
  expectHeading("Jobs");
}

TEST_F(Login, OffersTheProjectsOfTheUser) {
  serve({"--auth", "builtin"});
  open("", "Log in");
  logIn("alice", "secret", "");
  expectText("Choose a project");
  expectAccessible();
  press("work");
  expectHeading("Overview");
  expectText("alice · work", "header");
}

TEST_F(Login, TakesTheOnlyProjectOfTheUser) {
  serve({"--auth", "builtin"});
  open("", "Log in");
  logIn("rita", "secret", "");
  expectHeading("Overview");
  expectText("rita · home", "header");
}

TEST_F(Login, OffersAReaderNoChange) {
  enter("#/jobs", "rita", "Jobs");
  expectText("There are no jobs yet.");
  EXPECT_EQ(browser().value("document.querySelectorAll('.primary, .bulk').length"), "0");
  // Who opens the form by hand is told.
  open("#/new/clients", "New client");
  expectText("Your role does not allow changes");
  press("Create");
  expectText("Access Forbidden", ".problem");
}

TEST_F(Login, LogOutRevokesTheToken) {
  enter("", "alice", "Overview");
  const std::string text = token();
  EXPECT_EQ(statusOf(text), 200);
  press("Log out");
  expectHeading("Log in");
  EXPECT_TRUE(await([&] { return statusOf(text) == 401; }));
  EXPECT_EQ(browser().value("sessionStorage.length + localStorage.length + document.cookie.length"),
            "0");
  browser().reload();
  expectHeading("Log in");
}

TEST_F(Login, ATokenThatEndsWhileTypingLosesNothing) {
  enter("#/new/clients", "alice", "New client");
  write(R"({"client_id": "typed"})");
  revoke();
  press("Create");
  expectText("Your login has ended", "dialog");
  expectAccessible();
  // The text belongs to this project.
  EXPECT_EQ(browser().value("document.querySelector('dialog #login-project').readOnly"), "true");
  browser().type("dialog #login-password", "secret");
  browser().press(kEnter);
  expectHeading("typed");
}

TEST_F(Login, WhoDeclinesANewLoginKeepsThePage) {
  enter("#/new/clients", "alice", "New client");
  revoke();
  press("Create");
  expectText("Your login has ended", "dialog");
  browser().press(kEscape);
  expectText("Not logged in", ".problem");
  expectHeading("New client");
}

TEST_F(Login, ItsEndIsAnnounced) {
  environment_["FREEZER_TOKEN_EXPIRATION"] = "240";
  enter("", "alice", "Overview");
  expectText("Your login ends at", "#banners");
  const std::string before = token();
  press("Log in again");
  browser().type("dialog #login-password", "secret");
  browser().press(kEnter);
  EXPECT_TRUE(await([&] { return token() != before; }));
}

TEST_F(Login, AProjectThatOneMayNotSeeIsNamed) {
  enter("", "rita", "Overview");
  browser().run(
      "const login = JSON.parse(sessionStorage.getItem('freezer-console'));"
      "login.project.id = 'other'; sessionStorage.setItem('freezer-console', "
      "JSON.stringify(login));");
  browser().reload();
  expectText("Access Forbidden", ".problem");
  expectText("Log in to another project", ".problem");
}

}  // namespace
}  // namespace freezer::test
