// What is special to the MariaDB engine: its URL, its schema, its server.

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "core/bulk/bulk.h"
#include "core/rules/index_entries.h"
#include "core/rules/records.h"
#include "core/store/indexed_text.h"
#include "core/store/mariadb/address.h"
#include "core/store/mariadb/connection.h"
#include "core/store/open.h"
#include "core/store/sql/failure.h"
#include "core/store/store.h"
#include "tests/support/mariadb_server.h"
#include "tests/support/shared_mariadb.h"

namespace freezer::test {
namespace {

using mariadb::parseAddress;

Record actionRecord(const std::string& id) {
  return {id,
          "p1",
          "alice",
          1,
          100,
          100,
          R"({"action_id":")" + id + R"(","freezer_action":{"action":"backup"}})",
          {}};
}

Result<void> insertAction(Store& store, const Record& record) {
  const Resource& actions = resourceOf(Kind::Action);
  return store.write([&](Transaction& transaction) {
    return transaction.insert(actions, record,
                              indexEntries(actions, Document::parse(record.text).value()));
  });
}

std::vector<std::string> idsOf(Store& store, const std::string& marker = {}) {
  Query query;
  query.limit = kNoLimit;
  query.marker = marker;
  const auto page = readFrom(store, [&](Snapshot& view) {
    return readPage(view, resourceOf(Kind::Action), kEveryone, query);
  });
  std::vector<std::string> ids;
  EXPECT_TRUE(page) << page.error().message;
  if (!page) return ids;
  for (const Record& record : page.value().records) ids.push_back(record.id);
  return ids;
}

std::string refusal(const std::string& url) {
  const auto store = openStore(url, {.busyTimeoutMs = 1000});
  EXPECT_FALSE(store) << url;
  if (store) return {};
  EXPECT_EQ(store.error().message.find('\n'), std::string::npos);
  EXPECT_EQ(store.error().message.find("s3cret"), std::string::npos);
  EXPECT_EQ(store.error().detail.find("s3cret"), std::string::npos);
  return store.error().message;
}

TEST(MariadbAddress, IsReadAsOsloDbWritesIt) {
  const auto address = parseAddress(
      "mysql+pymysql://freezer:p%40ss%3Aw%2Frd@db1,db2:3307,[::1]:3308/backups"
      "?charset=utf8mb4&ssl_ca=/etc/ca.pem&ssl_cert=/etc/c.pem&ssl_key=/etc/k.pem");
  ASSERT_TRUE(address) << address.error().message;
  EXPECT_EQ(address.value().user, "freezer");
  EXPECT_EQ(address.value().password, "p@ss:w/rd");
  EXPECT_EQ(address.value().database, "backups");
  EXPECT_EQ(address.value().caFile, "/etc/ca.pem");
  EXPECT_EQ(address.value().certificateFile, "/etc/c.pem");
  EXPECT_EQ(address.value().keyFile, "/etc/k.pem");
  EXPECT_EQ(address.value().shown(), "backups on db1:3306, db2:3307, ::1:3308");
}

TEST(MariadbAddress, ASocketNeedsNoHost) {
  const auto address = parseAddress("mysql://me@/db?unix_socket=/run/mysqld/mysqld.sock");
  ASSERT_TRUE(address) << address.error().message;
  EXPECT_EQ(address.value().socket, "/run/mysqld/mysqld.sock");
  EXPECT_EQ(address.value().shown(), "db on /run/mysqld/mysqld.sock");
}

TEST(MariadbAddress, FaultsAreNamedWithoutThePassword) {
  const std::pair<const char*, const char*> kFaults[] = {
      {"mysql://host/db", "no user"},
      {"mysql://me:s3cret@host", "no database"},
      {"mysql://me:s3cret@/db", "no host"},
      {"mysql://me:s3cret@host:0/db", "port"},
      {"mysql://me:s3cret@host:70000/db", "port"},
      {"mysql://me:s3cret@host:x/db", "port"},
      {"mysql://me:s3cret%zz@host/db", "hexadecimal"},
      {"mysql://me:s3cret@host/db?charset=latin1", "charset latin1"},
      {"mysql://me:s3cret@host/db?plugin=dbcounter", "unknown option plugin"}};
  for (const auto& [url, fault] : kFaults) {
    EXPECT_NE(refusal(url).find(fault), std::string::npos) << url << ": " << refusal(url);
  }
}

class MariadbTest : public testing::Test {
 protected:
  std::unique_ptr<Store> open() const { return openStore(url_).value(); }

