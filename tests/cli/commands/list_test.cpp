// The options of list.

#include <algorithm>
#include <ctime>
#include <utility>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class ListTest : public ProgramTest {
 protected:
  void add(const std::string& name, const Words& more = {}) const {
    Words words = {"backups",    "create", "--container",   "c1",
                   "--hostname", "h1",     "--backup-name", name};
    words.insert(words.end(), more.begin(), more.end());
    succeed(words);
  }

  /// Adds the actions a0, a1, ...
  void addMany(int number) const {
    std::string lines;
    for (int i = 0; i < number; ++i) {
      lines.append(R"({"kind":"action","document":{"project_id":"default","user_id":"admin",)");
      lines.append(R"("freezer_action":{"action":"backup"},"action_id":"a)");
      lines.append(std::to_string(i)).append("\"}}\n");
    }
    EXPECT_EQ(run({"import", file("many.jsonl", lines)}).status, 0);
  }

  /// The names of the listed backups, in order.
  std::string names(const Words& options) const {
    Words words = {"backups", "list"};
    words.insert(words.end(), options.begin(), options.end());
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
    std::string result;
    for (const Document& backup : parsedList(outcome.out))
      result += backup.textAt("/backup_metadata/backup_name") + " ";
    return result;
  }
};

TEST_F(ListTest, ComesInPages) {
  for (const std::string name : {"a", "b", "c", "d"}) add(name);
  EXPECT_EQ(names({}), "a b c d ");
  EXPECT_EQ(names({"--limit", "2"}), "a b ");
  EXPECT_EQ(names({"--limit", "2", "--offset", "1"}), "b c ");
  const std::string second = parsedList(succeed({"backups", "list"})).at(1).textAt("/backup_id");
  EXPECT_EQ(names({"--marker", second}), "c d ");
  EXPECT_EQ(names({"--sort", "backup_name:desc"}), "d c b a ");
}

TEST_F(ListTest, ShowsWhoMadeTheLastChange) {
  add("a");
  const std::string id = parsedList(succeed({"backups", "list"})).at(0).textAt("/backup_id");
  succeed({"--user", "bob", "backups", "patch", id, "--set", "status=error"});
  EXPECT_EQ(succeed({"backups", "list", "-f", "value", "-c", "updated_by"}), "bob");
}

TEST_F(ListTest, IsCompleteWithoutALimit) {
  addMany(1100);
  EXPECT_EQ(parsedList(succeed({"actions", "list"})).size(), 1100U);
  EXPECT_EQ(parsedList(succeed({"actions", "list", "--limit", "1050"})).size(), 1050U);
  for (const auto& [format, titles] :
       {std::pair("table", 1), std::pair("jsonl", 0), std::pair("csv", 1), std::pair("value", 0)}) {
    const std::string text = succeed({"actions", "list", "-c", "action_id", "-f", format});
    EXPECT_EQ(std::ranges::count(text, '\n') + 1, 1100 + titles) << format;
  }
  EXPECT_TRUE(succeed({"actions", "list", "--noindent", "-c", "action_id", "--limit", "2"})
                  .starts_with(R"([{"action_id":"a0"},{"action_id":"a1"}])"));
  EXPECT_EQ(succeed({"actions", "list", "-f", "yaml", "-c", "action_id", "--limit", "2"}),
            "- action_id: a0\n- action_id: a1");
}

TEST_F(ListTest, SortsBySeveralKeysAndDerivedOnes) {
  add("a", {"--mode", "fs", "--backup-size-compressed", "5"});
  add("b", {"--mode", "nova", "--backup-size-compressed", "7"});
  add("c", {"--mode", "fs", "--backup-size-uncompressed", "9"});
  EXPECT_EQ(names({"--sort", "mode,backup_name:desc"}), "c a b ");
  EXPECT_EQ(names({"--sort", "size:desc"}), "c b a ");
  EXPECT_EQ(names({"--sort", "mode,size:desc", "--limit", "1"}), "c ");
  fail({"backups", "list", "--sort", "mode,size", "--marker", "x"}, 2, "--marker needs one sort");
}

