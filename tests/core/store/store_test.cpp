// What every engine must do, written against the interface alone.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <future>
#include <set>
#include <stdexcept>
#include <thread>
#include <tuple>

#include "core/rules/index_entries.h"
#include "core/rules/invariants.h"
#include "core/rules/records.h"
#include "core/store/maintenance.h"
#include "core/store/open.h"
#include "core/store/store.h"
#include "tests/core/store/engines.h"

namespace freezer::test {
namespace {

const Scope kP1 = {Scope::By::Project, "p1"};
const Scope kP2 = {Scope::By::Project, "p2"};
const Scope kAlice = {Scope::By::User, "alice"};

class StoreTest : public testing::TestWithParam<Engine> {
 protected:
  static Record recordOf(const std::string& id, const std::string& text,
                         const std::string& project = "p1", const std::string& user = "alice") {
    return {id, project, user, 1, 100, 100, text, {}};
  }

  Result<void> insert(const Resource& resource, const Record& record) {
    return store_->write([&](Transaction& transaction) {
      return transaction.insert(resource, record,
                                indexEntries(resource, Document::parse(record.text).value()));
    });
  }

  /// A session; `members` begins with a comma.
  void insertSession(const std::string& id, const std::string& members,
                     const std::string& project = "p1", const std::string& user = "alice") {
    const std::string text = R"({"session_id":")" + id + R"(","project_id":")" + project +
                             R"(","user_id":")" + user + "\"" + members + "}";
    ASSERT_TRUE(insert(sessions_, recordOf(id, text, project, user)));
  }

  Page listPage(const Scope& scope, const Query& query) {
    auto page =
        readFrom(*store_, [&](Snapshot& view) { return readPage(view, sessions_, scope, query); });
    EXPECT_TRUE(page) << page.error().message << page.error().detail;
    return page ? std::move(page).value() : Page();
  }

  static std::string idsOf(const Page& page) {
    std::string ids;
    for (const Record& record : page.records) ids += (ids.empty() ? "" : " ") + record.id;
    return ids;
  }

  std::string list(const Scope& scope, const Query& query = {}) {
    return idsOf(listPage(scope, query));
  }

  std::string search(const std::string& body) {
    auto parsed = parseSearch(body);
    EXPECT_TRUE(parsed) << body;
    Query query;
    query.search = parsed.value();
    query.withCount = true;
    const Page page = listPage(kP1, query);
    EXPECT_EQ(page.end.count, static_cast<std::int64_t>(page.records.size()));
    return idsOf(page);
  }

  std::string match(const std::string& entry) { return search(R"({"match": [)" + entry + "]}"); }

  /// All pages of `limit`, walked by marker.
  std::string walk(std::int64_t limit, const Sort& sort) {
    std::string ids;
    Query query;
    query.limit = limit;
    query.sort = sort;
    for (bool more = true; more;) {
      const Page page = listPage(kP1, query);
      ids += (ids.empty() ? "" : " ") + idsOf(page);
      more = page.end.more;
      if (!page.records.empty()) query.marker = page.records.back().id;
    }
    return ids;
  }