  const MariadbAdmin& server_ = sharedMariadb();
  const std::string database_ = server_.newDatabase();
  const std::string url_ = server_.url(database_);
};

TEST_F(MariadbTest, WrongPasswordDatabaseAndHostAreRefused) {
  std::string wrong = url_;
  wrong.replace(wrong.find("p%40ss"), 6, "s3cret");
  EXPECT_NE(refusal(wrong).find("refuses the user"), std::string::npos);
  EXPECT_NE(refusal(server_.url("freezer_absent")).find("no such database"), std::string::npos);
  EXPECT_NE(refusal("mysql://me:s3cret@127.0.0.1:1/db").find("no connection to the server"),
            std::string::npos);
  EXPECT_NE(refusal(url_ + "&ssl_ca=/nowhere/ca.pem").find("TLS"), std::string::npos);
}

TEST_F(MariadbTest, DatabaseOfAnotherProgramIsRefusedAndKept) {
  server_.execute("CREATE TABLE " + database_ + ".recipes (name TEXT)");
  EXPECT_NE(refusal(url_).find("another program"), std::string::npos);
  EXPECT_EQ(server_.texts("SHOW TABLES IN " + database_), std::vector<std::string>{"recipes"});
}

TEST_F(MariadbTest, NewerSchemaIsRefused) {
  open();
  server_.execute("UPDATE " + database_ + ".freezer_schema SET version = 9999");
  EXPECT_NE(refusal(url_).find("newer"), std::string::npos);
}

TEST_F(MariadbTest, SchemaHasAColumnAndIndexesForEachThatIsPromoted) {
  open();
  for (const Resource& resource : resources()) {
    const std::string table = database_ + "." + std::string(resource.plural);
    const auto columns = server_.texts("SHOW COLUMNS IN " + table);
    const auto indexes = server_.texts(
        "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = '" +
        database_ + "' AND table_name = '" + std::string(resource.plural) + "'");
    const std::set<std::string> has(columns.begin(), columns.end());
    const std::set<std::string> indexed(indexes.begin(), indexes.end());
    for (const Column& column : resource.columns) {
      EXPECT_TRUE(has.contains(std::string(column.name))) << table << "." << column.name;
      for (const char* owner : {"_project_", "_user_"}) {
        const std::string index = std::string(resource.plural) + owner + std::string(column.name);
        EXPECT_TRUE(indexed.contains(index)) << index;
      }
    }
  }
}

TEST_F(MariadbTest, ManyMayOpenAnEmptyDatabaseAtOnce) {
  std::vector<std::jthread> openers;
  for (int i = 0; i < 4; ++i) {
    openers.emplace_back([this] {
      const auto store = openStore(url_);
      EXPECT_TRUE(store) << store.error().message << store.error().detail;
    });
  }
}

TEST_F(MariadbTest, AnUpgradeThatWasInterruptedIsFinished) {
  open();
  server_.execute("UPDATE " + database_ + ".freezer_schema SET version = 0");
  const auto store = open();
  EXPECT_TRUE(insertAction(*store, actionRecord("a1")));
}

TEST_F(MariadbTest, ALongTextIsFoundAndSorted) {
  const auto store = open();
  const Resource& actions = resourceOf(Kind::Action);
  const std::string name(2000, 'n');
  Record record = actionRecord("a1");
  record.text =
      R"({"action_id":"a1","freezer_action":{"action":"backup","backup_name":")" + name + R"("}})";
  ASSERT_TRUE(insertAction(*store, record));
  Query query;
  query.search = parseSearch(R"({"match":[{"backup_name":")" + name + R"("}]})").value();
  query.sort.key = "backup_name";
  const auto page =
      readFrom(*store, [&](Snapshot& view) { return readPage(view, actions, kEveryone, query); });
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page.value().records.size(), 1U);
}

TEST_F(MariadbTest, DocumentsOfFourByteCharactersAreKept) {
  const auto store = open();
  Record record = actionRecord("a1");
  std::string emoji;
  while (emoji.size() < (1U << 20U)) emoji += "\U0001F9CA";
  record.text = R"({"action_id":"a1","freezer_action":{"x":")" + emoji + R"("}})";
  ASSERT_TRUE(insertAction(*store, record));
  const auto found = store->find(resourceOf(Kind::Action), kEveryone, "a1");
  ASSERT_TRUE(found && found.value());
  EXPECT_EQ(found.value()->text, record.text);
}

/// Writers and a reader that walks by markers: it must see every document once, in one order.
TEST_F(MariadbTest, AMarkerSkipsNoDocumentOfConcurrentWriters) {
  constexpr int kWriters = 4;
  constexpr int kEach = 50;
  const auto store = open();
  std::atomic<int> running = kWriters;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        EXPECT_TRUE(insertAction(*store, actionRecord(id)));
      }
      --running;
    });
  }
  std::vector<std::string> walked;
  for (bool isLast = false; !isLast;) {
    isLast = running == 0;
    const auto more = idsOf(*store, walked.empty() ? "" : walked.back());
    walked.insert(walked.end(), more.begin(), more.end());
  }
  EXPECT_EQ(walked, idsOf(*store));
  EXPECT_EQ(walked.size(), static_cast<std::size_t>(kWriters * kEach));
}