TEST_F(ListTest, TimeBoundsCanBeAges) {
  const std::int64_t now = std::time(nullptr);
  const auto addAt = [&](const std::string& name, std::int64_t age) {
    add(name, {"--time-stamp", std::to_string(now - age)});
  };
  constexpr std::int64_t kHour = 3600;
  constexpr std::int64_t kDay = 24 * kHour;
  addAt("a", 16 * kDay);
  addAt("b", 13 * kDay);
  addAt("c", 2 * kHour);
  addAt("d", 0);
  EXPECT_EQ(names({"--since", "2w"}), "b c d ");
  EXPECT_EQ(names({"--until", "14d"}), "a ");
  EXPECT_EQ(names({"--since", "15d", "--until", "3h"}), "b ");
  EXPECT_EQ(names({"--since", "30min"}), "d ");
  EXPECT_EQ(names({"--until", "yesterday", "--since", "20d"}).substr(0, 4), "a b ");
}

TEST_F(ListTest, TodayAndYesterdayAreDays) {
  constexpr std::int64_t kDay = 86400;
  const std::int64_t today = std::time(nullptr) / kDay * kDay;
  add("a", {"--time-stamp", std::to_string(today - kDay - 1)});
  add("b", {"--time-stamp", std::to_string(today - kDay)});
  add("c", {"--time-stamp", std::to_string(today - 1)});
  add("d", {"--time-stamp", std::to_string(today)});
  const std::string yesterday = names({"--since", "yesterday", "--until", "yesterday"});
  const std::string since = names({"--since", "today"});
  if (std::time(nullptr) / kDay * kDay != today) GTEST_SKIP() << "the day has ended meanwhile";
  EXPECT_EQ(yesterday, "b c ");
  EXPECT_EQ(since, "d ");
}

TEST_F(ListTest, TimeBoundsCompareTheChosenTime) {
  add("a", {"--time-stamp", "1000"});
  EXPECT_EQ(names({"--since", "1h"}), "");
  EXPECT_EQ(names({"--since", "1h", "--by", "created"}), "a ");
  EXPECT_EQ(names({"--until", "2000", "--by", "time_stamp"}), "a ");
  succeed({"clients", "create", "--client-id", "c1"});
  for (const std::string id : {"ran", "never"})
    succeed({"jobs", "create", "--job-id", id, "--client-id", "c1", "--set", "job_actions=[]"});
  succeed({"jobs", "patch", "ran", "--set", "job_schedule.time_started=5000"});
  EXPECT_EQ(succeed({"jobs", "list", "--until", "6000", "--by", "last_run", "-f", "value", "-c",
                     "job_id"}),
            "ran");
  fail({"jobs", "list", "--until", "6000", "--by", "time_stamp"}, 2, "--by");
  fail({"jobs", "list", "--by", "last_run"}, 2, "--by needs --since or --until");
}

TEST_F(ListTest, CountsByValues) {
  add("a", {"--mode", "fs"});
  add("b", {"--mode", "fs", "--set", "x.y=1"});
  add("c", {"--mode", "nova"});
  add("d");
  const auto counts = [this](const Words& more) {
    Words words = {"backups", "list"};
    words.insert(words.end(), more.begin(), more.end());
    return succeed(words);
  };
  EXPECT_EQ(counts({"--count-by", "mode", "-f", "table"}),
            "MODE  COUNT\n"
            "fs    2\n"
            "nova  1\n"
            "      1");
  EXPECT_EQ(counts({"--count-by", "mode,x.y", "-f", "jsonl"}),
            R"({"mode":"fs","x.y":1,"count":1})"
            "\n"
            R"({"mode":"fs","x.y":null,"count":1})"
            "\n"
            R"({"mode":"nova","x.y":null,"count":1})"
            "\n"
            R"({"mode":null,"x.y":null,"count":1})");
  EXPECT_EQ(counts({"--count-by", "hostname", "--match", "mode=fs", "-f", "csv"}),
            "hostname,count\nh1,2");
  EXPECT_EQ(counts({"--count-by", "mode", "-f", "value", "-c", "count"}), "2\n1\n1");
  EXPECT_EQ(counts({"--count-by", "mode", "--match", "mode=x", "-f", "csv"}), "mode,count");
  fail({"backups", "list", "--count-by", "mode", "--limit", "3"}, 2, "--count-by counts all");
  fail({"backups", "list", "--count-by", "mode,"}, 2, "--count-by must name fields");
}

