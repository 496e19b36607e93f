// users, projects and tokens, and serve with builtin authentication.

#include <pty.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "tests/support/program.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

class IdentityCommandTest : public ProgramTest {
 protected:
  std::string createUser(const std::string& name, const std::string& password = "secret") {
    return succeed({"users", "create", name, "--password-file", "-"}, password + "\n");
  }

  /// alice is a member of the project backup.
  void createAlice() {
    createUser("alice");
    succeed({"projects", "create", "backup"});
    succeed({"users", "grant", "alice", "--project", "backup", "--role", "member"});
  }

  static Reply logIn(const RunningServer& server, const std::string& password) {
    const std::string body =
        R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",)"
        R"("domain":{"id":"default"},"password":")" +
        password + R"("}}},"scope":{"project":{"name":"backup","domain":{"id":"default"}}}}})";
    return RawClient(server.port()).exchange({"POST", "/identity/v3/auth/tokens", body});
  }
};

TEST_F(IdentityCommandTest, UsersAreListedWithTheirRoles) {
  createAlice();
  const auto users = parsedList(succeed({"users", "list"}));
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0].textAt("/name"), "alice");
  EXPECT_EQ(users[0].textAt("/roles/0/project_name"), "backup");
  EXPECT_EQ(users[0].textAt("/roles/0/role"), "member");
  const std::string table = succeed({"users", "list", "-f", "table"});
  EXPECT_NE(table.find("backup: member"), std::string::npos) << table;
  for (const std::string& text : {table, users[0].text()}) {
    EXPECT_EQ(text.find("argon2"), std::string::npos) << text;
  }
}

TEST_F(IdentityCommandTest, ProjectsTakeAnIdThatDocumentsHaveAlready) {
  EXPECT_EQ(succeed({"projects", "create", "main", "--id", "default"}), "default");
  EXPECT_EQ(parsedList(succeed({"projects", "list"})).at(0).textAt("/id"), "default");
  EXPECT_EQ(noted({"projects", "delete", "main"}), "deleted 1 project");
  EXPECT_EQ(succeed({"projects", "list"}), "[]");
}

TEST_F(IdentityCommandTest, RolesAreTakenAway) {
  createAlice();
  const Words role = {"users", "revoke", "alice", "--project", "backup", "--role", "member"};
  succeed(role);
  fail(role, 3, "alice does not have the role member in the project backup");
}

TEST_F(IdentityCommandTest, RolesAreThoseThatThePolicyNames) {
  createAlice();
  const Words operators = {"users", "grant", "alice", "--project", "backup", "--role", "Operator"};
  fail(operators, 2, "--role: unknown role 'Operator'");
  environment_["FREEZER_POLICY_FILE"] =
      file("policy.yaml", "operator: role:operator\n\"jobs:event:create\": rule:operator\n");
  succeed(operators);
  EXPECT_EQ(succeed({"policy", "check", "jobs:event:create", "--as", "operator"}), "allowed");
  environment_.erase("FREEZER_POLICY_FILE");
  succeed({"users", "revoke", "alice", "--project", "backup", "--role", "operator"});
}

TEST_F(IdentityCommandTest, CommandsTakeTheNamesOfProjects) {
  const std::string id = succeed({"projects", "create", "home"});
  environment_["FREEZER_AUTH"] = "builtin";
  succeed({"clients", "create", "--client-id", "h1", "--project", "home"});
  for (const std::string& project : {std::string("home"), id}) {
    const auto clients = parsedList(succeed({"clients", "list", "--project", project}));
    ASSERT_EQ(clients.size(), 1U) << project;
    EXPECT_EQ(clients[0].textAt("/project_id"), id);
    EXPECT_NE(succeed({"export", "--project", project}), "");
    EXPECT_EQ(parsed(succeed({"status", "--project", project})).arrayAt("/clients").size(), 1U);
  }
  environment_["FREEZER_PROJECT"] = "home";
  EXPECT_EQ(parsedList(succeed({"clients", "list"})).size(), 1U);
  EXPECT_EQ(run({"seed", "--clients", "2"}).status, 0);
  EXPECT_EQ(parsedList(succeed({"clients", "list"})).size(), 3U);
}

TEST_F(IdentityCommandTest, TheDefaultProjectNeedNotBeOneOfTheStore) {
  environment_["FREEZER_AUTH"] = "builtin";
  succeed({"clients", "create", "--client-id", "h1"});
  EXPECT_EQ(show("clients", "h1").textAt("/project_id"), "default");
  fail({"clients", "list", "--project", "default"}, 3, "there is no project 'default'");
}

TEST_F(IdentityCommandTest, ProjectsAreIdsUnderOtherStrategies) {
  succeed({"projects", "create", "home"});
  succeed({"clients", "create", "--client-id", "h1", "--project", "home"});
  const auto clients = parsedList(succeed({"clients", "list", "--project", "home"}));
  ASSERT_EQ(clients.size(), 1U);
  EXPECT_EQ(clients[0].textAt("/project_id"), "home");
}