TEST_F(MariadbTest, AWriterWhoseRowIsLockedTooLongIsBusy) {
  const auto store = openStore(url_, {.busyTimeoutMs = 1000}).value();
  ASSERT_TRUE(insertAction(*store, actionRecord("a1")));
  mariadb::Connection other(parseAddress(url_).value(), mariadb::Role::Writer, 5000);
  other.executeScript("START TRANSACTION");
  other.integers("SELECT seq FROM actions WHERE id = 'a1' FOR UPDATE");
  const auto removed = store->write(
      [](Transaction& transaction) { return transaction.remove(resourceOf(Kind::Action), "a1"); });
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, ErrorCode::StoreBusy);
}

TEST_F(MariadbTest, ADeadlockRunsAgain) {
  const auto store = open();
  for (const char* id : {"a1", "a2"}) ASSERT_TRUE(insertAction(*store, actionRecord(id)));
  const Resource& actions = resourceOf(Kind::Action);
  const auto increment = [&](const char* first, const char* second) {
    for (int i = 0; i < 20; ++i) {
      const auto written = store->write([&](Transaction& transaction) -> Result<void> {
        for (const char* id : {first, second}) {
          auto found = transaction.find(actions, kEveryone, id);
          if (!found) return found.error();
          Record record = *found.value();
          ++record.version;
          const auto updated = transaction.update(
              actions, record, indexEntries(actions, Document::parse(record.text).value()));
          if (!updated) return updated;
        }
        return {};
      });
      EXPECT_TRUE(written) << written.error().message << written.error().detail;
    }
  };
  {
    const std::jthread one([&] { increment("a1", "a2"); });
    const std::jthread other([&] { increment("a2", "a1"); });
  }
  for (const char* id : {"a1", "a2"})
    EXPECT_EQ(store->find(actions, kEveryone, id).value()->version, 41) << id;
}

TEST_F(MariadbTest, ANodeThatIsFrozenInATransactionDoesNotBlockOthersForLong) {
  const auto store = open();
  const auto address = parseAddress(url_).value();
  mariadb::Connection frozen(address, mariadb::Role::Writer, 1000);
  frozen.begin();
  frozen.nextSeq();  // Every creation of a document waits for its row.
  const auto inserted = insertAction(*store, actionRecord("a1"));
  EXPECT_TRUE(inserted) << inserted.error().message << inserted.error().detail;
}

TEST_F(MariadbTest, AnImportOfAllOrNothingWaitsForASourceThatIsSilent) {
  const auto store = openStore(url_, {.busyTimeoutMs = 1000}).value();
  const auto lineOf = [](const std::string& id) {
    std::string document = actionRecord(id).text;
    document.insert(1, R"("project_id":"p1","user_id":"alice",)");
    return R"({"kind":"action","document":)" + document + "}";
  };
  const std::vector<std::string> lines = {lineOf("a1"), lineOf("a2")};
  std::size_t next = 0;
  const auto source = [&]() -> Result<std::optional<std::string_view>> {
    // Longer than the server waits for a writer.
    if (next == 1) std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    if (next == lines.size()) return std::optional<std::string_view>();
    return std::optional<std::string_view>(lines[next++]);
  };
  const auto imported = importLines(*store, [] { return 100; }, source, {.strict = true}, {});
  ASSERT_TRUE(imported) << imported.error().message;
  EXPECT_EQ(idsOf(*store).size(), 2U);
}