  const Resource& sessions_ = resourceOf(Kind::Session);
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
};

TEST_P(StoreTest, WhatWasInsertedIsFound) {
  Record record = recordOf("s1", R"({"session_id":"s1","name":"\u00e9\u0000 \ud83d\ude00"})");
  record.version = 3;
  record.updated_at = 200;
  ASSERT_TRUE(insert(sessions_, record));
  const auto found =
      readFrom(*store_, [&](Snapshot& view) { return view.find(sessions_, kP1, "s1"); });
  ASSERT_TRUE(found);
  ASSERT_TRUE(found.value());
  EXPECT_EQ(found.value()->text, record.text);
  EXPECT_EQ(found.value()->version, 3);
  EXPECT_EQ(found.value()->created_at, 100);
  EXPECT_EQ(found.value()->updated_at, 200);
  EXPECT_EQ(found.value()->project_id, "p1");
  EXPECT_EQ(found.value()->user_id, "alice");
}

TEST_P(StoreTest, WhatWasWrittenIsThereAfterReopening) {
  insertSession("s1", "");
  store_.reset();
  store_ = place_.open();
  EXPECT_EQ(list(kP1), "s1");
}

TEST_P(StoreTest, DocumentsOutsideTheScopeDoNotExist) {
  insertSession("s1", "");
  insertSession("s2", "", "p2", "bob");
  EXPECT_EQ(list(kP1), "s1");
  EXPECT_EQ(list(kP2), "s2");
  EXPECT_EQ(list(kAlice), "s1");
  EXPECT_EQ(list(kEveryone), "s1 s2");
  const auto hidden =
      readFrom(*store_, [&](Snapshot& view) { return view.find(sessions_, kP2, "s1"); });
  EXPECT_FALSE(hidden.value());
}

TEST_P(StoreTest, TakenIdIsAConflictInEveryProject) {
  insertSession("s1", "");
  const auto again = insert(sessions_, recordOf("s1", "{}", "p2"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
  EXPECT_EQ(list(kP2), "");
}

TEST_P(StoreTest, RefusedWorkLeavesNothing) {
  const auto refused = store_->write([&](Transaction& transaction) -> Result<void> {
    const auto inserted =
        transaction.insert(sessions_, recordOf("s1", "{}"), indexEntries(sessions_, {}));
    EXPECT_TRUE(inserted);
    return Error{ErrorCode::Unprocessable, "no"};
  });
  EXPECT_EQ(refused.error().code, ErrorCode::Unprocessable);
  EXPECT_EQ(list(kEveryone), "");
}

TEST_P(StoreTest, WorkThatThrowsLeavesNothing) {
  EXPECT_THROW(static_cast<void>(store_->write([&](Transaction& transaction) -> Result<void> {
                 const auto inserted = transaction.insert(sessions_, recordOf("s1", "{}"),
                                                          indexEntries(sessions_, {}));
                 EXPECT_TRUE(inserted);
                 throw std::runtime_error("no");
               })),
               std::runtime_error);
  EXPECT_EQ(list(kEveryone), "");
  insertSession("s2", "");
  EXPECT_EQ(list(kEveryone), "s2");
}

TEST_P(StoreTest, UpdateKeepsThePlaceInTheOrder) {
  insertSession("s1", R"(,"status":"active")");
  insertSession("s2", "");
  ASSERT_TRUE(store_->write([&](Transaction& transaction) {
    Record record = recordOf(
        "s1", R"({"session_id":"s1","project_id":"p1","user_id":"alice","status":"done"})");
    record.version = 2;
    return transaction.update(sessions_, record,
                              indexEntries(sessions_, Document::parse(record.text).value()));
  }));
  EXPECT_EQ(list(kP1), "s1 s2");
  EXPECT_EQ(match(R"({"status": "active"})"), "");
  EXPECT_EQ(match(R"({"status": "done"})"), "s1");
}

TEST_P(StoreTest, UpdateOfWhatHasChangedDoesNothing) {
  insertSession("a", "");
  const Record stored = recordOf("a", R"({"session_id":"a","project_id":"p1","user_id":"alice"})");
  Record next = stored;
  next.version = 2;
  next.text = R"({"session_id":"a","project_id":"p1","user_id":"alice","status":"running"})";
  const auto update = [&](const Record& before) {
    return writeTo(*store_, [&](Transaction& transaction) {
      return transaction.updateIfUnchanged(
          sessions_, before, next, indexEntries(sessions_, Document::parse(next.text).value()));
    });
  };
  // Each differs in one member from what is stored.
  std::vector<Record> others(5, stored);
  others[0].version = 2;
  others[1].text += " ";
  others[2].project_id = "p2";
  others[3].user_id = "bob";
  others[4].updated_at += 1;
  for (const Record& other : others) EXPECT_FALSE(update(other).value());
  EXPECT_EQ(match(R"({"status": "running"})"), "");

  EXPECT_TRUE(update(stored).value());
  EXPECT_EQ(match(R"({"status": "running"})"), "a");
  EXPECT_FALSE(update(recordOf("none", stored.text)).value());
}

TEST_P(StoreTest, RemovedIsGoneAndItsIdIsFree) {
  insertSession("s1", R"(,"jobs":{"j":{"status":"stray"}})");
  ASSERT_TRUE(
      store_->write([&](Transaction& transaction) { return transaction.remove(sessions_, "s1"); }));
  EXPECT_EQ(list(kP1), "");
  insertSession("s1", "");
  EXPECT_EQ(match(R"({"status": "stray"})"), "");
}

TEST_P(StoreTest, PagesFollowCreationOrder) {
  for (const char* id : {"c", "a", "d", "b", "e"}) insertSession(id, "");
  EXPECT_EQ(list(kP1), "c a d b e");
  Query query;
  query.limit = 2;
  query.offset = 1;
  const Page page = listPage(kP1, query);
  EXPECT_EQ(idsOf(page), "a d");
  EXPECT_TRUE(page.end.more);
  EXPECT_FALSE(page.end.count);
  query.offset = 3;
  EXPECT_FALSE(listPage(kP1, query).end.more);
  query.offset = 9;
  EXPECT_EQ(list(kP1, query), "");
  EXPECT_EQ(walk(2, {}), "c a d b e");
  EXPECT_EQ(walk(2, {"created_at", true}), "e b d a c");
}

TEST_P(StoreTest, TextsOfAListAreThoseOfItsRecords) {
  for (const char* id : {"c", "a", "b", "d"}) insertSession(id, R"(,"status":"active")");
  Query query;
  query.limit = 2;
  query.marker = "c";
  for (const std::string key : {"", "status", "session_id"}) {
    query.sort = {key, true};
    const Page page = listPage(kP1, query);
    std::vector<std::pair<std::string, std::string>> records;
    for (const Record& record : page.records) records.emplace_back(record.id, record.text);
    std::vector<std::pair<std::string, std::string>> texts;
    const auto end = readFrom(*store_, [&](Snapshot& view) {
      return view.listTexts(sessions_, kP1, query, [&](auto id, auto text) -> Result<void> {
        texts.emplace_back(id, text);
        return {};
      });
    });
    ASSERT_TRUE(end);
    EXPECT_EQ(texts, records) << key;
    EXPECT_EQ(end.value().more, page.end.more) << key;
  }
}

TEST_P(StoreTest, AListOfAnIdPrefixHasTheseIdsOnly) {
  for (const char* id : {"b2", "a1", "b", "c", "b-", "ba"}) insertSession(id, "");
  insertSession("b1", "", kP2.id);
  Query query;
  query.search.idPrefix = "b";
  EXPECT_EQ(list(kP1, query), "b2 b b- ba");
  query.sort.key = "session_id";
  EXPECT_EQ(list(kP1, query), "b b- b2 ba");
  query.limit = 2;
  EXPECT_EQ(list(kP1, query), "b b-");
  query.search.idPrefix = "b2x";
  EXPECT_EQ(list(kP1, query), "");
}

TEST_P(StoreTest, ProjectIdsAreThoseOfDocuments) {
  insertSession("a", "", kP2.id);
  insertSession("b", "");
  insertSession("c", "");
  const auto ids = [this](std::string_view prefix, std::size_t most) {
    return readFrom(*store_, [&](Snapshot& view) { return view.projectIds(prefix, most); }).value();
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids("", 10), (Ids{kP1.id, kP2.id}));
  EXPECT_EQ(ids("", 1), Ids{kP1.id});
  EXPECT_EQ(ids(kP2.id, 10), Ids{kP2.id});
  EXPECT_EQ(ids("none", 10), Ids{});
}

TEST_P(StoreTest, VisitorCanEndAList) {
  for (const char* id : {"a", "b", "c"}) insertSession(id, "");
  int visited = 0;
  const auto end = readFrom(*store_, [&](Snapshot& view) {
    return view.listTexts(sessions_, kP1, {}, [&](auto, auto) -> Result<void> {
      if (++visited == 2) return Error{ErrorCode::Unprocessable, "enough"};
      return {};
    });
  });
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().message, "enough");
  EXPECT_EQ(visited, 2);
  EXPECT_EQ(list(kP1), "a b c");  // It left nothing open.
}

TEST_P(StoreTest, AListEndsWhenItMayNotProceed) {
  for (int i = 0; i < 200; ++i) insertSession("s" + std::to_string(i), R"(,"a":"b")");
  const auto search = parseSearch(R"({"match_not": [{"a": "b"}]})");
  int left = 3;
  Query query;
  query.search = search.value();
  query.proceed = [&left]() -> Result<void> {
    if (--left == 0) return Error{ErrorCode::Unavailable, "no more time"};
    return {};
  };
  const auto page =
      readFrom(*store_, [&](Snapshot& view) { return readPage(view, sessions_, kP1, query); });
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().message, "no more time");
  EXPECT_EQ(left, 0);
  query = {};
  query.limit = 2;
  EXPECT_EQ(list(kP1, query), "s0 s1");  // It ended nothing else.
}

TEST_P(StoreTest, ASearchAsksAfterEachLargeDocument) {
  constexpr int kDocuments = 5;
  const std::string large(10'000, 'x');
  for (int i = 0; i < kDocuments; ++i)
    insertSession("s" + std::to_string(i), R"(,"a":")" + large + "\"");
  int asked = 0;
  Query query;
  query.search = parseSearch(R"({"match": [{"a": "b"}]})").value();
  query.proceed = [&asked]() -> Result<void> {
    ++asked;
    return {};
  };
  EXPECT_EQ(list(kP1, query), "");
  EXPECT_GE(asked, kDocuments);
}

TEST_P(StoreTest, SortPutsAbsentKeysFirstAndTiesInOrder) {
  insertSession("a", R"(,"status":"running")");
  insertSession("b", "");
  insertSession("c", R"(,"status":"active")");
  insertSession("d", R"(,"status":"running")");
  insertSession("e", "");
  for (const std::int64_t limit : {1, 2, 3, 10}) {
    EXPECT_EQ(walk(limit, {"status", false}), "b e c a d") << limit;
    EXPECT_EQ(walk(limit, {"status", true}), "d a c e b") << limit;
  }
}

TEST_P(StoreTest, SortOfNumbersIsByNumber) {
  insertSession("a", R"(,"session_tag":10)");
  insertSession("b", R"(,"session_tag":9)");
  insertSession("c", "");
  EXPECT_EQ(walk(1, {"session_tag", false}), "c b a");
  EXPECT_EQ(walk(1, {"session_tag", true}), "a b c");
  EXPECT_EQ(walk(1, {"session_id", true}), "c b a");
  EXPECT_EQ(walk(2, {"updated_at", false}), "a b c");
}

TEST_P(StoreTest, UnknownMarkerIsRefused) {
  insertSession("s1", "", "p2");
  Query query;
  query.marker = "s1";
  const auto page =
      readFrom(*store_, [&](Snapshot& view) { return readPage(view, sessions_, kP1, query); });
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::InvalidRequest);
}

