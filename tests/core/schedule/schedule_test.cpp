// When a job runs next, held against what freezer-scheduler and APScheduler say, and
// when it is overdue.

#include "core/schedule/schedule.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

constexpr std::int64_t kNow = 1'795'629'600;  // 2026-11-25T18:00:00Z
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 86400;

using Time = std::optional<std::int64_t>;

Document scheduled(const std::string& schedule) {
  return json(R"({"job_schedule": )" + schedule + "}");
}

Time next(const std::string& schedule, std::int64_t updatedAt = kNow) {
  return nextRun(scheduled(schedule), updatedAt, kNow);
}

Time overdue(const std::string& schedule, std::int64_t updatedAt, std::int64_t now = kNow) {
  return overdueSince(scheduled(schedule), updatedAt, now);
}

// tests/core/data/schedules.py made the lines.
TEST(ScheduleTest, IsReadAsTheSchedulerReadsIt) {
  std::ifstream lines(FREEZER_SOURCE_DIR "/tests/core/data/schedules.jsonl");
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const Document row = json(line);
    const Time expected = row.at("/next_run").isNull() ? Time() : row.integerAt("/next_run", 0);
    EXPECT_EQ(nextRun(row, row.integerAt("/updated_at", 0), row.integerAt("/now", 0)), expected)
        << line;
  }
  EXPECT_GT(count, 500);
}

TEST(NextRunTest, IsWhatTheStateAllows) {
  const auto hourly = [](const std::string& more) {
    return next(R"({"schedule_interval": "1 hours")" + more + "}", kNow - 60);
  };
  EXPECT_EQ(hourly(""), kNow - 60 + kHour);
  EXPECT_EQ(hourly(R"(, "status": "scheduled", "event": "")"), kNow - 60 + kHour);
  EXPECT_EQ(hourly(R"(, "status": "scheduled", "event": "start")"), kNow - 60 + kHour);
  EXPECT_EQ(hourly(R"(, "status": "scheduled", "event": "stop")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "scheduled", "event": "abort")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "stop")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "stop", "event": "start")"), kNow - 60 + kHour);
  EXPECT_EQ(hourly(R"(, "status": "removed")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "completed")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "completed", "event": "start")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "", "event": "remove")"), Time());
  EXPECT_EQ(hourly(R"(, "status": "running", "event": "abort")"), Time());
}

TEST(NextRunTest, OfAJobThatHasNotRunStaysWhereItIs) {
  for (const std::int64_t looked : {kNow, kNow + 1, kNow + 600, kNow + kHour}) {
    const auto at = [&](const std::string& schedule) {
      return nextRun(scheduled(schedule), kNow, looked);
    };
    EXPECT_EQ(at(R"({"schedule_interval": "1 hours"})"), kNow + kHour);
    EXPECT_EQ(at(R"({"schedule_interval": "1 hours", "status": "scheduled"})"), kNow + kHour);
    EXPECT_EQ(at("{}"), kNow + 2);
    EXPECT_EQ(at(R"({"event": "start", "status": "stop"})"), kNow + 2);
  }
  EXPECT_EQ(nextRun(scheduled(R"({"schedule_interval": "1 hours"})"), kNow, kNow + kHour + 1),
            kNow + 2 * kHour);
}

TEST(NextRunTest, IsCountedFromTheLastStart) {
  const std::string start = std::to_string(kNow - 600);
  EXPECT_EQ(next(R"({"schedule_interval": "1 hours", "status": "scheduled", "result": "fail",
                     "time_started": )" +
                 start + "}"),
            kNow - 600 + kHour);
  EXPECT_EQ(next(R"({"schedule_interval": "1 hours", "status": "running", "result": "",
                     "time_started": )" +
                 start + "}"),
            kNow - 600 + kHour);
}

TEST(NextRunTest, IsCountedAnewAfterAStart) {
  // To start a job clears its result.
  EXPECT_EQ(next(R"({"schedule_interval": "1 days", "status": "scheduled", "result": "",
                     "time_started": 1000000000})",
                 kNow - 60),
            kNow - 60 + kDay);
}

TEST(NextRunTest, OfAJobThatRunsOnceIsNoneWhileItRuns) {
  const std::string running = R"("status": "running", "time_started": 1795629590})";
  EXPECT_EQ(next("{" + running), Time());
  EXPECT_EQ(next(R"({"schedule_date": "2026-11-25T17:59:50", )" + running), Time());
}

TEST(NextRunTest, SurvivesEveryNumber) {
  for (const std::string number :
       {"9223372036854775807", "-9223372036854775808", "253402300799", "0"}) {
    for (const std::string schedule :
         {R"("schedule_interval": "9223372036854775807 weeks")", R"("schedule_interval": "1 days")",
          R"("schedule_hour": "3")", R"("schedule_date": "9999-12-31T23:59:59")"}) {
      const std::string job = "{" + schedule +
                              R"(, "status": "scheduled", "result": "success", "time_started": )" +
                              number + "}";
      next(job, std::stoll(number));
      overdue(job, std::stoll(number));
    }
  }
  EXPECT_EQ(next(R"({"schedule_interval": "9223372036854775807 weeks"})"), Time());
}

TEST(OverdueTest, BeginsAnHourAfterTheRunWasDue) {
  const std::string daily = R"({"schedule_interval": "1 days", "status": "scheduled",
                                "result": "success", "time_started": )" +
                            std::to_string(kNow) + "}";
  EXPECT_EQ(overdue(daily, kNow + 60, kNow + kDay + kHour), Time());
  EXPECT_EQ(overdue(daily, kNow + 60, kNow + kDay + kHour + 1), kNow + kDay);
}

TEST(OverdueTest, IsAJobThatNobodyCameFor) {
  EXPECT_EQ(overdue("{}", kNow, kNow + kHour), Time());
  EXPECT_EQ(overdue("{}", kNow, kNow + 2 * kHour), kNow + 2);
  EXPECT_EQ(overdue(R"({"event": "start", "status": "", "time_started": 1000000000})", kNow,
                    kNow + kHour),
            Time());
}

TEST(OverdueTest, IsNoJobThatRunsOrIsStopped) {
  for (const std::string status : {"running", "stop", "completed", "removed"})
    EXPECT_EQ(overdue(R"({"schedule_interval": "1 hours", "status": ")" + status + R"("})", 0),
              Time());
  EXPECT_EQ(overdue(R"({"schedule_interval": "1 hours", "event": "stop"})", 0), Time());
  EXPECT_EQ(overdue(R"({"schedule_hour": "not an hour"})", 0), Time());
}

TEST(OverdueTest, IsNoJobThatRanByTheClockOfAnotherZone) {
  // At three o'clock by the scheduler's clock, every day or every month.
  for (const std::string schedule :
       {R"("schedule_hour": "3")", R"("schedule_day": "5", "schedule_hour": "3")"}) {
    const std::int64_t three = *next("{" + schedule + "}");
    for (std::int64_t zone = -12; zone <= 14; ++zone) {
      const std::int64_t started = three - zone * kHour;
      const std::string job = "{" + schedule + R"(, "status": "scheduled", "result": "success",
                                                    "time_started": )" +
                              std::to_string(started) + "}";
      const std::int64_t period = schedule.find("day") == std::string::npos ? kDay : 31 * kDay;
      EXPECT_EQ(overdue(job, started, started + period), Time()) << zone;
      EXPECT_NE(overdue(job, started, started + period + 3 * kDay), Time()) << zone;
    }
  }
}

}  // namespace
}  // namespace freezer::test