TEST_F(MariadbTest, StraysOfAnUpdateThatWasWaitedForAreReplaced) {
  const auto store = open();
  const Resource& sessions = resourceOf(Kind::Session);
  const auto recordOf = [](const std::string& jobs) {
    return Record{"s1", "p1", "alice", 1, 100, 100, R"({"session_id":"s1","jobs":)" + jobs + "}",
                  {}};
  };
  const auto entriesOf = [&](const Record& record) {
    return indexEntries(sessions, Document::parse(record.text).value());
  };
  const Record empty = recordOf("{}");
  ASSERT_TRUE(store->write([&](Transaction& transaction) {
    return transaction.insert(sessions, empty, entriesOf(empty));
  }));
  mariadb::Connection watcher(parseAddress(url_).value(), mariadb::Role::Maintainer, 5000);
  const auto isWaitedFor = [&] {
    return watcher
               .integers(
                   "SELECT count(*) FROM information_schema.processlist WHERE db = database() "
                   "AND id <> connection_id() AND info LIKE '%FROM sessions%FOR UPDATE'")
               .at(0) > 0;
  };
  std::jthread second;
  ASSERT_TRUE(store->write([&](Transaction& transaction) {
    const Record first = recordOf(R"({"j":{"status":"running"}})");
    const auto updated = transaction.update(sessions, first, entriesOf(first));
    second = std::jthread([&] {
      EXPECT_TRUE(store->write(
          [&](Transaction& other) { return other.update(sessions, empty, entriesOf(empty)); }));
    });
    while (!isWaitedFor()) std::this_thread::yield();
    return updated;
  }));
  second.join();
  EXPECT_EQ(watcher.integers("SELECT count(*) FROM sessions_strays").at(0), 0);
}

TEST_F(MariadbTest, ATransactionThatWasLookedUpIsNeverCommittedLater) {
  open();
  const auto address = parseAddress(url_).value();
  mariadb::Connection late(address, mariadb::Role::Writer, 5000);
  late.begin();
  const mariadb::TransactionId id = late.transaction();
  late.execute("UPDATE creation_order SET number = number + 1");
  mariadb::Connection other(address, mariadb::Role::Writer, 5000);
  EXPECT_FALSE(other.hasCommitted(id));
  EXPECT_THROW(late.commit(), sql::Failure);
  EXPECT_TRUE(late.rollBack());
  EXPECT_EQ(other.integers("SELECT number FROM creation_order").at(0), 0);
}

TEST_F(MariadbTest, ATransactionThatWasCommittedIsKnown) {
  open();
  const auto address = parseAddress(url_).value();
  mariadb::Connection first(address, mariadb::Role::Writer, 5000);
  first.begin();
  const mariadb::TransactionId id = first.transaction();
  first.execute("UPDATE creation_order SET number = number + 1");
  first.commit();
  EXPECT_TRUE(mariadb::Connection(address, mariadb::Role::Writer, 5000).hasCommitted(id));
}

TEST_F(MariadbTest, ATransactionWithNewDocumentsIsLookedUpInTheSameWay) {
  open();
  const auto address = parseAddress(url_).value();
  mariadb::Connection first(address, mariadb::Role::Writer, 5000);
  mariadb::Connection other(address, mariadb::Role::Writer, 5000);
  first.begin();
  first.nextSeq();
  const mariadb::TransactionId committed = first.transaction();
  first.commit();
  EXPECT_TRUE(other.hasCommitted(committed));
  first.begin();
  first.nextSeq();
  const mariadb::TransactionId undone = first.transaction();
  EXPECT_THROW(other.hasCommitted(undone), sql::Failure) << "It is still open.";
  EXPECT_TRUE(other.rollBack());
  EXPECT_TRUE(first.rollBack());
  EXPECT_FALSE(other.hasCommitted(undone));
  first.begin();
  EXPECT_THROW(first.nextSeq(), sql::Failure);
}

TEST_F(MariadbTest, AnIdThatExistsCostsNoConnection) {
  const auto store = openStore(url_).value();
  const auto insert = [&](const std::string& id) {
    return store->writeOnly([&](Transaction& transaction) {
      return transaction.insert(resourceOf(Kind::Action), actionRecord(id),
                                indexEntries(resourceOf(Kind::Action), {}));
    });
  };
  ASSERT_TRUE(insert("a"));
  const auto connections = server_.texts("SELECT count(*) FROM " + database_ + ".commits");
  for (int i = 0; i < 20; ++i) {
    const auto again = insert("a");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
  }
  EXPECT_EQ(server_.texts("SELECT count(*) FROM " + database_ + ".commits"), connections);
}

