// The candidates that the program prints for shells.

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class CompleteTest : public ProgramTest {
 protected:
  /// The lines for the last word of the line, with the help of candidates and the last line.
  Words answer(Words words) const {
    words.insert(words.begin(), {"__complete", "--"});
    return linesOf(succeed(words));
  }

  /// The candidates for the last word of the line.
  Words complete(const Words& words) const {
    Words lines = answer(words);
    lines.pop_back();
    for (std::string& line : lines) line.resize(std::min(line.find('\t'), line.size()));
    return lines;
  }

  bool isStoreThere() const { return std::filesystem::exists(folder_.path() / "store.sqlite"); }
};

TEST_F(CompleteTest, NamesCommandsWithTheirHelp) {
  EXPECT_EQ(answer({"jo"}), (Words{"jobs\tActions that a client runs on a schedule", ":"}));
  EXPECT_EQ(complete({"jobs", "s"}), (Words{"show", "start", "stop"}));
  EXPECT_EQ(complete({"jobs", "list", "--db", "x", "--limi"}), Words{"--limit"});
  EXPECT_EQ(complete({"jobz", ""}), Words{});
  EXPECT_EQ(complete({"generat"}), Words{});
  EXPECT_EQ(complete({"__comp"}), Words{});
}

TEST_F(CompleteTest, NamesOptionsOfTheCommandAndTheProgram) {
  EXPECT_EQ(complete({"jobs", "list", "--ma"}), (Words{"--marker", "--match", "--match-not"}));
  EXPECT_EQ(complete({"jobs", "list", "--conf"}), Words{"--config-file"});
  EXPECT_EQ(complete({"users", "grant", "--proj"}), Words{"--project"});
  EXPECT_EQ(complete({"jobs", "show", "--", "--conf"}), Words{});
}

TEST_F(CompleteTest, NamesTheValuesOfAnOptionInAllItsForms) {
  EXPECT_EQ(complete({"jobs", "list", "-f", "js"}), (Words{"json", "jsonl"}));
  EXPECT_EQ(complete({"jobs", "list", "-fjs"}), (Words{"-fjson", "-fjsonl"}));
  EXPECT_EQ(complete({"jobs", "list", "--format=js"}), (Words{"--format=json", "--format=jsonl"}));
  EXPECT_EQ(complete({"users", "grant", "--role", "re"}), Words{"reader"});
  EXPECT_EQ(complete({"clients", "create", "--is-central", ""}), (Words{"true", "false"}));
  EXPECT_EQ(complete({"jobs", "list", "--limit", ""}), Words{});
}

TEST_F(CompleteTest, LeavesFilesToTheShell) {
  EXPECT_EQ(answer({"jobs", "create", "--file", "x"}), Words{":files"});
  EXPECT_EQ(answer({"jobs", "create", "--file=x"}), Words{":files"});
  EXPECT_EQ(answer({"db", "restore", ""}), Words{":files"});
}

TEST_F(CompleteTest, NamesKeysToSortBy) {
  EXPECT_EQ(complete({"sessions", "list", "--sort", "s"}),
            (Words{"session_id", "session_tag", "status"}));
  const Words directions = {"created_at", "created_at:asc", "created_at:desc"};
  EXPECT_EQ(complete({"sessions", "list", "--sort", "cr"}), directions);
  EXPECT_EQ(complete({"jobs", "list", "--sort=status:d"}), Words{"--sort=status:desc"});
  EXPECT_EQ(complete({"jobs", "list", "--sort", "status,last_run:d"}),
            Words{"status,last_run:desc"});
  EXPECT_EQ(complete({"jobs", "list", "--count-by", "status,cl"}), Words{"status,client_id"});
}

TEST_F(CompleteTest, NamesColumnsStepByStep) {
  EXPECT_EQ(answer({"jobs", "list", "-c", "job_s"}),
            (Words{"job_schedule.\tSchedule and state of the job", ":nospace"}));
  EXPECT_EQ(complete({"jobs", "show", "-c", "job_schedule.sta"}), Words{"job_schedule.status"});
  EXPECT_EQ(complete({"jobs", "list", "-c", "next"}), Words{"next_run"});
  EXPECT_EQ(complete({"jobs", "create", "-c", "next"}), Words{});
}

TEST_F(CompleteTest, NamesKeysAndValuesOfConditions) {
  succeed({"clients", "create", "--client-id", "web1"});
  EXPECT_EQ(answer({"backups", "list", "--match", "hostn"}),
            (Words{"hostname=\tHost name of the source machine", ":nospace"}));
  EXPECT_EQ(complete({"jobs", "list", "--match", "event=st"}),
            (Words{"event=stop", "event=start"}));
  EXPECT_EQ(complete({"jobs", "list", "--match=job_schedule.event=sta"}),
            Words{"--match=job_schedule.event=start"});
  EXPECT_EQ(complete({"jobs", "list", "--match-not", "client_id="}), Words{"client_id=web1"});
  EXPECT_EQ(complete({"clients", "list", "--match", "is_central=t"}), Words{"is_central=true"});
  EXPECT_EQ(complete({"export", "--match", "hostn"}), Words{"hostname="});
}

TEST_F(CompleteTest, NamesPathsAndValuesOfAssignments) {
  EXPECT_EQ(complete({"jobs", "create", "--set", "job_a"}), Words{"job_actions.0."});
  EXPECT_EQ(complete({"jobs", "patch", "x", "--set", "job_actions.0.freezer_action.ac"}),
            Words{"job_actions.0.freezer_action.action="});
  EXPECT_EQ(complete({"jobs", "create", "--set", "job_actions.0.freezer_action.action=ba"}),
            Words{"job_actions.0.freezer_action.action=backup"});
  EXPECT_EQ(complete({"jobs", "create", "--set", "job_schedule="}), Words{});
  EXPECT_EQ(complete({"jobs", "create", "--set", "project"}), Words{});  // Set by the service.
}