TEST_P(StoreTest, BareNameIsFoundAtAnyDepth) {
  insertSession("a", R"(,"note":"x")");
  insertSession("b", R"(,"deep":{"list":[{"note":"x"}]})");
  insertSession("c", R"(,"deep":{"other":"x","note":["x"]})");
  EXPECT_EQ(match(R"({"note": "x"})"), "a b");
}

TEST_P(StoreTest, PromotedNameIsFoundAtAnyDepthToo) {
  insertSession("a", R"(,"status":"running")");
  insertSession("b", R"(,"status":"active","jobs":{"j":{"status":"running"},"k":{"status":null}})");
  insertSession("c", R"(,"status":"active")");
  EXPECT_EQ(match(R"({"status": "running"})"), "a b");
  EXPECT_EQ(match(R"({"status": "active"})"), "b c");
  EXPECT_EQ(search(R"({"match_not": [{"status": "running"}]})"), "c");
  EXPECT_EQ(match(R"({"status": null})"), "b");
  EXPECT_EQ(match(R"({"status": "running"}, {"status": "active"})"), "b");
}

TEST_P(StoreTest, PromotedNameOnAnotherPageIsFoundInOrder) {
  for (int i = 0; i < 20; ++i) {
    const std::string members = i % 2 == 0 ? R"(,"status":"x")" : R"(,"jobs":{"j":{"status":"x"}})";
    insertSession("s" + std::to_string(10 + i), members);
  }
  Query query;
  query.search = parseSearch(R"({"match": [{"status": "x"}]})").value();
  query.limit = 3;
  query.marker = "s16";
  EXPECT_EQ(list(kP1, query), "s17 s18 s19");
}

