// Debian's freezer-scheduler and freezer-agent: a complete cycle with storage in a folder.
//
// Workarounds for faults of these versions:
// - the agent requires the OS_* variables even with storage in a folder;
// - output of the agent on standard error prevents the upload of metadata, hence a log file;
// - `max_level` in a job file breaks the second backup, hence no_incremental;
// - an exec action requires a storage and a container.

#include <csignal>
#include <fstream>
#include <optional>

#include "tests/clients/deployment.h"
#include "tests/clients/scheduler.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

class SchedulerTest : public DeploymentTest, public testing::WithParamInterface<Strategy> {
 protected:
  void SetUp() override {
    deployAs(GetParam());
    token_ = deployment_->identity().tokenOf(kMember);
    fs::create_directories(folder_.path() / "source" / "sub");
    file("source/letter", "Dear reader\n");
    file("source/sub/empty", "");
    scheduler_.emplace(folder_.path() / "node", "node.example.org", clientEnvironment(kMember));
  }

  void TearDown() override {
    if (HasFailure() && scheduler_) std::cerr << "The scheduler:\n" << scheduler_->log() << '\n';
    DeploymentTest::TearDown();
  }

  /// Starts the scheduler and waits until it has registered its client.
  void start() {
    scheduler_->start();
    ASSERT_TRUE(await([&] { return get("/clients/" + scheduler_->clientId()).status == 200; }));
  }

  /// The reply to a request of an operator in the project.
  Reply operate(const std::string& method, const std::string& path,
                const std::string& body = "") const {
    return ask({method, "/v2/" + token_.projectId + path, body}, token_.text);
  }

  Reply get(const std::string& path) const { return operate("GET", path); }

  /// Starts, stops or aborts a job with the `freezer` command.
  void freezer(const std::string& command, const std::string& job) const {
    const Outcome outcome = runProcess({"/usr/bin/python3", "/usr/bin/freezer", command, job},
                                       clientEnvironment(kMember));
    EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
  }

  std::string path(const std::string& name) const { return folder_.path() / name; }

  /// An action with the members that all tests need, and `more` members of its freezer_action.
  std::string action(const std::string& more) const {
    return R"({"freezer_action":{"storage":"local","container":")" + path("storage") +
           R"(","log_file":")" + path("agent.log") + "\"," + more + "}}";
  }

  std::string backupOf(const std::string& name) const {
    return action(R"("action":"backup","mode":"fs","no_incremental":true,"backup_name":")" + name +
                  R"(","path_to_backup":")" + path("source") + "\"");
  }

  void createJob(const std::string& id, const std::string& jobAction,
                 const std::string& schedule = "{}") const {
    const std::string body = R"({"job_id":")" + id + R"(","client_id":")" + scheduler_->clientId() +
                             R"(","job_actions":[)" + jobAction + R"(],"job_schedule":)" +
                             schedule + "}";
    const Reply reply = operate("POST", "/jobs", body);
    ASSERT_EQ(reply.status, 201) << reply.body;
  }

  std::string status(const std::string& job) const {
    return get("/jobs/" + job).at("/job_schedule/status");
  }

  /// Waits until the scheduler has reported these values of the job.
  void awaitStatus(const std::string& job, const std::string& wanted) const {
    ASSERT_TRUE(await([&] { return status(job) == wanted; })) << get("/jobs/" + job).body;
  }

  void expectResult(const std::string& job, const std::string& result) const {
    const Reply shown = get("/jobs/" + job);
    EXPECT_EQ(shown.at("/job_schedule/result"), result) << shown.body;
    EXPECT_GT(shown.json().integerAt("/job_schedule/time_started", -1), 0) << shown.body;
    EXPECT_GT(shown.json().integerAt("/job_schedule/time_ended", -1), 0) << shown.body;
    EXPECT_GT(shown.json().integerAt("/job_schedule/current_pid", -1), 0) << shown.body;
  }

  Token token_;
  std::optional<Scheduler> scheduler_;
};