TEST_F(ListTest, CountsAtMostSoManyValues) {
  addMany(10'001);
  fail({"actions", "list", "--count-by", "action_id"}, 2, "more than 10000 different values");
  EXPECT_EQ(succeed({"actions", "list", "--count-by", "action", "-f", "csv"}),
            "action,count\nbackup,10001");
}

TEST_F(ListTest, OfAllProjectsShowsTheProject) {
  add("a");
  succeed({"--project", "p2", "backups", "create", "--container", "c", "--hostname", "h",
           "--backup-name", "b"});
  const std::string table = succeed({"backups", "list", "--all-projects", "-f", "table"});
  EXPECT_NE(table.find("BACKUP_ID                         PROJECT  NAME"), std::string::npos)
      << table;
  EXPECT_NE(table.find("  default  a"), std::string::npos) << table;
  EXPECT_NE(table.find("  p2       b"), std::string::npos) << table;
  EXPECT_EQ(succeed({"backups", "list", "--all-projects", "-f", "csv"}).find("project"),
            std::string::npos);
}

TEST_F(ListTest, Matches) {
  add("a", {"--mode", "fs", "--set", "x.y=1"});
  add("b", {"--mode", "nova", "--set", "x.y=", "--set", "x.z=1"});
  add("c");
  EXPECT_EQ(names({"--match", "mode=fs"}), "a ");
  EXPECT_EQ(names({"--match", "y=1"}), "a ");
  EXPECT_EQ(names({"--match", "backup_metadata.x.z=1"}), "b ");
  EXPECT_EQ(names({"--match", "mode=nova", "--match", "y=1"}), "");
  EXPECT_EQ(names({"--match-not", "mode=fs"}), "b c ");
  EXPECT_EQ(names({"--match", "mode=null"}), "c ");
  EXPECT_EQ(names({"--match", "y="}), "b ");
}

TEST_F(ListTest, SearchesForWords) {
  add("Nightly Backup");
  add("weekly backup");
  EXPECT_EQ(names({"--search", "backup NIGHTLY"}), "Nightly Backup ");
  EXPECT_EQ(names({"--search", "backup"}), "Nightly Backup weekly backup ");
  EXPECT_EQ(names({"--search", R"([{"backup_name": "weekly backup"}])"}), "weekly backup ");
}

TEST_F(ListTest, TimeBoundsAreInclusive) {
  add("a", {"--time-stamp", "1769817599"});  // 2026-01-30T23:59:59Z
  add("b", {"--time-stamp", "1769817600"});  // 2026-01-31T00:00:00Z
  add("c", {"--time-stamp", "1769903999"});  // 2026-01-31T23:59:59Z
  add("d", {"--time-stamp", "1769904000"});  // 2026-02-01T00:00:00Z
  EXPECT_EQ(names({"--since", "1769817600"}), "b c d ");
  EXPECT_EQ(names({"--until", "1769817600"}), "a b ");
  EXPECT_EQ(names({"--since", "2026-01-31", "--until", "2026-01-31"}), "b c ");
  EXPECT_EQ(names({"--since", "2026-01-31T23:59:59"}), "c d ");
  EXPECT_EQ(names({"--since", "2026-01-31 23:59"}), "c d ");
  EXPECT_EQ(names({"--since", "2026-01-31T23:59:59.5Z"}), "c d ");
  EXPECT_EQ(names({"--since", "2026-02-01T02:00:00+02:00"}), "d ");
  EXPECT_EQ(names({"--until", "2026-01-30T20:59:59-03:00"}), "a ");
}

TEST_F(ListTest, WrongParametersAreUsageErrors) {
  succeed({"db", "init"});
  const Words rows[] = {{"--limit", "0"},
                        {"--limit", "x"},
                        {"--limit="},
                        {"--offset", "-1"},
                        {"--marker", "nowhere"},
                        {"--sort", "colour"},
                        {"--sort", "status:up"},
                        {"--match", "status"},
                        {"--match", "=x"},
                        {"--match-not", "status"},
                        {"--since", "tomorrow"},
                        {"--since", "-1d"},
                        {"--since", "99999999999w"},
                        {"--since", "d"},
                        {"--sort", "status,"},
                        {"--since", "2026-02-30"},
                        {"--until", "2026-01-31T"},
                        {"--until", "2026-01-31T25:00"},
                        {"--since", "2026-01-31T10:00+1"}};
  for (Words words : rows) {
    words.insert(words.begin(), {"backups", "list"});
    SCOPED_TRACE(testing::PrintToString(words));
    fail(words, 2, "");
  }
}

TEST_F(ListTest, ASearchThatCannotNarrowIsRefused) {
  fail({"jobs", "list", "--search", ""}, 2, "--search must contain a word");
  fail({"jobs", "list", "--search", " "}, 2, "--search must contain a word");
  fail({"jobs", "list", "--match", "..=null"}, 2, "--match must have a name on each side of a dot");
  fail({"jobs", "delete", "--search", "", "--yes"}, 2, "--search must contain a word");
}

}  // namespace
}  // namespace freezer::test
