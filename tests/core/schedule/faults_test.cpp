// Which schedules are refused, compared with what APScheduler 3 refuses.

#include "core/schedule/faults.h"

#include <utility>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

struct Given {
  const char* member;
  const char* value;
  bool accepted;  ///< By APScheduler 3.9, which was asked for each.
};

constexpr Given kValues[] = {
    {"schedule_year", "*", true},
    {"schedule_year", "1969", false},
    {"schedule_year", "1970", true},
    {"schedule_year", "2026", true},
    {"schedule_year", "9999", true},
    {"schedule_year", "10000", false},
    {"schedule_year", "*/8029", true},
    {"schedule_year", "*/8030", false},
    {"schedule_year", "2026-2030", true},
    {"schedule_year", "2030-2026", false},
    {"schedule_year", "2026/2", true},
    {"schedule_year", "last", false},
    {"schedule_year", "x", false},
    {"schedule_year", "", false},
    {"schedule_month", "0", false},
    {"schedule_month", "1", true},
    {"schedule_month", "12", true},
    {"schedule_month", "13", false},
    {"schedule_month", "jan", true},
    {"schedule_month", "DEC", true},
    {"schedule_month", "jan-mar", true},
    {"schedule_month", "mar-jan", false},
    {"schedule_month", "jan,mar", true},
    {"schedule_month", "january", false},
    {"schedule_month", "jan/2", true},
    {"schedule_month", "1-3/2", true},
    {"schedule_month", "1-3/3", false},
    {"schedule_month", "*/11", true},
    {"schedule_month", "*/12", false},
    {"schedule_month", "jan-foo", false},
    {"schedule_month", "funday", false},
    {"schedule_day", "0", false},
    {"schedule_day", "1", true},
    {"schedule_day", "31", true},
    {"schedule_day", "32", false},
    {"schedule_day", "last", true},
    {"schedule_day", "LAST", true},
    {"schedule_day", "lastly", true},
    {"schedule_day", "last fri", true},
    {"schedule_day", "last friday", false},
    {"schedule_day", "1st mon", true},
    {"schedule_day", "1st  mon", true},
    {"schedule_day", "1stmon", false},
    {"schedule_day", "1st", false},
    {"schedule_day", "5th sun", true},
    {"schedule_day", "6th sun", false},
    {"schedule_day", "0th mon", false},
    {"schedule_day", "2nd tue,4th thu", true},
    {"schedule_day", "1st 0", false},
    {"schedule_day", "*/30", true},
    {"schedule_day", "*/31", false},
    {"schedule_day", "28-31/3", true},
    {"schedule_day", "28-31/4", false},
    {"schedule_day", "mon", false},
    {"schedule_day", "funday", false},
    {"schedule_day", "-1", false},
    {"schedule_week", "0", false},
    {"schedule_week", "1", true},
    {"schedule_week", "53", true},
    {"schedule_week", "54", false},
    {"schedule_week", "*/52", true},
    {"schedule_week", "*/53", false},
    {"schedule_week", "mon", false},
    {"schedule_week", "1-53", true},
    {"schedule_day_of_week", "0", true},
    {"schedule_day_of_week", "6", true},
    {"schedule_day_of_week", "7", false},
    {"schedule_day_of_week", "mon", true},
    {"schedule_day_of_week", "SUN", true},
    {"schedule_day_of_week", "monday", false},
    {"schedule_day_of_week", "mon-fri", true},
    {"schedule_day_of_week", "sat-mon", false},
    {"schedule_day_of_week", "mon-", true},
    {"schedule_day_of_week", "mon/2", true},
    {"schedule_day_of_week", "0-6", true},
    {"schedule_day_of_week", "0-6/6", true},
    {"schedule_day_of_week", "0-6/7", false},
    {"schedule_day_of_week", "tue,funday", false},
    {"schedule_day_of_week", "funday", false},
    {"schedule_day_of_week", "mon tue", true},
    {"schedule_day_of_week", "*/6", true},
    {"schedule_day_of_week", "*/7", false},
    {"schedule_hour", "0", true},
    {"schedule_hour", "23", true},
    {"schedule_hour", "24", false},
    {"schedule_hour", "25", false},
    {"schedule_hour", "00", true},
    {"schedule_hour", "023", true},
    {"schedule_hour", "*", true},
    {"schedule_hour", "* ", true},
    {"schedule_hour", " * ", true},
    {"schedule_hour", "*/0", false},
    {"schedule_hour", "*/1", true},
    {"schedule_hour", "*/23", true},
    {"schedule_hour", "*/24", false},
    {"schedule_hour", "**", false},
    {"schedule_hour", "*/", false},
    {"schedule_hour", "*5", false},
    {"schedule_hour", "-1", false},
    {"schedule_hour", "1-", false},
    {"schedule_hour", "1-5", true},
    {"schedule_hour", "5-1", false},
    {"schedule_hour", "5-5", true},
    {"schedule_hour", "5-5/1", false},
    {"schedule_hour", "0-0", true},
    {"schedule_hour", "0-0/5", true},
    {"schedule_hour", "0-0/24", false},
    {"schedule_hour", "0-23/23", true},
    {"schedule_hour", "0-24", false},
    {"schedule_hour", "1,2,3", true},
    {"schedule_hour", "1, 2 ,3", true},
    {"schedule_hour", "1,,2", false},
    {"schedule_hour", ",1", false},
    {"schedule_hour", "1,", false},
    {"schedule_hour", "1;2", false},
    {"schedule_hour", "1 2", false},
    {"schedule_hour", "1.5", false},
    {"schedule_hour", "0x10", false},
    {"schedule_hour", "+1", false},
    {"schedule_hour", "9999999999999999999999", false},
    {"schedule_hour", "5/18", true},
    {"schedule_hour", "5/19", false},
    {"schedule_hour", "5/0", false},
    {"schedule_hour", "last", false},
    {"schedule_hour", "mon", false},
    {"schedule_hour", "", false},
    {"schedule_hour", "~", false},
    {"schedule_hour", "H", false},
    {"schedule_hour", "@daily", false},
    {"schedule_hour", "*/-2", false},
    {"schedule_hour", "1-5,22-24", false},
    {"schedule_minute", "0", true},
    {"schedule_minute", "59", true},
    {"schedule_minute", "60", false},
    {"schedule_minute", "*/59", true},
    {"schedule_minute", "*/60", false},
    {"schedule_minute", "*/15", true},
    {"schedule_minute", "10-20/10", true},
    {"schedule_minute", "10-20/11", false},
    {"schedule_minute", "a", false},
    {"schedule_second", "0", true},
    {"schedule_second", "59", true},
    {"schedule_second", "60", false},
    {"schedule_second", "*/30", true},
    {"schedule_second", "30-10", false},
    {"schedule_second", "1-2-3", false},
    {"schedule_date", "2026-01-31T23:59:00", true},
    {"schedule_date", "2026-02-28T00:00:00", true},
    {"schedule_date", "2026-02-29T00:00:00", false},
    {"schedule_date", "2028-02-29T00:00:00", true},
    {"schedule_date", "2026-04-31T00:00:00", false},
    {"schedule_date", "2026-01-01T00:00:00Z", true},
    {"schedule_date", "2026-01-01T00:00:00+14:00", true},
    {"schedule_date", "2026-01-01T00:00:00-23:59", true},
    {"schedule_date", "2026-01-01T00:00:00.1", true},
    {"schedule_date", "2026-01-01T00:00:00.123456", true},
    {"schedule_date", "2026-01-01T00:00:00.1234567", false},
    {"schedule_date", "2026-01-01T00:00:00.5+01:00", true},
    {"schedule_date", "0000-01-01T00:00:00", false},
    {"schedule_date", "0001-01-01T00:00:00", true},
    {"schedule_date", "9999-12-31T23:59:59", true},
    {"schedule_date", "10000-01-01T00:00:00", false},
    {"schedule_date", "-2026-01-01T00:00:00", false},
    {"schedule_date", "12026-01-01T00:00:00", false},
    {"schedule_start_date", "2026-01-31T23:59:00", true},
    {"schedule_start_date", "2026-02-28T00:00:00", true},
    {"schedule_start_date", "2026-02-29T00:00:00", false},
    {"schedule_start_date", "2028-02-29T00:00:00", true},
    {"schedule_start_date", "2026-01-01T00:00:00.123456", true},
    {"schedule_start_date", "2026-01-01T00:00:00.1234567", false},
    {"schedule_end_date", "2026-01-31T23:59:00", true},
    {"schedule_end_date", "2026-02-28T00:00:00", true},
    {"schedule_end_date", "2026-02-29T00:00:00", false},
    {"schedule_end_date", "2028-02-29T00:00:00", true},
    {"schedule_end_date", "2026-01-01T00:00:00.123456", true},
    {"schedule_end_date", "2026-01-01T00:00:00.1234567", false},
    {"schedule_interval", "continuous", true},
    {"schedule_interval", "1 days", true},
    {"schedule_interval", "0 seconds", true},
    {"schedule_interval", "007 hours", true},
    {"schedule_interval", "90 minutes", true},
    {"schedule_interval", "2 weeks", true},
    {"schedule_interval", "5  days", false},
    {"schedule_interval", "8000 weeks", true},
    {"schedule_interval", "500000 weeks", false},
    {"schedule_interval", "99999999999 days", false},
    {"schedule_interval", "99999999999999999999 seconds", false},
    {"schedule_interval", "100 seconds", true},
};

