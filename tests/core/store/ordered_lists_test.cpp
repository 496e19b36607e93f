// Lists that the engine sorts, bounds of any time, and IDs by their beginning.

#include <gtest/gtest.h>

#include "core/freezer.h"
#include "core/rules/index_entries.h"
#include "core/store/store.h"
#include "tests/core/store/engines.h"

namespace freezer::test {
namespace {

class OrderedListsTest : public testing::TestWithParam<Engine> {
 protected:
  void insert(Kind kind, const std::string& id, const std::string& text, std::int64_t time = 100,
              const std::string& project = "p1") {
    const Resource& resource = resourceOf(kind);
    const Record record{id, project, "alice", 1, time, time + 50, text, {}};
    const auto inserted = store_->write([&](Transaction& transaction) {
      return transaction.insert(resource, record,
                                indexEntries(resource, Document::parse(text).value()));
    });
    ASSERT_TRUE(inserted) << inserted.error().detail;
  }

  void insertBackup(const std::string& id, const std::string& host, const std::string& sizes) {
    insert(Kind::Backup, id,
           R"({"backup_id":")" + id + R"(","backup_metadata":{"hostname":")" + host + "\"" + sizes +
               "}}");
  }

  void insertJob(const std::string& id, std::int64_t started, std::int64_t created = 100) {
    insert(Kind::Job, id,
           R"({"job_id":")" + id + R"(","job_schedule":{"time_started":)" +
               std::to_string(started) + "}}",
           created);
  }

  std::string list(Kind kind, Query query) {
    query.withCount = true;
    auto page = readFrom(*store_, [&](Snapshot& view) {
      return readPage(view, resourceOf(kind), caller_.scope, query);
    });
    if (!page) return page.error().message;
    std::string ids;
    for (const Record& record : page.value().records) ids += record.id + " ";
    const auto listed = static_cast<std::int64_t>(page.value().records.size());
    EXPECT_GE(page.value().end.count, listed);
    if (query.offset == 0 && query.marker.empty() && !page.value().end.more) {
      EXPECT_EQ(page.value().end.count, listed);
    }
    return ids + (page.value().end.more ? "..." : "");
  }

  std::string sorted(Kind kind, const std::string& order, Query query = {}) {
    const auto set = setOrder(query, resourceOf(kind), order);
    return set ? list(kind, query) : set.error().message;
  }

  std::string since(Kind kind, const std::string& key, std::int64_t from, std::int64_t until) {
    Query query;
    query.search.timeKey = key;
    query.search.timeAfter = from;
    query.search.timeBefore = until;
    return list(kind, query);
  }

