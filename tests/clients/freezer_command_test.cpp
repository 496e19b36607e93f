// The `freezer` command of Debian's python3-freezerclient: every subcommand works.

#include <sstream>
#include <tuple>

#include "tests/clients/deployment.h"
#include "tests/clients/freezer_forks.h"

namespace freezer::test {
namespace {

/// The strategy of the service, and the version of the API.
using Parameter = std::tuple<Strategy, std::string>;

class FreezerCommand : public DeploymentTest, public testing::WithParamInterface<Parameter> {
 protected:
  void SetUp() override {
    deployAs(std::get<Strategy>(GetParam()));
    become(kMember);
  }

  /// Sets the user of the following commands.
  void become(const Account& account) {
    surroundings_ = clientEnvironment(account);
    surroundings_["OS_BACKUP_API_VERSION"] = std::get<std::string>(GetParam());
  }

  Outcome freezer(const Words& words) const {
    static FreezerForks forks;
    return forks.run(words, surroundings_, folder_.path());
  }

  /// Runs the command and returns its output.
  std::string does(const Words& words) const {
    const Outcome outcome = freezer(words);
    EXPECT_EQ(outcome.status, 0) << words.front() << ": " << testing::PrintToString(outcome);
    return outcome.out;
  }

  /// Runs the command, and expects a failure with this text.
  void fails(const Words& words, const std::string& message) const {
    const Outcome outcome = freezer(words);
    EXPECT_NE(outcome.status, 0) << words.front();
    EXPECT_NE(outcome.err.find(message), std::string::npos) << testing::PrintToString(outcome);
  }

  Document row(Words words) const {
    words.insert(words.end(), {"-f", "json"});
    return parsed(does(words));
  }

  /// A column of a list. An empty list has one empty row. The output is not JSON, because the
  /// client cannot convert the times of backups.
  Words list(Words words, const std::string& column) const {
    words.insert(words.end(), {"-f", "value", "-c", column});
    std::istringstream lines(does(words));
    Words values;
    for (std::string line; std::getline(lines, line);) values.push_back(line);
    return values;
  }

  /// Expects that the list of `noun` has these entries in this order, and that paging and search
  /// work. Only the first entry contains `word`.
  void expectList(const std::string& noun, const std::string& column, const Words& ids,
                  const std::string& word) const {
    const std::string command = noun + "-list";
    ASSERT_EQ(list({command}, column), ids);
    EXPECT_EQ(list({command, "--limit", "1", "--offset", "1"}, column), Words{ids.at(1)});
    EXPECT_EQ(list({command, "--search", word}, column), Words{ids.front()});
  }

  void createJobs() const {
    does({"client-register", "--file", file("c.json", R"({"client_id":"node","hostname":"n"})")});
    for (const std::string id : {"first", "second"}) {
      const std::string job =
          R"({"job_id":")" + id + R"(","description":"the )" + id +
          R"( job","job_schedule":{"schedule_interval":"5 hours"},"job_actions":[{"freezer_action":)"
          R"({"action":"backup","mode":"fs","storage":"local","container":"/c"}}]})";
      does({"job-create", "--file", file("job.json", job), "--client", "node"});
    }
  }

  void createSession(const std::string& id) const {
    const std::string session = R"({"session_id":")" + id + R"(","description":"the )" + id +
                                R"( session","schedule":{"schedule_interval":"1 days"}})";
    does({"session-create", "--file", file("session.json", session)});
  }

  Environment surroundings_;
};

TEST_P(FreezerCommand, Clients) {
  for (const std::string id : {"first", "second"}) {
    const std::string client = R"({"client_id":")" + id + R"(","hostname":"host","description":)" +
                               R"("the )" + id + R"( client"})";
    does({"client-register", "--file", file("client.json", client)});
  }
  expectList("client", "Client ID", {"first", "second"}, "FIRST");
  const Document shown = row({"client-show", "first"});
  EXPECT_EQ(shown.textAt("/hostname"), "host");
  EXPECT_EQ(shown.textAt("/description"), "the first client");
  EXPECT_FALSE(shown.textAt("/Client UUID").empty());
  does({"client-delete", "first"});
  fails({"client-show", "first"}, "Client not found");
  EXPECT_EQ(list({"client-list"}, "Client ID"), Words{"second"});
}

TEST_P(FreezerCommand, Jobs) {
  createJobs();
  expectList("job", "Job ID", {"first", "second"}, "first");
  EXPECT_EQ(list({"job-list", "--client", "node"}, "Job ID"), (Words{"first", "second"}));
  EXPECT_EQ(list({"job-list", "-C", "other"}, "Job ID"), Words{""});
  const std::string search = R"([{"client_id": "node"}, {"description": "the second job"}])";
  EXPECT_EQ(list({"job-list", "--search", search}, "Job ID"), Words{"second"});

  does({"job-update", "first", file("change.json", R"({"description":"changed"})")});
  const Document shown = row({"job-show", "first"});
  EXPECT_EQ(shown.textAt("/Client ID"), "node");
  EXPECT_EQ(shown.textAt("/Description"), "changed");
  EXPECT_EQ(shown.textAt("/Interval"), "5 hours");
  EXPECT_NE(does({"job-get", "first"}).find("'description': 'changed'"), std::string::npos);
  EXPECT_NE(does({"job-get", "--no-format", "first"}).find("'container': '/c'"), std::string::npos);

  does({"job-delete", "first"});
  fails({"job-show", "first"}, "Job not found");
  EXPECT_EQ(list({"job-list"}, "Job ID"), Words{"second"});
}