TEST_P(SchedulerTest, BacksAFolderUpAndRestoresIt) {
  start();
  fs::create_directory(folder_.path() / "storage");
  createJob("backup", backupOf("letters"));
  awaitStatus("backup", "completed");
  expectResult("backup", "success");
  EXPECT_FALSE(fs::is_empty(folder_.path() / "storage"));

  const std::vector<Document> backups = parsedList(
      succeed({"--project", token_.projectId, "backups", "list", "--match", "job_id=backup"}));
  ASSERT_EQ(backups.size(), 1U);
  EXPECT_EQ(backups[0].textAt("/backup_metadata/backup_name"), "letters");
  EXPECT_EQ(backups[0].textAt("/backup_metadata/path_to_backup"), path("source"));
  EXPECT_GT(backups[0].integerAt("/backup_metadata/time_stamp", 0), 0);

  createJob("restore", action(R"("action":"restore","mode":"fs","backup_name":"letters",)"
                              R"("restore_abs_path":")" +
                              path("restored") + "\""));
  awaitStatus("restore", "completed");
  expectResult("restore", "success");
  EXPECT_EQ(fileContent(folder_.path() / "restored" / "letter"), "Dear reader\n");
  EXPECT_TRUE(fs::exists(folder_.path() / "restored" / "sub" / "empty"));
}

TEST_P(SchedulerTest, StartsAndEndsASessionOfTwoJobs) {
  start();
  ASSERT_EQ(scheduler_->stop(), 0);
  fs::create_directory(folder_.path() / "storage");
  ASSERT_EQ(
      operate("POST", "/sessions", R"({"session_id":"pair","hold_off":600,"schedule":{}})").status,
      201);
  for (const std::string job : {"one", "two"}) {
    createJob(job, backupOf(job));
    ASSERT_EQ(operate("PUT", "/sessions/pair/jobs/" + job).status, 204);
  }
  scheduler_->start();
  EXPECT_TRUE(await([&] { return get("/sessions/pair").at("/status") == "completed"; }));
  const Reply session = get("/sessions/pair");
  EXPECT_EQ(session.at("/result"), "success") << session.body;
  EXPECT_EQ(session.at("/session_tag"), "1") << session.body;
  for (const std::string job : {"one", "two"}) {
    EXPECT_EQ(session.at("/jobs/" + job + "/status"), "completed") << session.body;
    EXPECT_EQ(session.at("/jobs/" + job + "/result"), "success") << session.body;
    awaitStatus(job, "completed");
    expectResult(job, "success");
    EXPECT_EQ(get("/jobs/" + job).at("/session_tag"), "1");
  }
}

TEST_P(SchedulerTest, ReportsAnAbort) {
  start();
  createJob("long", action(R"("action":"exec","command":"/bin/sleep 600")"));
  awaitStatus("long", "running");
  // The scheduler reports the process last, and overwrites an event from before.
  std::int64_t agent = -1;
  ASSERT_TRUE(await([&] {
    agent = get("/jobs/long").json().integerAt("/job_schedule/current_pid", -1);
    return agent > 0;
  }));
  freezer("job-abort", "long");
  EXPECT_TRUE(await([&] { return scheduler_->says("long aborted"); }));
  // With Debian's psutil the scheduler does not find the agent process, so the test ends the
  // process.
  ASSERT_EQ(::kill(static_cast<pid_t>(agent), SIGTERM), 0);
  awaitStatus("long", "completed");
  expectResult("long", "aborted");
}

TEST_P(SchedulerTest, StopsWhatItHasScheduled) {
  start();
  createJob("later", backupOf("later"), R"({"schedule_interval":"7 days"})");
  awaitStatus("later", "scheduled");
  freezer("job-stop", "later");
  awaitStatus("later", "stop");
  freezer("job-start", "later");
  awaitStatus("later", "scheduled");
}

TEST_P(SchedulerTest, GoesOnAfterARestart) {
  start();
  createJob("later", backupOf("later"), R"({"schedule_interval":"7 days"})");
  awaitStatus("later", "scheduled");
  ASSERT_EQ(scheduler_->stop(), 0);
  createJob("meanwhile", action(R"("action":"exec","command":"/bin/true")"));
  scheduler_->start();
  EXPECT_TRUE(await([&] { return scheduler_->says("Resetting scheduled status from job later"); }));
  awaitStatus("meanwhile", "completed");
  expectResult("meanwhile", "success");
  EXPECT_EQ(status("later"), "scheduled");
}

INSTANTIATE_TEST_SUITE_P(Clients, SchedulerTest,
                         testing::Values(Strategy::Keystone, Strategy::Builtin),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace freezer::test