  std::string resolve(const std::string& id, Kind kind = Kind::Job) {
    const auto found = freezer_.resolve(resourceOf(kind), caller_, id);
    return found ? found.value() : found.error().message;
  }

  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  Freezer freezer_{*store_};
  Caller caller_{"alice", "alice", "p1", {Scope::By::Project, "p1"}};
};

TEST_P(OrderedListsTest, SeveralKeysSortInTurn) {
  insertBackup("a", "web", R"(,"time_stamp":3)");
  insertBackup("b", "db", R"(,"time_stamp":1)");
  insertBackup("c", "web", R"(,"time_stamp":9)");
  insertBackup("d", "db", R"(,"time_stamp":1)");
  insertBackup("e", "db", "");
  EXPECT_EQ(sorted(Kind::Backup, "hostname,time_stamp"), "e b d a c ");
  EXPECT_EQ(sorted(Kind::Backup, "hostname:desc,time_stamp"), "a c e b d ");
  EXPECT_EQ(sorted(Kind::Backup, "hostname,time_stamp:desc"), "d b e c a ");
  EXPECT_EQ(sorted(Kind::Backup, "hostname,backup_id:desc"), "e d b c a ");
}

TEST_P(OrderedListsTest, DerivedKeysSort) {
  insertBackup("a", "h", R"(,"backup_size_compressed":30,"backup_size_uncompressed":1)");
  insertBackup("b", "h", R"(,"backup_size_uncompressed":20)");
  insertBackup("c", "h", "");
  insertBackup("d", "h", R"(,"backup_size_compressed":100)");
  EXPECT_EQ(sorted(Kind::Backup, "size"), "c b a d ");
  EXPECT_EQ(sorted(Kind::Backup, "size:desc"), "d a b c ");
  insertJob("j1", 20);
  insertJob("j2", -1);
  insertJob("j3", 10);
  EXPECT_EQ(sorted(Kind::Job, "last_run:desc"), "j1 j3 j2 ");
}

TEST_P(OrderedListsTest, PagesAndSearchesOfASortedListAgree) {
  for (int i = 0; i < 150; ++i)
    insertBackup("b" + std::to_string(1000 - i), i % 2 == 0 ? "even" : "odd",
                 R"(,"backup_size_compressed":)" + std::to_string(i) +
                     (i % 50 == 0 ? R"(,"note":"x")" : ""));
  Query query;
  query.limit = 2;
  EXPECT_EQ(sorted(Kind::Backup, "size:desc", query), "b851 b852 ...");
  query.offset = 147;
  EXPECT_EQ(sorted(Kind::Backup, "size:desc", query), "b998 b999 ...");
  query.offset = 149;
  EXPECT_EQ(sorted(Kind::Backup, "size:desc", query), "b1000 ");
  Query notes;
  notes.search.conditions.push_back({"note", "x"});
  EXPECT_EQ(sorted(Kind::Backup, "hostname,size:desc", notes), "b900 b950 b1000 ");
  notes.search.conditions.push_back({"hostname", "even"});
  EXPECT_EQ(sorted(Kind::Backup, "hostname,size", notes), "b1000 b950 b900 ");
}

TEST_P(OrderedListsTest, CentralClientsOfOthersAreSortedAmongOwnOnes) {
  const auto client = [](const std::string& id, const std::string& central) {
    return R"({"client":{"client_id":")" + id + R"(","hostname":"h","is_central":)" + central +
           "}}";
  };
  insert(Kind::Client, "b", client("b", "false"));
  insert(Kind::Client, "a", client("a", "true"), 100, "p2");
  insert(Kind::Client, "c", client("c", "false"), 100, "p2");
  EXPECT_EQ(sorted(Kind::Client, "hostname,client_id"), "a b ");
}

TEST_P(OrderedListsTest, MarkersNeedOneKeyWithAnIndex) {
  insertJob("j1", 1);
  insertJob("j2", 2);
  Query query;
  query.marker = "j1";
  EXPECT_EQ(sorted(Kind::Job, "status", query), "j2 ");
  EXPECT_TRUE(sorted(Kind::Job, "status,result", query).starts_with("marker needs one sort key"));
  EXPECT_TRUE(sorted(Kind::Job, "last_run", query).starts_with("marker needs one sort key"));
}

TEST_P(OrderedListsTest, UnknownKeysAreRefused) {
  EXPECT_TRUE(sorted(Kind::Job, "status,colour").starts_with("sort must name one of"));
  EXPECT_TRUE(sorted(Kind::Job, "status,").starts_with("sort must name one of"));
  EXPECT_TRUE(sorted(Kind::Job, "size").starts_with("sort must name one of"));
  EXPECT_TRUE(sorted(Kind::Job, "status:up,result").starts_with("sort must have the direction"));
}

TEST_P(OrderedListsTest, BoundsCompareTheChosenTime) {
  insertJob("j1", 1000, 100);
  insertJob("j2", -1, 200);
  insertJob("j3", 2000, 300);
  EXPECT_EQ(since(Kind::Job, "", 150, 300), "j2 j3 ");
  EXPECT_EQ(since(Kind::Job, "created_at", 150, 300), "j2 j3 ");
  EXPECT_EQ(since(Kind::Job, "updated_at", 150, 300), "j1 j2 ");
  EXPECT_EQ(since(Kind::Job, "last_run", 1000, 1999), "j1 ");
  EXPECT_EQ(since(Kind::Job, "last_run", -5, 5000), "j1 j3 ");  // j2 has never run.
}

TEST_P(OrderedListsTest, TheBeginningOfAnIdNamesIt) {
  insertJob("abc1", 1);
  insertJob("abd1", 1);
  insertJob("ab", 1);
  insert(Kind::Job, "abe1", R"({"job_id":"abe1"})", 100, "p2");
  insert(Kind::Job, "xyz1", R"({"job_id":"xyz1"})", 100, "p2");
  EXPECT_EQ(resolve("abc"), "abc1");
  EXPECT_EQ(resolve("abc1"), "abc1");
  EXPECT_EQ(resolve("ab"), "ab");  // An exact ID wins.
  EXPECT_EQ(resolve("a"), "several jobs have an id that begins with a: ab abc1 abd1");
  for (const std::string unknown : {"", "b", "abe", "x", "abc12", "\xff", "ab\x7f", "ABC"})
    EXPECT_TRUE(resolve(unknown).starts_with("there is no job")) << resolve(unknown);
}

TEST_P(OrderedListsTest, TheFirstCandidatesAreNamed) {
  for (char letter = 'a'; letter <= 'k'; ++letter) insertJob(std::string("j") + letter, 1);
  EXPECT_EQ(resolve("j"),
            "several jobs have an id that begins with j: "
            "ja jb jc jd je jf jg jh ji jj ...");
}

INSTANTIATE_TEST_SUITE_P(Engines, OrderedListsTest, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace freezer::test
