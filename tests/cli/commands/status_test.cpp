// The command "status" and its helper functions.

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "cli/commands/status_check.h"
#include "cli/commands/status_screen.h"
#include "cli/output/bars.h"
#include "cli/output/text.h"
#include "cli/output/units.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

using cli::ageText;
using cli::barChart;
using Lines = std::vector<std::string>;

constexpr std::int64_t kNow = 1'795'629'600;  // 2026-11-25T18:00:00Z
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 86400;

TEST(AgeTest, IsInTheLargestUnitThatTells) {
  EXPECT_EQ(ageText(kNow, kNow), "just now");
  EXPECT_EQ(ageText(kNow - 59, kNow), "just now");
  EXPECT_EQ(ageText(kNow - 60, kNow), "1 min ago");
  EXPECT_EQ(ageText(kNow - kHour, kNow), "1 h ago");
  EXPECT_EQ(ageText(kNow - 2 * kDay + 1, kNow), "47 h ago");
  EXPECT_EQ(ageText(kNow - 2 * kDay, kNow), "2 d ago");
  EXPECT_EQ(ageText(kNow - 729 * kDay, kNow), "729 d ago");
  EXPECT_EQ(ageText(0, kNow), "56 y ago");
  EXPECT_EQ(ageText(kNow + 3 * kHour, kNow), "in 3 h");
}

TEST(AgeTest, KnowsEveryNumber) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(ageText(kLeast, kMost), "584942417355 y ago");
  EXPECT_EQ(ageText(kMost, kLeast), "in 584942417355 y");
}

TEST(BarChartTest, FillsTheGreatest) {
  const std::vector<std::int64_t> values = {0, 1, 8, 16};
  EXPECT_EQ(barChart(values, 2, true), (Lines{"      █", "  ▁ █ █"}));
  EXPECT_EQ(barChart(values, 2, false), (Lines{"      #", "  # # #"}));
}

TEST(BarChartTest, ShowsWhateverIsMoreThanNothing) {
  const std::vector<std::int64_t> values = {1, std::numeric_limits<std::int64_t>::max(), -1};
  EXPECT_EQ(barChart(values, 1, true), (Lines{"▁ █"}));
  EXPECT_EQ(barChart(std::vector<std::int64_t>{0, 0}, 1, true), (Lines{""}));
  EXPECT_EQ(barChart({}, 1, true), (Lines{""}));
}

/// Fourteen days; the last ones have these numbers of backups, one MiB each.
std::vector<BackupDay> daysWith(const std::vector<std::int64_t>& counts) {
  constexpr std::size_t kDays = 14;
  std::vector<BackupDay> days(kDays);
  for (std::size_t i = 0; i < kDays; ++i)
    days[i].start = kNow / kDay * kDay - static_cast<std::int64_t>(kDays - 1 - i) * kDay;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    BackupDay& day = days[kDays - counts.size() + i];
    day.count = counts[i];
    day.bytes = counts[i] << 20;
  }
  return days;
}

std::string screen(const Overview& overview, const cli::ScreenStyle& style = {}) {
  std::ostringstream out;
  cli::printScreen(out, overview, style);
  return out.str();
}

Overview someOverview() {
  ClientOverview web;
  web.client_id = "web1.example.org";
  web.lastReport = kNow - kHour;
  web.lastBackup = kNow - kHour;
  web.jobs = {.total = 2, .running = 1};
  ClientOverview db;
  db.client_id = "db1.example.org";
  db.lastReport = kNow - 60;
  db.lastSeen = kNow - 60;
  db.lastBackup = kNow - 3 * kDay;
  db.jobs = {.total = 2, .failed = 1, .overdue = 1};
  JobOverview files;
  files.job_id = "files";
  files.client_id = web.client_id;
  files.state = JobState::Running;
  JobOverview nightly;
  nightly.job_id = "nightly";
  nightly.client_id = db.client_id;
  nightly.description = "all databases";
  nightly.state = JobState::Scheduled;
  nightly.result = "fail";
  nightly.ended = kNow - 3 * kHour;
  nightly.overdueSince = kNow - 2 * kHour;
  SessionOverview weekly;
  weekly.session_id = "weekly";
  weekly.description = "web and db";
  weekly.status = "completed";
  weekly.result = "success";
  weekly.jobCount = 2;
  weekly.started = kNow - 4 * kDay;

  Overview overview;
  overview.now = kNow;
  overview.clients = {web, db};
  overview.jobs = {.total = 4, .running = 1, .failed = 1, .overdue = 1};
  overview.notableJobs = {files, nightly};
  overview.sessions = {weekly};
  overview.days = daysWith({4, 0, 2, 3});
  return overview;
}