TEST_P(StoreTest, DottedPathStartsAtTheTop) {
  insertSession("a", R"(,"schedule":{"event":"stop"})");
  insertSession("b", R"(,"event":"stop","x":{"schedule":{"event":"stop"}})");
  insertSession("c", R"(,"schedule":[{"event":"start"},{"event":"stop"},"event"])");
  EXPECT_EQ(match(R"({"schedule.event": "stop"})"), "a c");
  EXPECT_EQ(match(R"({"x.schedule.event": "stop"})"), "b");
  EXPECT_EQ(match(R"({"schedule.event": null})"), "b");
  EXPECT_EQ(search(R"({"match_not": [{"schedule.event": "stop"}]})"), "b");
  EXPECT_EQ(match(R"({"user_id.x": "stop"})"), "");
}

TEST_P(StoreTest, ScalarsAreComparedByTheirText) {
  insertSession("a", R"(,"n":3,"t":true,"r":1.5,"big":9007199254740993)");
  insertSession("b", R"(,"n":"3","t":"true","r":"1.5","big":"9007199254740993")");
  insertSession("c", R"(,"n":3.0,"t":1,"r":15,"big":9007199254740992)");
  EXPECT_EQ(match(R"({"n": 3})"), "a b");
  EXPECT_EQ(match(R"({"n": "3"})"), "a b");
  EXPECT_EQ(match(R"({"n": "3.0"})"), "c");
  EXPECT_EQ(match(R"({"t": true})"), "a b");
  EXPECT_EQ(match(R"({"t": "true"})"), "a b");
  EXPECT_EQ(match(R"({"t": 1})"), "c");
  EXPECT_EQ(match(R"({"r": 1.5})"), "a b");
  EXPECT_EQ(match(R"({"big": 9007199254740993})"), "a b");
}

TEST_P(StoreTest, PromotedNumbersAreComparedByTheirTextToo) {
  insertSession("a", R"(,"session_tag":3)");
  insertSession("b", R"(,"session_tag":"3")");
  insertSession("c", R"(,"session_tag":3.0)");
  EXPECT_EQ(match(R"({"session_tag": 3})"), "a b");
  EXPECT_EQ(match(R"({"session_tag": "3"})"), "a b");
  EXPECT_EQ(match(R"({"session_tag": "3.0"})"), "c");
  EXPECT_EQ(match(R"({"session_tag": "03"})"), "");
}

TEST_P(StoreTest, NullMatchesNullOrAbsent) {
  insertSession("a", R"(,"note":null)");
  insertSession("b", "");
  insertSession("c", R"(,"note":"x")");
  insertSession("d", R"(,"note":{})");
  EXPECT_EQ(match(R"({"note": null})"), "a b");
  EXPECT_EQ(search(R"({"match_not": [{"note": null}]})"), "c d");
}