TEST(ScheduleFaultsTest, AreWhatAPSchedulerRefuses) {
  for (const auto& [member, value, accepted] : kValues) {
    Document job;
    job.set("/job_schedule/" + std::string(member), value);
    const auto faults = scheduleFaults(job, "/job_schedule", nullptr);
    ASSERT_EQ(faults.empty(), accepted) << member << " " << value;
    if (accepted) continue;
    EXPECT_EQ(faults.front().pointer, "/job_schedule/" + std::string(member));
    EXPECT_TRUE(faults.front().message.starts_with("must be ")) << faults.front().message;
  }
}

TEST(ScheduleFaultsTest, AreAllNamedInTheOrderOfTheDocument) {
  const Document job = json(
      R"({"job_schedule": {"schedule_hour": "25", "schedule_day": "funday", "status": "scheduled",
          "schedule_minute": "*/5", "schedule_date": "2026-02-30T00:00:00"}})");
  std::string text;
  for (const Fault& fault : scheduleFaults(job, "/job_schedule", nullptr))
    text += fault.pointer + " " + fault.message + "\n";
  EXPECT_EQ(text,
            "/job_schedule/schedule_hour must be a list of *, */n, a, a/n, a-b and a-b/n with a "
            "and b from 0 to 23 and n from 1 to the length of the range\n"
            "/job_schedule/schedule_day must be a list of *, */n, a, a/n, a-b and a-b/n with a "
            "and b from 1 to 31 and n from 1 to the length of the range, and last, 1st mon, last "
            "fri\n"
            "/job_schedule/schedule_date must be a date that exists, with at most six digits of a "
            "fraction of a second\n");
}

