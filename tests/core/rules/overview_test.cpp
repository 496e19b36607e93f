// The overview of a store.

#include "core/rules/overview.h"

#include <limits>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

constexpr std::int64_t kOneHour = 3600;
constexpr std::int64_t kOneDay = 86400;

class OverviewTest : public FreezerTest {
 protected:
  Overview overview(const Caller& caller) {
    auto overview = freezer_.overview(caller);
    EXPECT_TRUE(overview) << (overview ? "" : overview.error().message);
    return overview ? std::move(overview).value() : Overview();
  }
  Overview overview() { return overview(alice_); }

  /// What an administrator sees.
  Overview everything() {
    Caller caller = alice_;
    caller.scope = {Scope::By::Everyone, ""};
    return overview(caller);
  }

  void createBackup(const std::string& more) { createBackup(alice_, more); }
  void createBackup(const Caller& caller, const std::string& more) {
    create(Kind::Backup, caller, R"({"container": "c", "backup_name": "b", )" + more + "}");
  }

  void report(const std::string& job_id, const std::string& schedule) {
    patch(Kind::Job, job_id, R"({"job_schedule": )" + schedule + "}");
  }
};

TEST_F(OverviewTest, OfAnEmptyStoreHasFourteenEmptyDays) {
  const Overview empty = overview();
  EXPECT_TRUE(empty.clients.empty());
  EXPECT_TRUE(empty.notableJobs.empty());
  EXPECT_TRUE(empty.sessions.empty());
  EXPECT_EQ(empty.now, now_);
  ASSERT_EQ(empty.days.size(), 14U);
  EXPECT_EQ(empty.days.back().start, now_ / kOneDay * kOneDay);
  EXPECT_EQ(empty.days.front().start, empty.days.back().start - 13 * kOneDay);
  EXPECT_EQ(empty.days.front().count, 0);
}

TEST_F(OverviewTest, AClientReportsByItselfAndByItsJobs) {
  createClient();
  const std::string job = createJob();
  EXPECT_EQ(overview().clients.at(0).lastReport, now_);
  const std::int64_t start = now_ + 60;
  now_ += kOneHour;
  report(job, R"({"status": "running", "time_started": )" + std::to_string(start) + "}");
  EXPECT_EQ(overview().clients.at(0).lastReport, start);
  EXPECT_EQ(overview().clients.at(0).jobs.running, 1);
}

TEST_F(OverviewTest, ALastBackupIsOfTheHostname) {
  create(Kind::Client, R"({"client_id": "p1_web", "hostname": "web"})");
  EXPECT_EQ(overview().clients.at(0).lastBackup, std::nullopt);
  createBackup(R"("hostname": "other", "time_stamp": 1600000002)");
  EXPECT_EQ(overview().clients.at(0).lastBackup, std::nullopt);
  createBackup(R"("hostname": "web", "time_stamp": 1600000000)");
  EXPECT_EQ(overview().clients.at(0).lastBackup, 1600000000);
}

TEST_F(OverviewTest, ALastBackupIsOfTheClientsJobs) {
  createClient();
  const std::string first = createJob();
  const std::string second = createJob();
  createBackup(R"("hostname": "x", "time_stamp": 1600000001, "job_id": ")" + first + "\"");
  createBackup(R"("hostname": "x", "time_stamp": 1600000005, "job_id": ")" + second + "\"");
  createBackup(R"("hostname": "host", "time_stamp": 1600000003)");
  EXPECT_EQ(overview().clients.at(0).lastBackup, 1600000005);
}

TEST_F(OverviewTest, ABackupWithoutATimeIsOfWhenItWasStored) {
  createClient();
  createBackup(R"("hostname": "host")");
  EXPECT_EQ(overview().clients.at(0).lastBackup, now_);
}