TEST_P(StoreTest, FreeTextFindsEveryWordInSomeValue) {
  insertSession("a", R"(,"description":"Nightly Backup","n":1234,"t":true)");
  insertSession("b", R"(,"description":"nightly","other":["the BACKUP of it"])");
  insertSession("c", R"(,"nightly":"x","backup":"y")");
  insertSession("d", R"(,"description":"100%_done \"quoted\" \\ GROSSE ÄPFEL")");
  EXPECT_EQ(match(R"({"_all": "nightly backup"})"), "a b");
  EXPECT_EQ(match(R"({"_all": "NIGHT"})"), "a b");
  EXPECT_EQ(match(R"({"_all": "123"})"), "a");
  EXPECT_EQ(match(R"({"_all": "tru"})"), "a");
  EXPECT_EQ(match(R"({"_all": "100%_done"})"), "d");
  EXPECT_EQ(match(R"({"_all": "1%e"})"), "");
  EXPECT_EQ(match(R"({"_all": "\"quoted\""})"), "d");
  EXPECT_EQ(match(R"({"_all": "\\"})"), "d");
  EXPECT_EQ(match(R"({"_all": "äpfel"})"), "d");
  EXPECT_EQ(match(R"({"_all": "s1 a"})"), "");
  EXPECT_EQ(match(R"({"_all": ")" + std::string(256, 'x') + "\"}"), "");
}

