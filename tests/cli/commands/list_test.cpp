// The options of list.

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

TEST_F(ListTest, SaysWhenItWasCutOff) {
  for (int i = 0; i < 11; ++i) add("b" + std::to_string(i));
  const Outcome cut = run({"backups", "list"});
  EXPECT_EQ(parsedList(cut.out).size(), 10U);
  EXPECT_NE(cut.err.find("--marker"), std::string::npos) << cut.err;
  EXPECT_EQ(run({"backups", "list", "--limit", "10"}).err, "");
  EXPECT_EQ(run({"backups", "list", "--limit", "11"}).err, "");
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
                        {"--since", "yesterday"},
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