TEST_F(OverviewTest, JobsAreCountedByWhatTheyDo) {
  createClient();
  createClient("idle");
  report(createJob(), R"({"status": "running"})");
  report(createJob(), R"({"status": "scheduled", "result": "success"})");
  report(createJob(), R"({"status": "completed", "result": "fail"})");
  report(createJob(), R"({"status": "stop", "result": "aborted"})");
  report(createJob(), R"({"event": "stop"})");
  const std::string waiting = createJob();
  now_ += 2 * kOneHour;
  const Overview found = overview();
  for (const JobCounts& counts : {found.jobs, found.clients.at(0).jobs}) {
    EXPECT_EQ(counts.total, 6);
    EXPECT_EQ(counts.running, 1);
    EXPECT_EQ(counts.failed, 2);
    EXPECT_EQ(counts.stopped, 2);
    EXPECT_EQ(counts.overdue, 1);
  }
  EXPECT_TRUE(found.clients.at(0).needsAttention());
  EXPECT_EQ(found.clients.at(1).jobs.total, 0);
  EXPECT_FALSE(found.clients.at(1).needsAttention());
  ASSERT_EQ(found.notableJobs.size(), 5U);
  EXPECT_EQ(found.notableJobs.back().job_id, waiting);
  EXPECT_TRUE(found.notableJobs.back().overdueSince.has_value());
  EXPECT_EQ(found.notableJobs.back().nextRun, found.notableJobs.back().overdueSince);
}

TEST_F(OverviewTest, AClientIsSilentAfterThreeOfItsIntervals) {
  createClient();
  const auto poll = [this] {
    const std::pair<Scope, ClientPoll> polls[] = {{alice_.scope, {"host", now_}}};
    EXPECT_TRUE(freezer_.notePolls(polls));
  };
  const auto isSilentAfter = [this](std::int64_t seconds) {
    now_ += seconds;
    const ClientOverview client = overview().clients.at(0);
    now_ -= seconds;
    EXPECT_EQ(client.needsAttention(), client.silent);
    return client.silent;
  };
  EXPECT_FALSE(isSilentAfter(kOneDay));  // It has never polled.
  poll();
  EXPECT_EQ(overview().clients.at(0).lastSeen, now_);
  EXPECT_FALSE(isSilentAfter(kLeastSilence - 1));
  EXPECT_TRUE(isSilentAfter(kLeastSilence));
  now_ += kOneHour;
  poll();
  EXPECT_EQ(overview().clients.at(0).pollInterval, kOneHour);
  EXPECT_FALSE(isSilentAfter(3 * kOneHour - 1));
  EXPECT_TRUE(isSilentAfter(3 * kOneHour));
  EXPECT_FALSE(isSilentAfter(-kOneHour));
}

TEST_F(OverviewTest, AClientWhoseJobRanShouldHaveABackup) {
  createClient();
  const std::string job = createJob();
  EXPECT_FALSE(overview().clients.at(0).neverBackedUp);
  now_ += 2 * kOneHour;
  EXPECT_TRUE(overview().clients.at(0).neverBackedUp) << "overdue";
  report(job, R"({"status": "completed", "result": "success", "time_ended": 1700000100})");
  EXPECT_TRUE(overview().clients.at(0).isFailing());
  createBackup(R"("hostname": "host")");
  EXPECT_FALSE(overview().clients.at(0).neverBackedUp);
}

TEST_F(OverviewTest, AJobThatMakesNoBackupNeedsNone) {
  createClient();
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_actions": [
      {"freezer_action": {"action": "exec"}}]})");
  report(job, R"({"status": "completed", "result": "success", "time_ended": 1700000100})");
  EXPECT_FALSE(overview().clients.at(0).neverBackedUp);
}

TEST_F(OverviewTest, AJobWhoseScheduleIsUnreadableNeverRuns) {
  createClient();
  // Dates with a zone are valid, but no scheduler parses them here.
  const std::string job = create(Kind::Job, R"({"client_id": "host", "job_actions": [],
      "job_schedule": {"schedule_interval": "1 days",
                       "schedule_start_date": "2026-01-01T00:00:00Z"}})");
  const Overview found = overview();
  EXPECT_EQ(found.jobs.unrunnable, 1);
  ASSERT_EQ(found.notableJobs.size(), 1U);
  EXPECT_TRUE(found.notableJobs.front().unrunnable);
  EXPECT_TRUE(found.clients.at(0).isFailing());
  report(job, R"({"event": "stop"})");
  EXPECT_EQ(overview().jobs.unrunnable, 0);
}

TEST_F(OverviewTest, SessionsShowTheirLastRun) {
  createClient();
  const std::string job = createJob();
  const std::string session =
      create(Kind::Session, R"({"schedule": {}, "description": "all of it"})");
  EXPECT_EQ(overview().sessions.at(0).started, std::nullopt);
  ASSERT_TRUE(freezer_.addJob(alice_, session, job));
  ASSERT_TRUE(freezer_.startSession(alice_, session, job, 0));
  ASSERT_TRUE(freezer_.endSession(alice_, session, job, "fail"));
  const SessionOverview found = overview().sessions.at(0);
  EXPECT_EQ(found.session_id, session);
  EXPECT_EQ(found.description, "all of it");
  EXPECT_EQ(found.jobCount, 1);
  EXPECT_EQ(found.status, "completed");
  EXPECT_EQ(found.result, "fail");
  EXPECT_EQ(found.started, now_);
  EXPECT_EQ(found.ended, now_);
}