TEST_P(StoreTest, FreeTextThatIsAListOfPairsIsAMatch) {
  insertSession("a", R"(,"status":"active")");
  insertSession("b", R"(,"status":"running")");
  EXPECT_EQ(match(R"({"_all": "[{\"status\": \"running\"}]"})"), "b");
}

TEST_P(StoreTest, IdsAreSearchable) {
  insertSession("abc123", "");
  insertSession("x", R"(,"jobs":{"j":{"session_id":"abc123"}})");
  EXPECT_EQ(match(R"({"session_id": "abc123"})"), "abc123 x");
  EXPECT_EQ(match(R"({"_all": "abc12"})"), "abc123 x");
  EXPECT_EQ(match(R"({"user_id": "alice"})"), "abc123 x");
}

TEST_P(StoreTest, ANulIsACharacterLikeAnyOther) {
  insertSession("a", R"(,"z\u0000k":"v\u0000w")");
  insertSession("b", R"(,"z":"v")");
  EXPECT_EQ(match(R"({"z\u0000k": "v\u0000w"})"), "a");
  EXPECT_EQ(match(R"({"z": "v"})"), "b");
  EXPECT_EQ(match(R"({"_all": "\u0000W"})"), "a");
}

TEST_P(StoreTest, TheLargestSearchIsAnswered) {
  std::string path = "a";
  for (int i = 1; i < 64; ++i) path += ".a";
  std::string entries;
  for (int i = 0; i < 100; ++i) entries += (i == 0 ? "{\"" : ",{\"") + path + "\": null}";
  std::string words;
  for (int i = 0; i < 64; ++i) words += std::string(255, static_cast<char>('a' + i % 26)) + " ";
  insertSession("a", R"(,"b":1)");
  EXPECT_EQ(match(entries), "a");
  EXPECT_EQ(match(entries + R"(,{"_all": ")" + words + "\"}"), "");
}

TEST_P(StoreTest, OddKeysAndValuesAreOnlyData) {
  insertSession("a", R"(,"it's":"1","q\"k":{"b":"2"},"x'; DROP TABLE sessions; --":"3")");
  EXPECT_EQ(match(R"({"it's": "1"})"), "a");
  EXPECT_EQ(match(R"({"q\"k": "2"})"), "");
  EXPECT_EQ(match(R"({"x'; DROP TABLE sessions; --": "3"})"), "a");
}

TEST_P(StoreTest, ManyConditionsAtOnce) {
  insertSession("a", R"(,"k":"v")");
  std::string entries;
  for (int i = 0; i < 50; ++i) entries += std::string(i == 0 ? "" : ",") + R"({"k": "v"})";
  EXPECT_EQ(match(entries), "a");
}

TEST_P(StoreTest, TimeBoundsAreInclusive) {
  const Resource& backups = resourceOf(Kind::Backup);
  for (const int time : {10, 20, 30}) {
    const std::string text = R"({"backup_metadata":{"time_stamp":)" + std::to_string(time) + "}}";
    ASSERT_TRUE(insert(backups, recordOf("b" + std::to_string(time), text)));
  }
  ASSERT_TRUE(insert(backups, recordOf("none", R"({"backup_metadata":{}})")));
  const auto between = [&](const std::string& body) {
    Query query;
    query.search = parseSearch(body).value();
    return idsOf(readFrom(*store_, [&](Snapshot& view) {
                   return readPage(view, backups, kP1, query);
                 }).value());
  };
  EXPECT_EQ(between(R"({"time_after": 20})"), "b20 b30");
  EXPECT_EQ(between(R"({"time_before": 20})"), "b10 b20");
  EXPECT_EQ(between(R"({"time_after": 11, "time_before": 29})"), "b20");
}

TEST_P(StoreTest, ActionsKnowTheirJobs) {
  const Resource& jobs = resourceOf(Kind::Job);
  const Resource& actions = resourceOf(Kind::Action);
  ASSERT_TRUE(insert(actions, recordOf("a1", "{}")));
  ASSERT_TRUE(insert(actions, recordOf("a2", "{}")));
  ASSERT_TRUE(insert(jobs, recordOf("j2", "{}")));
  ASSERT_TRUE(insert(jobs, recordOf("j1", "{}")));
  const auto link = [&](const std::string& job, const std::vector<std::string>& ids) {
    ASSERT_TRUE(
        store_->write([&](Transaction& transaction) { return transaction.linkActions(job, ids); }));
  };
  const auto jobsOf = [&](const std::string& action) {
    return readFrom(*store_, [&](Snapshot& view) { return view.jobsOfAction(action); }).value();
  };
  link("j2", {"a1", "a2", "a1"});
  link("j1", {"a1"});
  const auto countOf = [&](const std::string& action, std::int64_t most) {
    return readFrom(*store_, [&](Snapshot& view) { return view.countJobsOfAction(action, most); })
        .value();
  };
  EXPECT_EQ(countOf("a1", 1), 1);
  EXPECT_EQ(countOf("a1", 9), 2);
  EXPECT_EQ(countOf("none", 9), 0);
  EXPECT_EQ(jobsOf("a1"), (std::vector<std::string>{"j2", "j1"}));
  link("j2", {"a2"});
  EXPECT_EQ(jobsOf("a1"), std::vector<std::string>{"j1"});
  ASSERT_TRUE(
      store_->write([&](Transaction& transaction) { return transaction.remove(jobs, "j1"); }));
  EXPECT_TRUE(jobsOf("a1").empty());
}

TEST_P(StoreTest, AnActionGetsNoJobWhileATransactionDecidesByThem) {
  ASSERT_TRUE(insert(resourceOf(Kind::Action), recordOf("a1", "{}")));
  ASSERT_TRUE(insert(resourceOf(Kind::Job), recordOf("j1", "{}")));
  const std::vector<std::string> actions = {"a1"};
  std::vector<std::future<Result<void>>> links;  // Several if the engine runs the work again.
  bool isSame = false;
  ASSERT_TRUE(store_->write([&](Transaction& transaction) -> Result<void> {
    const auto before = transaction.jobsOfAction("a1");
    links.push_back(std::async(std::launch::async, [&] {
      return store_->write([&](Transaction& other) { return other.linkActions("j1", actions); });
    }));
    links.back().wait_for(std::chrono::milliseconds(200));  // It should wait for this transaction.
    const auto after = transaction.jobsOfAction("a1");
    isSame = before && after && before.value() == after.value();
    return {};
  }));
  EXPECT_TRUE(isSame);
  for (auto& link : links) EXPECT_TRUE(link.get());
}

TEST_P(StoreTest, ReadersAndWritersDoNotDisturbEachOther) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 4; ++writer) {
    threads.emplace_back([this, writer] {
      for (int i = 0; i < 25; ++i) {
        insertSession(std::to_string(writer) + "-" + std::to_string(i), "");
      }
    });
  }
  for (int reader = 0; reader < 4; ++reader) {
    threads.emplace_back([this] {
      for (int i = 0; i < 25; ++i) list(kP1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  Query all;
  all.limit = 1000;
  EXPECT_EQ(listPage(kP1, all).records.size(), 100U);
}

TEST_P(StoreTest, ManyThreadsCanReadAtOnce) {
  constexpr std::ptrdiff_t threadCount = 32;  // MariaDB's engine lets more of them wait.
  std::barrier everyone(threadCount);
  std::vector<std::thread> threads;
  for (std::ptrdiff_t i = 0; i < threadCount; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 3; ++round) {
        EXPECT_TRUE(store_->read([&](Snapshot&) -> Result<void> {
          everyone.arrive_and_wait();  // None of them leaves before all are in.
          return {};
        }));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_P(StoreTest, ChangeThatIsRefusedAmongOthersIsUndoneAlone) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 8; ++writer) {
    threads.emplace_back([this, writer] {
      for (int i = 0; i < 20; ++i) {
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        const auto work = [&](Transaction& transaction) -> Result<void> {
          auto inserted =
              transaction.insert(sessions_, recordOf(id, "{}"), indexEntries(sessions_, {}));
          if (inserted && writer % 4 == 1) return Error{ErrorCode::Unprocessable, "no"};
          if (inserted && writer % 4 == 2) throw std::runtime_error("no");
          return inserted;
        };
        try {
          const auto written = store_->write(work);
          EXPECT_EQ(static_cast<bool>(written), writer % 4 == 0 || writer % 4 == 3) << id;
        } catch (const std::runtime_error&) {
          EXPECT_EQ(writer % 4, 2);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Query all;
  all.limit = 1000;
  std::set<char> writers;
  const Page page = listPage(kP1, all);
  for (const Record& record : page.records) writers.insert(record.id.front());
  EXPECT_EQ(page.records.size(), 4U * 20U);
  EXPECT_EQ(writers, (std::set<char>{'0', '3', '4', '7'}));
}

TEST_P(StoreTest, OfWritersOfTheSameIdOneSucceedsAndOthersAreNotDisturbed) {
  std::atomic<int> stored = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 8; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) {
        const std::string id = i % 2 == 0 ? "same" + std::to_string(i)
                                          : std::to_string(writer) + "-" + std::to_string(i);
        const auto written = store_->writeOnly([&](Transaction& transaction) {
          return transaction.insert(sessions_, recordOf(id, "{}"), indexEntries(sessions_, {}));
        });
        if (written) {
          ++stored;
        } else {
          EXPECT_EQ(written.error().code, ErrorCode::AlreadyExists) << id;
        }
        EXPECT_TRUE(written || i % 2 == 0) << id;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Query all;
  all.limit = 1000;
  EXPECT_EQ(stored, 10 + 8 * 10);
  EXPECT_EQ(listPage(kP1, all).records.size(), 10U + 8U * 10U);
}

TEST_P(StoreTest, ATransactionFindsWhatItHasWritten) {
  ASSERT_TRUE(insert(sessions_, recordOf("old", "{}")));
  const auto written = store_->write([&](Transaction& transaction) -> Result<void> {
    const auto textOf = [&](const std::string& id, const Scope& scope) {
      const auto found = transaction.find(sessions_, scope, id).value();
      return found ? found->text : "none";
    };
    EXPECT_EQ(textOf("old", kP1), "{}");
    EXPECT_EQ(textOf("old", kP2), "none");
    for (const std::string id : {"old", "new"}) {
      if (id == "new") {
        EXPECT_EQ(textOf(id, kP1), "none");
        EXPECT_TRUE(transaction.insert(sessions_, recordOf(id, "{}"), indexEntries(sessions_, {})));
        EXPECT_EQ(textOf(id, kP1), "{}");
        EXPECT_EQ(textOf(id, kP2), "none");
      }
      const std::string text = R"({"status":"active"})";
      const auto entries = indexEntries(sessions_, Document::parse(text).value());
      EXPECT_TRUE(transaction.update(sessions_, recordOf(id, text, "p2", "bob"), entries));
      EXPECT_EQ(textOf(id, kAlice), text) << "The owner is kept.";
      EXPECT_EQ(transaction.find(sessions_, kP1, id).value()->project_id, "p1");
    }
    EXPECT_TRUE(transaction.remove(sessions_, "old"));
    EXPECT_EQ(textOf("old", kP1), "none");
    EXPECT_TRUE(transaction.insert(sessions_, recordOf("old", "[]"), indexEntries(sessions_, {})));
    return {};
  });
  ASSERT_TRUE(written) << written.error().message << written.error().detail;
  EXPECT_EQ(list(kP1), "new old");
  EXPECT_EQ(search(R"({"match": [{"status": "active"}]})"), "new");
}

TEST_P(StoreTest, ExpectedRecordsAreFoundAndChangeNothing) {
  std::vector<std::string> ids;
  for (int i = 0; i < 150; ++i) {
    ids.push_back("s" + std::to_string(i));
    if (i % 3 != 0) insertSession(ids.back(), "", i % 3 == 1 ? "p1" : "p2");
  }
  const auto expectAll = [&](Snapshot& view) -> Result<void> {
    view.expect(sessions_, ids);
    for (int i = 0; i < 150; ++i) {
      const auto found = view.find(sessions_, kP1, ids[static_cast<std::size_t>(i)]);
      EXPECT_EQ(found.value().has_value(), i % 3 == 1) << i;
    }
    return {};
  };
  EXPECT_TRUE(store_->read(expectAll));
  EXPECT_TRUE(store_->write([&](Transaction& transaction) -> Result<void> {
    EXPECT_TRUE(expectAll(transaction));
    EXPECT_TRUE(transaction.insert(sessions_, recordOf("s0", "{}"), indexEntries(sessions_, {})));
    EXPECT_TRUE(transaction.remove(sessions_, "s1"));
    EXPECT_TRUE(transaction.find(sessions_, kP1, "s0").value());
    EXPECT_FALSE(transaction.find(sessions_, kP1, "s1").value());
    transaction.expect(sessions_, ids);
    EXPECT_TRUE(transaction.find(sessions_, kP1, "s0").value());
    EXPECT_FALSE(transaction.find(sessions_, kP1, "s1").value());
    return {};
  }));
}

TEST_P(StoreTest, ATransactionMayWriteMuch) {
  const std::string much(1'000'000, 'x');
  const auto idOf = [](int i) { return "s" + std::to_string(i); };
  const auto textOf = [&](int i) { return "\"" + much + idOf(i) + "\""; };
  const auto written = store_->write([&](Transaction& transaction) -> Result<void> {
    for (int i = 0; i < 20; ++i) {
      const auto inserted =
          transaction.insert(sessions_, recordOf(idOf(i), textOf(i)), indexEntries(sessions_, {}));
      if (!inserted) return inserted;
    }
    for (int i = 0; i < 20; ++i)
      EXPECT_EQ(transaction.find(sessions_, kP1, idOf(i)).value()->text, textOf(i));
    return transaction.update(sessions_, recordOf("s0", "{}"), indexEntries(sessions_, {}));
  });
  ASSERT_TRUE(written) << written.error().message << written.error().detail;
  Query all;
  all.limit = 20;
  const Page page = listPage(kP1, all);
  ASSERT_EQ(page.records.size(), 20U);
  EXPECT_EQ(page.records[0].text, "{}");
  for (int i = 1; i < 20; ++i) EXPECT_EQ(page.records[static_cast<std::size_t>(i)].text, textOf(i));
}

TEST_P(StoreTest, LinksOfANewJobCanBeReplacedAtOnce) {
  const Resource& actions = resourceOf(Kind::Action);
  const Resource& jobs = resourceOf(Kind::Job);
  const auto written = store_->write([&](Transaction& transaction) -> Result<void> {
    // The job comes first: what refers to others must wait for them.
    EXPECT_TRUE(transaction.insert(jobs, recordOf("j", "{}"), indexEntries(jobs, {})));
    for (const std::string id : {"a", "b"})
      EXPECT_TRUE(transaction.insert(actions, recordOf(id, "{}"), indexEntries(actions, {})));
    EXPECT_TRUE(transaction.linkActions("j", std::vector<std::string>{"a", "b", "a"}));
    EXPECT_TRUE(transaction.linkActions("j", std::vector<std::string>{"b"}));
    EXPECT_TRUE(transaction.linkActions("j", std::vector<std::string>{"b"}));
    return {};
  });
  ASSERT_TRUE(written) << written.error().message << written.error().detail;
  EXPECT_TRUE(store_->read([](Snapshot& view) -> Result<void> {
    EXPECT_TRUE(view.jobsOfAction("a").value().empty());
    EXPECT_EQ(view.jobsOfAction("b").value(), std::vector<std::string>{"j"});
    return {};
  }));
}

TEST_P(StoreTest, AnswersThePing) {
  EXPECT_TRUE(store_->ping());
}

TEST_P(StoreTest, CheckFindsNoFaultInASoundStore) {
  const auto check = checkStore(place_.url());
  ASSERT_TRUE(check);
  EXPECT_TRUE(check.value().lines().empty());
  const auto version = schemaVersion(place_.url()).value();
  EXPECT_EQ(version.current, version.latest);
}

/// Clients c1 of p1, and c2 of p2 and bob.
class PollTest : public StoreTest {
 protected:
  PollTest() {
    for (const auto& [id, project, user] : {std::tuple("c1", "p1", "alice"), {"c2", "p2", "bob"}}) {
      const std::string text = R"({"client":{"client_id":")" + std::string(id) + R"("}})";
      EXPECT_TRUE(insert(clients_, recordOf(id, text, project, user)));
    }
  }

  void note(const Scope& scope, const std::string& client_id, std::int64_t time) {
    const auto noted = store_->write([&](Transaction& transaction) {
      return transaction.notePoll(scope, {client_id, time});
    });
    EXPECT_TRUE(noted) << noted.error().message << noted.error().detail;
  }

  /// "ID time interval", a line each.
  std::string polls(const Scope& scope = {Scope::By::Everyone, ""}) {
    const auto polls = readFrom(*store_, [&](Snapshot& view) { return view.lastPolls(scope); });
    EXPECT_TRUE(polls);
    std::set<std::string> lines;
    for (const ClientPoll& poll : polls.value()) {
      lines.insert(poll.client_id + " " + std::to_string(poll.time) + " " +
                   std::to_string(poll.interval) + "\n");
    }
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
  }

  const Resource& clients_ = resourceOf(Kind::Client);
};

TEST_P(PollTest, TheLatestStaysWithItsInterval) {
  note(kP1, "c1", 1000);
  EXPECT_EQ(polls(), "c1 1000 0\n");
  note(kP1, "c1", 1060);
  EXPECT_EQ(polls(), "c1 1060 60\n");
  // Another node of the service, which has seen the client earlier.
  note(kP1, "c1", 1030);
  note(kP1, "c1", 1060);
  EXPECT_EQ(polls(), "c1 1060 60\n");
}

TEST_P(PollTest, IsOfTheOwnerAlone) {
  note(kP2, "c1", 1000);
  note(kAlice, "c2", 1000);
  note(kP1, "unknown", 1000);
  EXPECT_EQ(polls(), "");
  note(kAlice, "c1", 1000);
  note(kP2, "c2", 1001);
  EXPECT_EQ(polls(), "c1 1000 0\nc2 1001 0\n");
  EXPECT_EQ(polls(kP1), "c1 1000 0\n");
  EXPECT_EQ(polls(kAlice), "c1 1000 0\n");
}

TEST_P(PollTest, ChangesNoDocumentAndGoesWithIt) {
  const auto find = [&] { return store_->find(clients_, kP1, "c1").value(); };
  const Record before = find().value();
  note(kP1, "c1", 1000);
  EXPECT_EQ(find(), before);
  ASSERT_TRUE(
      store_->write([&](Transaction& transaction) { return transaction.remove(clients_, "c1"); }));
  EXPECT_EQ(polls(), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });
INSTANTIATE_TEST_SUITE_P(Engines, PollTest, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace freezer::test