TEST_F(CompleteTest, NamesIdsThatBeginLikeTheWord) {
  for (const char* id : {"web2", "db1", "web1"}) succeed({"clients", "create", "--client-id", id});
  succeed({"clients", "create", "--client-id", "web3", "--project", "other"});
  EXPECT_EQ(complete({"clients", "show", "web"}), (Words{"web1", "web2"}));
  EXPECT_EQ(complete({"clients", "show", ""}), (Words{"web2", "db1", "web1"}));
  EXPECT_EQ(complete({"clients", "edit", "d"}), Words{"db1"});
  succeed({"jobs", "create", "--job-id", "j1", "--client-id", "db1", "--set", "job_actions=[]"});
  EXPECT_EQ(complete({"jobs", "clone", ""}), Words{"j1"});
  EXPECT_EQ(complete({"jobs", "clone", "j1", "--client-id", "d"}), Words{"db1"});
  EXPECT_EQ(complete({"clients", "show", "--project", "other", "w"}), Words{"web3"});
  EXPECT_EQ(complete({"jobs", "create", "--client-id=w"}),
            (Words{"--client-id=web1", "--client-id=web2"}));
}

TEST_F(CompleteTest, NamesJobsToFollow) {
  succeed(someJob("nightly"));
  EXPECT_EQ(complete({"jobs", "follow", ""}), Words{"nightly"});
}

TEST_F(CompleteTest, NamesCommandsAfterHelp) {
  EXPECT_EQ(complete({"help", "job"}), Words{"jobs"});
  EXPECT_EQ(complete({"help", "jobs", "ab"}), Words{"abort"});
}

TEST_F(CompleteTest, NamesUsersProjectsTokensAndRules) {
  succeed({"users", "create", "alice", "--id", "u1", "--password-file", "-"}, "a password\n");
  succeed({"projects", "create", "home", "--id", "p1"});
  succeed({"users", "grant", "alice", "--project", "home", "--role", "member"});
  const Document token = parsed(succeed({"tokens", "create", "alice", "-f", "json"}));
  succeed({"clients", "create", "--client-id", "web1", "--project", "p2"});
  EXPECT_EQ(complete({"users", "delete", ""}), Words{"alice"});
  EXPECT_EQ(complete({"users", "grant", "alice", "--project", "h"}), Words{"home"});
  EXPECT_EQ(complete({"tokens", "revoke", ""}), Words{token.textAt("/id")});
  EXPECT_EQ(complete({"jobs", "list", "--user", ""}), Words{"u1"});
  EXPECT_EQ(complete({"jobs", "list", "--project", "p"}), (Words{"p1", "p2"}));
  EXPECT_EQ(complete({"policy", "check", "jobs:event:"}), Words{"jobs:event:create"});
  EXPECT_EQ(complete({"policy", "check", "jobs:get", "--as", "admin,se"}), Words{"admin,service"});
  EXPECT_EQ(complete({"users", "grant", "alice", "--role", "m"}), Words{"member"});
  environment_["FREEZER_AUTH"] = "builtin";
  EXPECT_EQ(complete({"jobs", "list", "--project", "ho"}), Words{"home"});
}

TEST_F(CompleteTest, NamesAHundredIdsAtMost) {
  run({"seed", "--clients", "120"});
  EXPECT_EQ(complete({"clients", "show", "default_"}).size(), 100U);
  EXPECT_EQ(complete({"clients", "show", ""}).size(), 100U);
}

TEST_F(CompleteTest, NeverCreatesAStoreAndNeverFails) {
  EXPECT_EQ(answer({"jobs", "show", ""}), Words{":"});
  EXPECT_EQ(answer({"--db", "nonsense", "jobs", "show", ""}), Words{":"});
  EXPECT_EQ(answer({"--config-file", "/none", "jobs", "show", ""}), Words{":"});
  EXPECT_EQ(answer({"--format", "nonsense", "jobs", "show", ""}), Words{":"});
  EXPECT_EQ(answer({"--bogus", "jobs", "sho"}).size(), 2U);
  EXPECT_EQ(answer({"jobs", "list", "--bogus=x"}), Words{":"});
  EXPECT_FALSE(isStoreThere());
}

TEST_F(CompleteTest, NeverWaitsLongForAStore) {
  const Poco::Net::ServerSocket silent(Poco::Net::SocketAddress("127.0.0.1", 0));
  const std::string port = std::to_string(silent.address().port());
  const std::string url = "mysql+pymysql://me:secret@127.0.0.1:" + port + "/db";
  EXPECT_EQ(succeed({"__complete", "--", "--db", url, "jobs", "show", ""}), "");
}

TEST_F(CompleteTest, NeverUpgradesAStore) {
  succeed({"clients", "create", "--client-id", "web1"});
  const std::string store = folder_.path() / "store.sqlite";
  const auto execute = [&](const std::string& sql) {
    return runProcess({"/usr/bin/sqlite3", store, sql}, environment_).out;
  };
  execute("PRAGMA user_version = 3");
  EXPECT_EQ(answer({"clients", "show", ""}), Words{":"});
  EXPECT_EQ(execute("PRAGMA user_version"), "3\n");
}

}  // namespace
}  // namespace freezer::test