/// Jobs and sessions with schedules that never run: stored by an import, which keeps documents of
/// older services as they are.
class StoredScheduleTest : public FreezerTest {
 protected:
  StoredScheduleTest() {
    createClient();
    import(R"({"kind": "session", "document": {"session_id": "s1", "project_id": "p1",
      "user_id": "alice", "schedule": {"schedule_day": "funday"}, "jobs": {}}})");
    import(R"({"kind": "job", "document": {"job_id": "j1", "project_id": "p1", "user_id": "alice",
      "client_id": "host", "job_actions": [],
      "job_schedule": {"schedule_hour": "25", "schedule_minute": "*/0"}}})");
  }

  void import(const std::string& line) {
    const std::string text = json(line).text();
    std::optional<std::string_view> next = text;
    const auto counts = freezer_.importLines(
        [&]() -> Result<std::optional<std::string_view>> { return std::exchange(next, {}); });
    ASSERT_TRUE(counts) << counts.error().message;
    ASSERT_EQ(counts.value().imported, 1) << line;
  }

  /// The places of the faults; empty: it was accepted.
  static std::string places(const Result<Record>& result) {
    std::string text;
    if (result) return text;
    EXPECT_EQ(result.error().code, ErrorCode::InvalidDocument);
    for (const Fault& fault : result.error().faults) text += fault.pointer + " ";
    return text;
  }
  std::string created(Kind kind, const std::string& body) {
    return places(freezer_.create(resourceOf(kind), alice_, json(body)));
  }
  std::string replaced(Kind kind, const std::string& id, const std::string& body) {
    return places(freezer_.replace(resourceOf(kind), alice_, id, json(body)));
  }
  std::string patched(Kind kind, const std::string& id, const std::string& body) {
    return places(freezer_.patch(resourceOf(kind), alice_, id, json(body)));
  }
};

