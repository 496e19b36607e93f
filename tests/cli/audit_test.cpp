// The audit log of commands and of serve: freezer-api.conf(5), "Audit log".

#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "tests/support/audit_lines.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

using Lines = std::vector<std::string>;

class CliAuditTest : public ProgramTest {
 protected:
  CliAuditTest() { environment_["FREEZER_AUDIT_LOG_FILE"] = path_; }

  Lines lines() const { return linesOf(fileContent(path_)); }
  Lines summaries() const { return summariesOf(lines()); }

  /// The summaries of the lines since the last call.
  Lines news() {
    Lines all = summaries();
    Lines since(all.begin() + static_cast<std::ptrdiff_t>(seen_), all.end());
    seen_ = all.size();
    return since;
  }

  Document lastLine() const { return parsed(lines().back()); }

  static std::string ownName() { return ::getpwuid(::getuid())->pw_name; }

  const std::string path_ = folder_.path() / "audit.log";
  std::size_t seen_ = 0;
};

TEST_F(CliAuditTest, CommandsNoteWhatTheyChange) {
  succeed({"clients", "create", "--client-id", "h1"});
  succeed({"clients", "patch", "h1", "--description", "x"});
  EXPECT_EQ(news(), (Lines{"create client h1 ->1 success", "patch client h1 1>2 success"}));
  const Document line = lastLine();
  EXPECT_EQ(line.textAt("/source"), ownName());
  EXPECT_EQ(line.textAt("/user_id"), "admin");
  EXPECT_EQ(line.textAt("/project_id"), "default");
  EXPECT_EQ(line.textAt("/request_id").substr(0, 4), "cmd-");
}

TEST_F(CliAuditTest, ACommandHasOneRequestId) {
  succeed({"clients", "create", "--client-id", "h1"});
  succeed({"clients", "create", "--client-id", "h2"});
  noted({"clients", "delete", "h1", "h2", "--yes"});
  const Lines all = lines();
  ASSERT_EQ(all.size(), 4U);
  const auto idOf = [&](std::size_t i) { return parsed(all[i]).textAt("/request_id"); };
  EXPECT_EQ(idOf(2), idOf(3));
  EXPECT_NE(idOf(1), idOf(2));
}

TEST_F(CliAuditTest, NamesTheUserBehindSudo) {
  environment_["SUDO_USER"] = "alice";
  succeed({"clients", "create", "--client-id", "h1"});
  EXPECT_EQ(lastLine().textAt("/source"), ownName() + " (sudo by alice)");
}

TEST_F(CliAuditTest, ReadsNoteNothing) {
  succeed({"db", "init"});
  news();
  succeed({"clients", "list"});
  succeed({"status"});
  succeed({"export"});
  succeed({"db", "init"});
  succeed({"__complete", "--", "clients", "show", ""});
  EXPECT_EQ(news(), Lines());
}

TEST_F(CliAuditTest, RefusedChangesAreNoted) {
  succeed({"clients", "create", "--client-id", "h1"});
  news();
  fail({"clients", "patch", "none", "--description", "x"}, 3, "there is no client");
  fail({"clients", "patch", "h1", "--description", "x", "--if-version", "7"}, 6, "version 1");
  EXPECT_EQ(news(), (Lines{"patch client none ->- refused not-found",
                           "patch client h1 ->- refused version-mismatch"}));
}

TEST_F(CliAuditTest, TheBeginningOfAnIdIsNoRefusedChange) {
  succeed(someJob("nightly"));
  news();
  succeed({"jobs", "start", "nig"});
  EXPECT_EQ(news(), Lines{"start job nightly 1>2 success"});
}

TEST_F(CliAuditTest, ADryRunNotesNothing) {
  succeed({"clients", "create", "--client-id", "h1"});
  const std::string documents = file("documents.jsonl", succeed({"export"}) + "\n");
  news();
  succeed({"clients", "delete", "h1", "--dry-run"});
  run({"import", documents, "--dry-run"});
  EXPECT_EQ(news(), Lines());
}

TEST_F(CliAuditTest, IdentitiesAreNotedWithoutSecrets) {
  const std::string password = file("password", "not-to-be-told\n");
  succeed({"users", "create", "alice", "--id", "u1", "--password-file", password});
  succeed({"projects", "create", "home", "--id", "p1"});
  succeed({"users", "grant", "alice", "--project", "home", "--role", "member"});
  const Document token =
      parsed(succeed({"-f", "json", "tokens", "create", "alice", "--project", "home"}));
  const std::string id = token.textAt("/id");
  noted({"tokens", "revoke", id});
  succeed({"users", "set-password", "alice", "--password-file", password});
  succeed({"users", "revoke", "alice", "--project", "home", "--role", "member"});
  noted({"users", "delete", "alice"});
  noted({"projects", "delete", "home"});
  run({"users", "delete", "nobody"});
  EXPECT_EQ(news(),
            (Lines{"create user u1 ->- success", "create project p1 ->- success",
                   "grant role u1/p1/member ->- success", "create token " + id + " ->- success",
                   "revoke token " + id + " ->- success", "set-password user u1 ->- success",
                   "revoke role u1/p1/member ->- success", "delete user u1 ->- success",
                   "delete project p1 ->- success", "delete user - ->- refused not-found"}));
  EXPECT_EQ(lastLine().textAt("/name"), "nobody");
  const std::string all = fileContent(path_);
  EXPECT_EQ(all.find("not-to-be-told"), std::string::npos);
  EXPECT_EQ(all.find(token.textAt("/token")), std::string::npos);
}