/// Tests that stop their server.
class OwnMariadbTest : public testing::Test {
 protected:
  MariadbServer server_{{.isDurable = false}};
  const std::string url_ = server_.url(server_.newDatabase());
};

TEST_F(OwnMariadbTest, AStoreSurvivesTheDeathOfItsServer) {
  const auto store = openStore(url_, {.busyTimeoutMs = 1000}).value();
  ASSERT_TRUE(insertAction(*store, actionRecord("a1")));
  ASSERT_EQ(idsOf(*store).size(), 1U);
  server_.stop();
  const auto refused = insertAction(*store, actionRecord("a2"));
  ASSERT_FALSE(refused);
  EXPECT_FALSE(store->ping());
  server_.start();
  EXPECT_TRUE(store->ping());
  EXPECT_TRUE(insertAction(*store, actionRecord("a2")));
  EXPECT_EQ(idsOf(*store).size(), 2U);
}

TEST_F(OwnMariadbTest, AnOutcomeThatTheServersDeathHidIsLookedUp) {
  const auto store = openStore(url_).value();
  std::vector<std::string> acknowledged;
  std::atomic<bool> isKilled = false;
  std::jthread writer([&] {
    for (int i = 0; !isKilled || i < 20; ++i) {
      const std::string id = "a" + std::to_string(i);
      if (insertAction(*store, actionRecord(id))) acknowledged.push_back(id);
    }
  });
  server_.kill();
  server_.start();
  isKilled = true;
  writer.join();
  const auto stored = idsOf(*store);
  EXPECT_EQ(std::set(stored.begin(), stored.end()),
            std::set(acknowledged.begin(), acknowledged.end()));
  EXPECT_EQ(stored.size(), acknowledged.size());
}

TEST_F(OwnMariadbTest, AnUnknownOutcomeIsNotTriedAgain) {
  const auto store = openStore(url_, {.busyTimeoutMs = 1000}).value();
  std::atomic<bool> isOver = false;
  std::atomic<int> calls = 0;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; !isOver; ++i, ++calls) {
        const auto written = store->writeOnly([&](Transaction& transaction) {
          return transaction.insert(resourceOf(Kind::Action),
                                    actionRecord(std::to_string(writer) + "-" + std::to_string(i)),
                                    indexEntries(resourceOf(Kind::Action), {}));
        });
        EXPECT_TRUE(written || written.error().code != ErrorCode::AlreadyExists);
      }
    });
  }
  const auto awaitCalls = [&](int more) {
    for (const int enough = calls + more; calls < enough;)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  for (int round = 0; round < 3; ++round) {
    awaitCalls(100);
    server_.kill();
    awaitCalls(8);  // Nobody waits for the server any longer.
    server_.start();
  }
  isOver = true;
}

TEST_F(OwnMariadbTest, AReadOnlyServerIsNamed) {
  const auto store = openStore(url_).value();
  EXPECT_TRUE(store->ping());
  server_.execute("SET GLOBAL read_only = 1");
  for (const auto& refused : {insertAction(*store, actionRecord("a1")), store->ping()}) {
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("read-only"), std::string::npos)
        << refused.error().message;
  }
  server_.execute("SET GLOBAL read_only = 0");
  EXPECT_TRUE(store->ping());
  EXPECT_TRUE(insertAction(*store, actionRecord("a1")));
}

TEST(MariadbServerTest, WithoutConnectionsItIsBusy) {
  // Only a limit that was set at the start can be changed.
  const MariadbServer server({.isDurable = false, .more = {"--max-user-connections=50"}});
  const std::string url = server.url(server.newDatabase());
  const auto store = openStore(url, {.busyTimeoutMs = 1000}).value();
  const mariadb::Connection other(parseAddress(url).value(), mariadb::Role::Reader, 1000);
  server.execute("SET GLOBAL max_user_connections = 1");
  const auto refused = insertAction(*store, actionRecord("a1"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::StoreBusy) << refused.error().message;
}

}  // namespace
}  // namespace freezer::test
