#include "server/metrics/project_metrics.h"

#include <gtest/gtest.h>

#include <string>

namespace freezer::test {
namespace {

using server::StateOfProjects;

/// A state of these projects.
StateOfProjects stateOf(std::initializer_list<const char*> projects) {
  StateOfProjects state;
  for (const char* id : projects) state.projects.push_back({id, {}});
  return state;
}

ClientOverview client(std::string project_id, std::string client_id) {
  ClientOverview client;
  client.project_id = std::move(project_id);
  client.client_id = std::move(client_id);
  client.lastSeen = 100;
  return client;
}

bool has(const StateOfProjects& state, const std::string& line, std::size_t most = 10) {
  const std::string page = server::textOf(server::projectMetrics(state, most));
  return page.find('\n' + line + '\n') != page.npos;
}

TEST(ProjectMetrics, CountEachProjectByItself) {
  StateOfProjects state = stateOf({"p1", "p2"});
  JobOverview job;
  job.project_id = "p1";
  job.result = "aborted";
  job.overdueSince = 1;
  state.overview.notableJobs = {job, job};
  job.result.clear();
  job.overdueSince.reset();
  job.state = JobState::Running;
  job.project_id = "p2";
  state.overview.notableJobs.push_back(job);
  SessionOverview session;
  session.project_id = "p2";
  session.result = "fail";
  state.overview.sessions = {session};
  state.projects[0].backups = {.start = 0, .count = 3, .bytes = 4096};
  for (const char* line : {
           R"(freezer_jobs_failed{project="p1"} 2)",
           R"(freezer_jobs_overdue{project="p1"} 2)",
           R"(freezer_jobs_running{project="p1"} 0)",
           R"(freezer_jobs_running{project="p2"} 1)",
           R"(freezer_jobs_failed{project="p2"} 0)",
           R"(freezer_sessions_failed{project="p2"} 1)",
           R"(freezer_backups_today{project="p1"} 3)",
           R"(freezer_backups_today_bytes{project="p1"} 4096)",
       })
    EXPECT_TRUE(has(state, line)) << line;
}

TEST(ProjectMetrics, OmitTimesThatAreNotKnown) {
  StateOfProjects state = stateOf({"p"});
  state.overview.clients = {client("p", "c")};
  state.overview.clients[0].neverBackedUp = true;
  EXPECT_TRUE(has(state, R"(freezer_client_never_backed_up{project="p",client="c"} 1)"));
  const std::string page = server::textOf(server::projectMetrics(state));
  EXPECT_EQ(page.find("last_backup_timestamp_seconds{"), page.npos);
}

TEST(ProjectMetrics, EscapeLabels) {
  StateOfProjects state = stateOf({"p"});
  state.overview.clients = {client("p", "a\"b\\c\nd")};
  EXPECT_TRUE(has(state, R"(freezer_client_last_seen_timestamp_seconds)"
                         R"({project="p",client="a\"b\\c\nd"} 100)"));
}

TEST(ProjectMetrics, HaveABoundAndCountWhatIsLeftOut) {
  StateOfProjects state = stateOf({"p"});
  state.projectsLeftOut = 6;
  state.projects.push_back({std::string(256, 'x'), {}});
  state.overview.clients = {client("p", "c1"), client("left-out", "c2"), client("p", "c3"),
                            client("p", "c4")};
  EXPECT_TRUE(has(state, R"(freezer_metrics_left_out{kind="project"} 7)", 2));
  EXPECT_TRUE(has(state, R"(freezer_metrics_left_out{kind="client"} 2)", 2));
  const std::string page = server::textOf(server::projectMetrics(state, 2));
  EXPECT_NE(page.find("\"c3\""), page.npos);
  EXPECT_EQ(page.find("\"c2\""), page.npos);
  EXPECT_EQ(page.find("\"c4\""), page.npos);
}

}  // namespace
}  // namespace freezer::test