TEST_F(CliAuditTest, WholeStoresHaveOneLineWithCounts) {
  succeed({"db", "init"});
  EXPECT_EQ(news(), Lines{"init store - ->- success"});
  run({"seed", "--clients", "3", "--backups", "4"});
  EXPECT_EQ(news(), Lines{"seed store - ->- success"});
  EXPECT_EQ(lastLine().integerAt("/counts/imported", 0), 7);

  const std::string documents = file("documents.jsonl", succeed({"export"}) + "\n");
  run({"import", documents});
  EXPECT_EQ(news(), Lines{"import store - ->- success"});
  EXPECT_EQ(lastLine().integerAt("/counts/skipped", 0), 7);

  const std::string copy = folder_.path() / "copy.sqlite";
  succeed({"db", "copy", "sqlite:///" + copy});
  EXPECT_EQ(news(), Lines{"copy store - ->- success"});
  EXPECT_EQ(lastLine().integerAt("/counts/clients", 0), 3);
  EXPECT_EQ(lastLine().textAt("/name"), "sqlite:///" + copy);

  const std::string backup = folder_.path() / "backup.sqlite";
  succeed({"db", "backup", backup});
  succeed({"db", "restore", backup, "--yes"});
  EXPECT_EQ(news(), Lines{"restore store - ->- success"});
  EXPECT_EQ(lastLine().integerAt("/counts/backups", 0), 4);
}

TEST_F(CliAuditTest, NothingChangesIfTheLogCannotBeOpened) {
  succeed({"db", "init"});
  environment_["FREEZER_AUDIT_LOG_FILE"] = folder_.path();
  const std::string message = "cannot open the audit log " + folder_.path().string();
  fail({"clients", "create", "--client-id", "h1"}, 2, message);
  fail({"seed", "--clients", "1"}, 2, message);
  fail({"db", "copy", "sqlite:///" + (folder_.path() / "copy.sqlite").string()}, 2, message);
  fail({"serve"}, 2, message);
  EXPECT_EQ(parsedList(succeed({"clients", "list"})).size(), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "copy.sqlite"));
  EXPECT_NE(run({"config", "check"}).out.find("audit log"), std::string::npos);
}

TEST_F(CliAuditTest, AChangeStaysIfItsLineCannotBeWritten) {
  environment_["FREEZER_AUDIT_LOG_FILE"] = "/dev/full";
  const Outcome created = run({"clients", "create", "--client-id", "h1"});
  EXPECT_EQ(created.status, 0);
  EXPECT_NE(created.err.find("warning: cannot write the audit log /dev/full"), std::string::npos)
      << created.err;
  EXPECT_EQ(show("clients", "h1").textAt("/client/client_id"), "h1");
}

TEST_F(CliAuditTest, TwoServicesAndCommandsShareAFile) {
  succeed({"db", "init"});
  RunningServer first({}, environment_);
  RunningServer second({}, environment_);
  ASSERT_NE(first.port(), 0) << first.text();
  ASSERT_NE(second.port(), 0) << second.text();
  constexpr int kEach = 20;
  {
    std::vector<std::jthread> clients;
    for (const std::uint16_t port : {first.port(), second.port()}) {
      clients.emplace_back([port] {
        RawClient client(port);
        for (int i = 0; i < kEach; ++i) {
          client.exchange(
              {"POST", "/v2/default/clients",
               R"({"client_id": "h)" + std::to_string(port) + "-" + std::to_string(i) + R"("})"});
        }
      });
    }
    succeed({"clients", "create", "--client-id", "mine"});
  }
  EXPECT_EQ(lines().size(), std::size_t{2 * kEach + 2});
  for (const std::string& line : summaries()) EXPECT_TRUE(line.ends_with(" success")) << line;
}

TEST_F(CliAuditTest, AHangUpMakesTheServiceGoOnInANewFile) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  const auto create = [&](const std::string& id) {
    return client.exchange({"POST", "/v2/default/clients", R"({"client_id": ")" + id + R"("})"});
  };
  EXPECT_EQ(create("h1").status, 201);
  std::filesystem::rename(path_, path_ + ".1");
  ::kill(server.process(), SIGHUP);
  ASSERT_TRUE(server.says("SIGHUP: reopened the audit log")) << server.text();
  const Reply reply = create("h2");
  EXPECT_EQ(summariesOf(linesOf(fileContent(path_ + ".1"))), Lines{"create client h1 ->1 success"});
  EXPECT_EQ(summaries(), Lines{"create client h2 ->1 success"});
  EXPECT_EQ(lastLine().textAt("/request_id"), reply.header("x-openstack-request-id"));
}

}  // namespace
}  // namespace freezer::test