TEST(StatusScreenTest, BeginsWithWhatNeedsAttention) {
  EXPECT_EQ(screen(someOverview()),
            R"(NEEDS ATTENTION  JOB_ID   WHAT                         DESCRIPTION
db1.example.org  nightly  failed 3 h ago; due 2 h ago  all databases

CLIENT_ID         SEEN       REPORTED   LAST BACKUP          JOBS  FAILED  OVERDUE
db1.example.org   1 min ago  1 min ago  3 d ago, 2026-11-22  2     1       1
web1.example.org  never      1 h ago    1 h ago              2     0       0

JOBS  RUNNING  FAILED  STOPPED  OVERDUE
4     1        1       0        1

SESSION_ID  STATUS     RESULT   STARTED              JOBS  DESCRIPTION
weekly      completed  success  4 d ago, 2026-11-21  2     web and db

BACKUPS A DAY, AT MOST 4     SIZE A DAY, AT MOST 4.0 MiB
                    #                            #
                    #     #                      #     #
                    #   # #                      #   # #
                    #   # #                      #   # #
2026-11-12       2026-11-25  2026-11-12       2026-11-25
)");
}

TEST(StatusScreenTest, CutsLongListsAndSaysSo) {
  Overview overview = someOverview();
  for (int i = 0; i < 300; ++i) {
    overview.clients.emplace_back().client_id = "more-" + std::to_string(i);
    overview.notableJobs.push_back(overview.notableJobs.at(1));
  }
  const std::string shown = screen(overview, {.limit = 2});
  EXPECT_NE(shown.find("web1.example.org"), std::string::npos);
  EXPECT_EQ(shown.find("more-0"), std::string::npos);
  EXPECT_NE(shown.find("and 300 more: --limit\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("and 299 more: --limit\n"), std::string::npos) << shown;
}

/// Problems of both kinds: of jobs and of clients, the least first.
Overview brokenOverview() {
  Overview overview = someOverview();
  overview.notableJobs.at(0).overdueSince = kNow - 3 * kHour;
  overview.notableJobs.at(1).result = "";
  overview.notableJobs.at(1).overdueSince.reset();
  overview.notableJobs.at(1).unrunnable = true;
  overview.clients.at(0).silent = true;
  overview.clients.at(0).lastSeen = kNow - 2 * kHour;
  overview.clients.at(1).neverBackedUp = true;
  return overview;
}

TEST(StatusScreenTest, HasTheWorstFirst) {
  const std::string shown = screen(brokenOverview());
  EXPECT_EQ(shown.substr(0, shown.find("\n\n")),
            R"(NEEDS ATTENTION   JOB_ID   WHAT                        DESCRIPTION
db1.example.org   nightly  its schedule can never run  all databases
db1.example.org            never backed up
web1.example.org  files    due 3 h ago
web1.example.org           last seen 2 h ago)");
}

std::string check(const Overview& overview, cli::Health health) {
  std::ostringstream out;
  EXPECT_EQ(cli::printCheck(out, overview), health);
  return out.str();
}

TEST(StatusCheckTest, IsALineAndTheWorst) {
  Overview overview = brokenOverview();
  EXPECT_EQ(check(overview, cli::Health::Failing), R"(FAILING: 4 problems, 2 clients, 4 jobs
db1.example.org job nightly: its schedule can never run
db1.example.org: never backed up
web1.example.org job files: due 3 h ago
web1.example.org: last seen 2 h ago
)");
  overview.notableJobs.pop_back();
  overview.clients.at(1).neverBackedUp = false;
  EXPECT_EQ(check(overview, cli::Health::Warning), R"(WARNING: 2 problems, 2 clients, 4 jobs
web1.example.org job files: due 3 h ago
web1.example.org: last seen 2 h ago
)");
  EXPECT_EQ(check(Overview(), cli::Health::Well), "OK: 0 problems, 0 clients, 0 jobs\n");
}

TEST(StatusCheckTest, CutsLongLists) {
  Overview overview = brokenOverview();
  for (int i = 0; i < 7; ++i) overview.notableJobs.push_back(overview.notableJobs.at(1));
  const std::string text = check(overview, cli::Health::Failing);
  EXPECT_EQ(std::ranges::count(text, '\n'), 7) << text;
  EXPECT_TRUE(text.ends_with("and 6 more\n")) << text;
}

TEST(StatusScreenTest, FitsTheHeightOfTheTerminal) {
  Overview overview = brokenOverview();
  for (int i = 0; i < 300; ++i) {
    overview.clients.emplace_back().client_id = "more-" + std::to_string(i);
    overview.notableJobs.push_back(overview.notableJobs.at(1));
    overview.sessions.push_back(overview.sessions.at(0));
  }
  for (const std::size_t height : {18U, 24U, 25U, 40U, 100U}) {
    const std::string shown = screen(overview, {.height = height});
    const auto lines = static_cast<std::size_t>(std::ranges::count(shown, '\n'));
    EXPECT_LT(lines, height) << shown;
    EXPECT_GT(lines + 6, height) << shown;
    EXPECT_EQ(shown.find("NEEDS ATTENTION"), 0U);
  }
}

TEST(StatusScreenTest, IsSilentAboutWhatThereIsNot) {
  Overview overview = someOverview();
  overview.notableJobs.clear();
  overview.sessions.clear();
  overview.days = daysWith({1});
  overview.days.back().bytes = 0;
  const std::string shown = screen(overview);
  EXPECT_EQ(shown.find("Nothing needs attention.\n"), 0U) << shown;
  EXPECT_EQ(shown.find("SESSION"), std::string::npos);
  EXPECT_EQ(shown.find("SIZE"), std::string::npos);
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
}

TEST(StatusScreenTest, HasColoursWhereTheyAreWanted) {
  const std::string shown = screen(someOverview(), {.color = true});
  EXPECT_NE(shown.find("\x1b[31mfailed 3 h ago"), std::string::npos) << shown;
}

TEST(StatusScreenTest, FitsTheTerminal) {
  Overview overview = someOverview();
  overview.notableJobs.at(1).description = std::string(200, 'x');
  overview.clients.at(0).client_id = std::string(200, 'y');
  std::istringstream lines(screen(overview, {.width = 80}));
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(cli::displayWidth(line), 80U) << line;
}

TEST(StatusScreenTest, KeepsTextInItsPlace) {
  Overview overview = someOverview();
  overview.notableJobs.at(1).job_id = "夜間";
  overview.notableJobs.at(1).description = "a\nb\x1b[2J";
  const std::string shown = screen(overview);
  EXPECT_NE(shown.find("db1.example.org  夜間    failed"), std::string::npos) << shown;
  EXPECT_NE(shown.find(R"(a\nb\u001B[2J)"), std::string::npos) << shown;
}

class StatusTest : public ProgramTest {
 protected:
  void addBackup(const std::string& hostname, std::int64_t time) const {
    succeed({"backups", "create", "--container", "c", "--backup-name", "b", "--hostname", hostname,
             "--time-stamp", std::to_string(time), "--set", "backup_size_compressed=2097152"});
  }
};

TEST_F(StatusTest, OfAnEmptyStoreSaysHowClientsCome) {
  succeed({"db", "init"});
  const std::string shown = succeed({"status", "-f", "table"});
  EXPECT_EQ(shown.find("No clients yet"), 0U) << shown;
  EXPECT_NE(shown.find("BACKUPS A DAY, AT MOST 0"), std::string::npos) << shown;
}

TEST_F(StatusTest, IsCompleteAndRawInJson) {
  succeed(someJob("nightly"));
  const Document all = parsed(succeed({"status"}));
  EXPECT_GT(all.integerAt("/now", 0), kNow / 2);
  EXPECT_EQ(all.arrayAt("/clients").size(), 1U);
  EXPECT_EQ(all.integerAt("/jobs/total", 0), 1);
  EXPECT_EQ(all.arrayAt("/days").size(), 14U);
  const std::int64_t now = all.integerAt("/now", 0);
  const std::string client = all.textAt("/clients/0/client_id");
  addBackup(client, now - 5);
  addBackup(client, now - 5);
  const Document later = parsed(succeed({"status", "-f", "json", "--limit", "1"}));
  EXPECT_EQ(later.integerAt("/clients/0/last_backup", 0), now - 5);
  std::int64_t bytes = 0;
  for (const ValueRef day : later.arrayAt("/days"))
    bytes += Document::viewOf(asObject(day)).integerAt("/bytes", 0);
  EXPECT_EQ(bytes, 2 * 2097152);
}

TEST_F(StatusTest, OtherFormatsHaveTheClients) {
  succeed({"clients", "create", "--client-id", "web"});
  const std::string csv = succeed({"status", "-f", "csv"});
  EXPECT_EQ(csv.find("client_id,project_id,last_seen,last_report,last_backup,jobs,"), 0U) << csv;
  EXPECT_NE(csv.find("\nweb,default,"), std::string::npos) << csv;
  EXPECT_EQ(succeed({"status", "-f", "value", "-c", "client_id", "-c", "needs_attention"}),
            "web\tfalse");
  EXPECT_EQ(parsed(succeed({"status", "-f", "jsonl"})).textAt("/client_id"), "web");
  EXPECT_NE(succeed({"status", "-f", "yaml"}).find("client_id: web"), std::string::npos);
}

TEST_F(StatusTest, IsOfEveryProjectUnlessOneIsGiven) {
  succeed({"clients", "create", "--client-id", "ours"});
  succeed({"clients", "create", "--client-id", "theirs", "--project", "p2"});
  EXPECT_EQ(succeed({"status", "-f", "value", "-c", "client_id"}), "ours\ntheirs");
  EXPECT_EQ(succeed({"status", "-f", "value", "-c", "client_id", "--project", "p2"}), "theirs");
}

TEST_F(StatusTest, ChecksByItsExitStatus) {
  succeed({"db", "init"});
  EXPECT_EQ(succeed({"status", "--check"}), "OK: 0 problems, 0 clients, 0 jobs");
  succeed(someJob("nightly"));
  EXPECT_EQ(succeed({"status", "--check"}), "OK: 0 problems, 1 client, 1 job");
  succeed({"jobs", "patch", "nightly", "--result", "fail"});
  const Outcome outcome = run({"status", "--check"});
  EXPECT_EQ(outcome.status, 11) << outcome.err;
  EXPECT_EQ(outcome.out.find("FAILING: 1 problem, 1 client, 1 job\n"), 0U) << outcome.out;
  EXPECT_NE(outcome.out.find(" job nightly: failed"), std::string::npos) << outcome.out;
}

TEST_F(StatusTest, CanBeOfOneClient) {
  succeed(someJob("nightly"));
  const std::string client = show("jobs", "nightly").textAt("/client_id");
  succeed({"clients", "create", "--client-id", "other"});
  const Document one = parsed(succeed({"status", "--client", client}));
  EXPECT_EQ(one.arrayAt("/clients").size(), 1U);
  EXPECT_EQ(one.integerAt("/jobs/total", 0), 1);
  EXPECT_EQ(parsed(succeed({"status", "--client", "other"})).integerAt("/jobs/total", -1), 0);
  fail({"status", "--client", "unknown"}, 3, "there is no client with the id unknown");
}

TEST_F(StatusTest, RefusesALimitThatIsNone) {
  for (const std::string limit : {"0", "-1", "many", "9223372036854775808"})
    fail({"status", "--limit", limit}, 2, "--limit must be");
}

TEST_F(StatusTest, DrawsInTheCharactersOfTheLocale) {
  succeed({"db", "init"});
  addBackup("h", parsed(succeed({"status"})).integerAt("/now", 0));
  environment_["LC_ALL"] = "C";
  EXPECT_NE(succeed({"status", "-f", "table"}).find("#"), std::string::npos);
  environment_["LC_ALL"] = "C.UTF-8";
  EXPECT_NE(succeed({"status", "-f", "table"}).find("█"), std::string::npos);
}

}  // namespace
}  // namespace freezer::test