TEST_F(IdentityCommandTest, WhatIsNotThereIsNamed) {
  fail({"users", "delete", "bob"}, 3, "there is no user bob");
  fail({"projects", "delete", "none"}, 3, "there is no project none");
  fail({"tokens", "create", "bob"}, 3, "there is no user bob");
  fail({"tokens", "revoke", "none"}, 3, "there is no token none");
  createUser("alice");
  fail({"users", "grant", "alice", "--project", "none", "--role", "member"}, 3,
       "there is no project none");
  fail({"users", "create", "alice", "--password-file", "-"}, 4, "already exists", "x\n");
  fail({"users", "create", "a\nb", "--password-file", "-"}, 2, "the name of a user", "x\n");
}

TEST_F(IdentityCommandTest, PasswordComesFromAFileOrStandardInput) {
  succeed({"users", "create", "alice", "--password-file", file("password", "secret\n")});
  fail({"users", "create", "bob", "--password-file", (folder_.path() / "none").string()}, 2,
       "No such file");
  fail({"users", "create", "bob", "--password-file", folder_.path().string()}, 2, "cannot read");
  fail({"users", "create", "bob", "--password-file", file("empty", "")}, 2,
       "a password must have 1 to 4096 bytes");
  fail({"users", "create", "bob"}, 2, "--password-file");
}

TEST_F(IdentityCommandTest, PasswordIsAskedForTwiceAndNotShown) {
  std::array<int, 2> terminal{};
  ASSERT_EQ(::openpty(terminal.data(), &terminal[1], nullptr, nullptr, nullptr), 0);
  const auto type = [&](std::string_view lines) {
    const int out = ::open(file("out", "").c_str(), O_RDWR | O_CLOEXEC);
    const pid_t process =
        startProgram({"users", "create", "alice"}, environment_, terminal[1], out, terminal[1]);
    std::string shown;
    std::size_t typed = 0;
    // Answers each prompt after it appeared.
    while (typed < lines.size()) {
      std::array<char, 256> piece{};
      const ssize_t size = ::read(terminal[0], piece.data(), piece.size());
      if (size <= 0) break;
      shown.append(piece.data(), static_cast<std::size_t>(size));
      if (!shown.ends_with(": ")) continue;
      const std::size_t end = lines.find('\n', typed) + 1;
      EXPECT_EQ(::write(terminal[0], lines.data() + typed, end - typed),
                static_cast<ssize_t>(end - typed));
      typed = end;
      shown += '|';
    }
    const int status = waitForEnd(process);
    ::close(out);
    EXPECT_EQ(shown.find("secret"), std::string::npos) << shown;
    return status;
  };
  EXPECT_EQ(type("secret1\nsecret2\n"), 2);
  EXPECT_EQ(type("secret\nsecret\n"), 0);
  ::close(terminal[0]);
  ::close(terminal[1]);
  EXPECT_EQ(parsedList(succeed({"users", "list"})).size(), 1U);
}

TEST_F(IdentityCommandTest, TokensAreMadeListedAndRevoked) {
  createAlice();
  const Document made = parsed(succeed(
      {"tokens", "create", "alice", "--project", "backup", "--expires", "100", "-f", "json"}));
  EXPECT_EQ(succeed({"tokens", "create", "alice"}).size(), 43U);
  const auto tokens = parsedList(succeed({"tokens", "list"}));
  ASSERT_EQ(tokens.size(), 2U);
  const std::string table = succeed({"tokens", "list", "-f", "table"});
  EXPECT_NE(table.find("backup"), std::string::npos) << table;
  EXPECT_EQ(table.find(made.textAt("/token")), std::string::npos);
  EXPECT_EQ(noted({"tokens", "revoke", made.textAt("/id")}), "revoked 1 token");
  EXPECT_EQ(parsedList(succeed({"tokens", "list"})).size(), 1U);
  fail({"tokens", "create", "alice", "--expires", "0"}, 2,
       "--expires = 0: must be a whole number from 1");
}

TEST_F(IdentityCommandTest, ServeKnowsTheUsersOfTheStore) {
  createAlice();
  RunningServer server({"--auth", "builtin"}, environment_);
  const Reply login = logIn(server, "secret");
  ASSERT_EQ(login.status, 201) << login.body;
  const std::string header = "X-Auth-Token: " + login.header("x-subject-token");
  const auto list = [&] {
    return RawClient(server.port())
        .exchange({"GET", "/v2/" + login.at("/token/project/id") + "/jobs", "", {header}})
        .status;
  };
  EXPECT_EQ(list(), 200);
  EXPECT_EQ(server.get("/v2/default/jobs").status, 401);

  succeed({"users", "set-password", "alice", "--password-file", "-"}, "other\n");
  EXPECT_EQ(list(), 401);
  EXPECT_EQ(logIn(server, "secret").status, 401);
  EXPECT_EQ(logIn(server, "other").status, 201);
}

TEST_F(IdentityCommandTest, TokensLiveAsLongAsConfigured) {
  createAlice();
  environment_["FREEZER_TOKEN_EXPIRATION"] = "7";
  RunningServer server({"--auth", "builtin"}, environment_);
  ASSERT_EQ(logIn(server, "secret").status, 201);
  const auto tokens = parsedList(succeed({"tokens", "list"}));
  const Document& token = tokens.at(0);
  EXPECT_EQ(token.integerAt("/expires_at", 0) - token.integerAt("/issued_at", 0), 7);
}

}  // namespace
}  // namespace freezer::test