TEST_P(FreezerCommand, JobEvents) {
  createJobs();
  EXPECT_EQ(row({"job-show", "first"}).textAt("/Event"), "");
  for (const std::string event : {"start", "stop", "abort"}) {
    does({"job-" + event, "first"});
    EXPECT_EQ(row({"job-show", "first"}).textAt("/Event"), event);
  }
  EXPECT_EQ(row({"job-show", "second"}).textAt("/Event"), "");
}

TEST_P(FreezerCommand, Actions) {
  for (const std::string id : {"first", "second"}) {
    const std::string action = R"({"action_id":")" + id + R"(","freezer_action":{"action":)" +
                               R"("backup","mode":"fs","backup_name":"name of )" + id + "\"}}";
    does({"action-create", "--file", file("action.json", action)});
  }
  expectList("action", "Action ID", {"first", "second"}, "first");
  does({"action-update", "first", file("change.json", R"({"max_retries":7})")});
  const Document shown = row({"action-show", "first"});
  EXPECT_EQ(shown.integerAt("/Max_retries", shown.integerAt("/Max retries", 0)), 7);
  EXPECT_EQ(shown.textAt("/Name"), "name of first");
  does({"action-delete", "first"});
  fails({"action-show", "first"}, "Action not found");
  EXPECT_EQ(list({"action-list"}, "Action ID"), Words{"second"});
}

TEST_P(FreezerCommand, Sessions) {
  createSession("first");
  createSession("second");
  expectList("session", "Session ID", {"first", "second"}, "first");
  does({"session-update", "first", file("change.json", R"({"description":"changed"})")});
  const Document shown = row({"session-show", "first"});
  EXPECT_EQ(shown.textAt("/Description"), "changed");
  EXPECT_EQ(shown.textAt("/Status"), "active");
  EXPECT_EQ(shown.textAt("/Jobs"), "{}");
  does({"session-delete", "first"});
  fails({"session-delete", "first"}, "Session not found");
  EXPECT_EQ(list({"session-list"}, "Session ID"), Words{"second"});
}

TEST_P(FreezerCommand, JobsOfASession) {
  createJobs();
  createSession("pair");
  for (const std::string job : {"first", "second"})
    does({"session-add-job", "--session-id", "pair", "--job-id", job});
  does({"session-start", "--session-id", "pair", "--job-id", "first", "--job-tag", "0"});
  const Document started = row({"session-show", "pair"});
  EXPECT_EQ(started.integerAt("/Session tag", 0), 1);
  EXPECT_EQ(started.textAt("/Status"), "running");
  EXPECT_EQ(row({"job-show", "second"}).textAt("/Session ID"), "pair");

  does({"session-remove-job", "--session-id", "pair", "--job-id", "first"});
  const std::string left = row({"session-show", "pair"}).textAt("/Jobs");
  EXPECT_EQ(left.find("first"), std::string::npos) << left;
  EXPECT_NE(left.find("second"), std::string::npos) << left;
  EXPECT_EQ(row({"job-show", "first"}).textAt("/Event"), "stop");
}

TEST_P(FreezerCommand, Backups) {
  for (const std::string name : {"first", "second"}) {
    const std::string backup = R"({"container":"c","hostname":"node","time_stamp":1700000000,)"
                               R"("curr_backup_level":0,"path_to_backup":"/","backup_name":")" +
                               name + "\"}";
    does({"backup-create", "--file", file("backup.json", backup)});
  }
  const Words ids = list({"backup-list"}, "Backup ID");
  ASSERT_EQ(ids.size(), 2U);
  expectList("backup", "Backup ID", ids, "first");
  // The client prints no ID: it reads a member that current services do not send.
  EXPECT_NE(row({"backup-show", ids[0]}).textAt("/Metadata").find("first"), std::string::npos);
  does({"backup-delete", ids[0]});
  fails({"backup-show", ids[0]}, "Backup not found");
  EXPECT_EQ(list({"backup-list"}, "Backup ID"), Words{ids[1]});
}

TEST_P(FreezerCommand, ReadersMayLookAndNotTouch) {
  const std::string action = file("action.json", R"({"freezer_action":{"action":"exec"}})");
  does({"action-create", "--file", action});
  const std::string id = list({"action-list"}, "Action ID").front();
  become(kReader);
  // With v1 documents belong to a user, with v2 to a project.
  const bool sees = std::get<std::string>(GetParam()) == "2";
  EXPECT_EQ(list({"action-list"}, "Action ID"), Words{sees ? id : ""});
  fails({"action-create", "--file", action}, "Error 403");
  fails({"action-delete", id}, "Error 403");
}

TEST_P(FreezerCommand, OtherProjectsAreOutOfSight) {
  createJobs();
  become(kForeign);
  EXPECT_EQ(list({"job-list"}, "Job ID"), Words{""});
  fails({"job-show", "first"}, "Job not found");
  fails({"job-start", "first"}, "Error 404");
}

// The versions differ in their paths, which have nothing to do with the strategy.
INSTANTIATE_TEST_SUITE_P(Clients, FreezerCommand,
                         testing::Values(Parameter(Strategy::Keystone, "2"),
                                         Parameter(Strategy::Builtin, "1"),
                                         Parameter(Strategy::Builtin, "2")),
                         [](const auto& given) {
                           return testing::PrintToString(std::get<Strategy>(given.param)) + "_v" +
                                  std::get<std::string>(given.param);
                         });

}  // namespace
}  // namespace freezer::test