std::string jobWith(const std::string& schedule) {
  return R"({"client_id": "host", "job_actions": [], "job_schedule": )" + schedule + "}";
}

TEST_F(StoredScheduleTest, IsRefusedInANewDocument) {
  EXPECT_EQ(created(Kind::Job, jobWith(R"({"schedule_hour": "25"})")),
            "/job_schedule/schedule_hour ");
  EXPECT_EQ(created(Kind::Session, R"({"schedule": {"schedule_month": "13"}})"),
            "/schedule/schedule_month ");
  EXPECT_EQ(replaced(Kind::Job, "new", jobWith(R"({"schedule_hour": "25"})")),
            "/job_schedule/schedule_hour ");
  EXPECT_FALSE(exists(Kind::Job, alice_, "new"));
}

TEST_F(StoredScheduleTest, IsNamedTogetherWithOtherFaults) {
  const std::string body =
      jobWith(R"({"schedule_hour": "25", "event": "go", "schedule_date": ""})");
  const std::string expected =
      "/job_schedule/event /job_schedule/schedule_date /job_schedule/schedule_hour ";
  EXPECT_EQ(created(Kind::Job, body), expected);
  EXPECT_EQ(replaced(Kind::Job, "new", body), expected);
}

TEST_F(StoredScheduleTest, IsAcceptedUnchanged) {
  const std::string job = show(Kind::Job, "j1").text();
  EXPECT_EQ(replaced(Kind::Job, "j1", job), "");
  EXPECT_EQ(patched(Kind::Job, "j1", job), "");
  EXPECT_EQ(patched(Kind::Job, "j1", R"({"job_schedule": {"status": "scheduled"}})"), "");
  EXPECT_EQ(replaced(Kind::Session, "s1", show(Kind::Session, "s1").text()), "");
  EXPECT_EQ(patched(Kind::Session, "s1", R"({"description": "d"})"), "");
}

TEST_F(StoredScheduleTest, IsRefusedWhenItIsGivenAnew) {
  EXPECT_EQ(patched(Kind::Job, "j1", R"({"job_schedule": {"schedule_hour": "26"}})"),
            "/job_schedule/schedule_hour ");
  EXPECT_EQ(replaced(Kind::Job, "j1", jobWith(R"({"schedule_hour": "25", "schedule_day": "0"})")),
            "/job_schedule/schedule_day ");
  EXPECT_EQ(patched(Kind::Session, "s1", R"({"schedule": {"schedule_day": "fun"}})"),
            "/schedule/schedule_day ");
  EXPECT_EQ(patched(Kind::Job, "j1", R"({"job_schedule": {"schedule_hour": "5"}})"), "");
}

TEST_F(StoredScheduleTest, OfASessionIsTakenByAJobThatJoins) {
  const std::string job = createJob();
  ASSERT_TRUE(freezer_.addJob(alice_, "s1", job));
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/schedule_day"), "funday");
  EXPECT_EQ(replaced(Kind::Job, job, show(Kind::Job, job).text()), "");
}

}  // namespace
}  // namespace freezer::test