TEST_F(OverviewTest, DaysAreThoseOfUtc) {
  const std::int64_t today = now_ / kOneDay * kOneDay;
  for (const std::int64_t time : {today - 13 * kOneDay - 1, today - 13 * kOneDay, today - 1, today,
                                  today + kOneDay - 1, today + kOneDay})
    createBackup(R"("hostname": "h", "time_stamp": )" + std::to_string(time));
  const Overview found = overview();
  EXPECT_EQ(found.days.at(0).count, 1);
  EXPECT_EQ(found.days.at(1).count, 0);
  EXPECT_EQ(found.days.at(12).count, 1);
  EXPECT_EQ(found.days.at(13).count, 2);
}

TEST_F(OverviewTest, BytesAreThoseStoredElseThoseRead) {
  const std::string today = R"("hostname": "h", "time_stamp": )" + std::to_string(now_);
  createBackup(today);
  EXPECT_EQ(overview().days.back().bytes, 0);
  createBackup(today + R"(, "backup_size_compressed": 100, "backup_size_uncompressed": 300)");
  createBackup(today + R"(, "backup_size_uncompressed": 20)");
  createBackup(today + R"(, "backup_size_compressed": null, "backup_size_uncompressed": 3)");
  createBackup(today + R"(, "backup_size_compressed": "9000", "backup_size_uncompressed": [1])");
  EXPECT_EQ(overview().days.back().bytes, 123);
}

TEST_F(OverviewTest, BytesBeyondAllMeasureAreAtTheLimit) {
  const std::string huge = R"("hostname": "h", "backup_size_compressed": 9223372036854775807,
                              "time_stamp": )" +
                           std::to_string(now_);
  createBackup(huge);
  createBackup(huge);
  EXPECT_EQ(overview().days.back().bytes, std::numeric_limits<std::int64_t>::max());
}

TEST_F(OverviewTest, KeepsToTheScope) {
  createClient();
  createJob();
  create(Kind::Client, bob_, R"({"client_id": "theirs"})");
  const std::string time = std::to_string(now_);
  createBackup(R"("hostname": "host", "time_stamp": )" + time);
  createBackup(bob_, R"("hostname": "host", "time_stamp": )" + time);
  createBackup(bob_, R"("hostname": "theirs", "time_stamp": )" + time);

  const Overview own = overview();
  ASSERT_EQ(own.clients.size(), 1U);
  EXPECT_EQ(own.days.back().count, 1);
  const Overview theirs = overview(bob_);
  ASSERT_EQ(theirs.clients.size(), 1U);
  EXPECT_EQ(theirs.clients.at(0).client_id, "theirs");
  EXPECT_EQ(theirs.jobs.total, 0);
  EXPECT_EQ(theirs.days.back().count, 2);
  const Overview ofUser = overview(userCaller("p1", "bob"));
  EXPECT_EQ(ofUser.clients.at(0).lastBackup, now_);
  EXPECT_EQ(ofUser.days.back().count, 2);

  const Overview all = everything();
  ASSERT_EQ(all.clients.size(), 2U);
  EXPECT_EQ(all.clients.at(0).project_id, "p1");
  EXPECT_EQ(all.clients.at(1).lastBackup, now_);
  EXPECT_EQ(all.jobs.total, 1);
  EXPECT_EQ(all.days.back().count, 3);
}

TEST_F(OverviewTest, ACentralClientBacksUpByItsJobsInEveryProject) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true})");
  const std::string job = create(Kind::Job, R"({"client_id": "central", "job_schedule": {},
    "job_actions": [{"freezer_action": {"action": "backup", "mode": "fs"}}]})");
  createBackup(R"("hostname": "x", "time_stamp": 1600000000, "job_id": ")" + job + "\"");
  EXPECT_EQ(overview().clients.at(0).lastBackup, 1600000000);
  EXPECT_EQ(everything().clients.at(0).lastBackup, 1600000000);
  EXPECT_EQ(overview(bob_).clients.at(0).lastBackup, std::nullopt);
}

}  // namespace
}  // namespace freezer::test
