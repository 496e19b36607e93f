// Nodes of the service on the nodes of a Galera cluster. Each Freezer stands for one `serve`.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/freezer.h"
#include "core/store/mariadb/address.h"
#include "core/store/mariadb/pool.h"
#include "core/store/open.h"
#include "core/store/sql/failure.h"
#include "tests/support/galera_cluster.h"

namespace freezer::test {
namespace {

const Caller kAlice{"alice", "Alice", "p1", {Scope::By::Project, "p1"}};

/// A node of the service, which uses one node of the cluster, or others if that one fails.
struct Node {
  explicit Node(const std::string& url) : store(openStore(url).value()), freezer(*store) {}

  Result<Record> create(Kind kind, const std::string& body) {
    return freezer.create(resourceOf(kind), kAlice, Document::parse(body).value());
  }

  std::unique_ptr<Store> store;
  Freezer freezer;
};

/// All tests share a cluster, which takes seconds to start.
class GaleraTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    cluster_ = std::make_unique<GaleraCluster>(GaleraOptions{.providerOptions = kQuickDetection});
  }
  static void TearDownTestSuite() { cluster_.reset(); }

  GaleraTest() : database_(cluster_->node(0).newDatabase()) {
    for (std::size_t i = 0; i < cluster_->size(); ++i)
      nodes_.emplace_back(new Node(cluster_->url(database_, i)));
  }

  Node& node(std::size_t index) { return *nodes_[index % nodes_.size()]; }

  static std::unique_ptr<GaleraCluster> cluster_;
  const std::string database_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

std::unique_ptr<GaleraCluster> GaleraTest::cluster_;

TEST_F(GaleraTest, NodesThatStartAtOnceCreateTheSchemaTogether) {
  for (int round = 0; round < 5; ++round) {
    const std::string database = cluster_->node(0).newDatabase();
    std::vector<std::jthread> starts;
    for (std::size_t i = 0; i < cluster_->size(); ++i) {
      starts.emplace_back([&, i] {
        const auto store = openStore(cluster_->url(database, i));
        EXPECT_TRUE(store) << store.error().message << store.error().detail;
      });
    }
  }
}

TEST_F(GaleraTest, WhatOneNodeHasAcknowledgedAllNodesSee) {
  for (int i = 0; i < 100; ++i) {
    const std::string id = "a" + std::to_string(i);
    const auto made = node(static_cast<std::size_t>(i))
                          .create(Kind::Action, R"({"action_id":")" + id +
                                                    R"(","freezer_action":{"action":"backup"}})");
    ASSERT_TRUE(made) << made.error().message << made.error().detail;
    for (auto& each : nodes_)
      EXPECT_TRUE(each->freezer.show(resourceOf(Kind::Action), kAlice, id)) << id;
  }
}

TEST_F(GaleraTest, SixSchedulersThatStartASessionAtOnceRaiseItsTagOnce) {
  constexpr int kSchedulers = 6;
  constexpr int kRounds = 30;
  ASSERT_TRUE(node(0).create(Kind::Client, R"({"client_id":"c1","hostname":"h1"})"));
  ASSERT_TRUE(node(0).create(Kind::Session, R"({"session_id":"s1","schedule":{},"hold_off":0})"));
  for (int i = 0; i < kSchedulers; ++i) {
    const std::string id = "j" + std::to_string(i);
    ASSERT_TRUE(
        node(0).create(Kind::Job, R"({"job_id":")" + id + R"(","client_id":"c1","job_schedule":{},
                       "job_actions":[{"freezer_action":{"action":"backup"}}]})"));
    ASSERT_TRUE(node(0).freezer.addJob(kAlice, "s1", id));
  }
  // The hold-off of 0 seconds is over when the clock has moved on.
  std::atomic<std::int64_t> now = 1'000'000;
  std::vector<std::unique_ptr<Freezer>> services;
  for (auto& each : nodes_)
    services.push_back(std::make_unique<Freezer>(*each->store, [&now] { return now.load(); }));
  for (std::int64_t tag = 0; tag < kRounds; ++tag) {
    now += 100;
    std::vector<std::jthread> schedulers;
    for (std::size_t i = 0; i < kSchedulers; ++i) {
      schedulers.emplace_back([&, i] {
        const auto answer =
            services[i % services.size()]->startSession(kAlice, "s1", "j" + std::to_string(i), tag);
        EXPECT_TRUE(answer) << answer.error().message << answer.error().detail;
        if (!answer) return;
        EXPECT_EQ(answer.value().session_tag, tag + 1);
      });
    }
  }
  const auto session = node(1).freezer.show(resourceOf(Kind::Session), kAlice, "s1");
  ASSERT_TRUE(session);
  EXPECT_NE(session.value().text.find("\"session_tag\":" + std::to_string(kRounds)),
            std::string::npos)
      << session.value().text;
}

TEST_F(GaleraTest, AMarkerSkipsNoDocumentThatAnotherNodeCreates) {
  constexpr int kEach = 40;
  std::atomic<std::size_t> running = nodes_.size();
  std::vector<std::jthread> writers;
  for (std::size_t writer = 0; writer < nodes_.size(); ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        const auto made = node(writer).create(
            Kind::Backup, R"({"container":"c","hostname":"h","backup_name":"b"})");
        EXPECT_TRUE(made) << made.error().message << made.error().detail;
      }
      --running;
    });
  }
  std::vector<std::string> walked;
  for (bool isLast = false; !isLast;) {
    isLast = running == 0;
    Query query;
    query.limit = kNoLimit;
    if (!walked.empty()) query.marker = walked.back();
    const auto page = node(walked.size()).freezer.list(resourceOf(Kind::Backup), kAlice, query);
    ASSERT_TRUE(page) << page.error().message << page.error().detail;
    for (const Record& record : page.value().records) walked.push_back(record.id);
  }
  EXPECT_EQ(walked.size(), nodes_.size() * kEach);
  EXPECT_EQ(std::set(walked.begin(), walked.end()).size(), walked.size());
}

TEST_F(GaleraTest, OneHostNameHasOneCentralClient) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> made = 0;
    {
      std::vector<std::jthread> clients;
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        clients.emplace_back([&, i, round] {
          const std::string name = std::to_string(round);
          const auto created = node(i).create(
              Kind::Client, R"({"client_id":"c)" + name + "-" + std::to_string(i) +
                                R"(","hostname":"h)" + name + R"(","is_central":true})");
          if (created) ++made;
        });
      }
    }
    EXPECT_EQ(made, 1);
  }
}

TEST_F(GaleraTest, NothingAcknowledgedIsLostWhenADatabaseNodeIsKilled) {
  using Clock = std::chrono::steady_clock;
  std::mutex mutex;
  std::set<std::string> acknowledged;
  std::atomic<bool> isOver = false;
  std::atomic<std::int64_t> longestSilence = 0;
  std::vector<std::jthread> writers;
  for (std::size_t writer = 0; writer < nodes_.size(); ++writer) {
    writers.emplace_back([&, writer] {
      auto last = Clock::now();
      for (int i = 0; !isOver; ++i) {
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        const auto made = node(writer).create(
            Kind::Action, R"({"action_id":")" + id + R"(","freezer_action":{"action":"backup"}})");
        if (!made) continue;  // As a client does that gets a 503.
        const auto silence = Clock::now() - last;
        last = Clock::now();
        const std::lock_guard lock(mutex);
        acknowledged.insert(id);
        longestSilence = std::max<std::int64_t>(
            longestSilence, std::chrono::duration_cast<std::chrono::milliseconds>(silence).count());
      }
    });
  }
  const auto count = [&] {
    const std::lock_guard lock(mutex);
    return acknowledged.size();
  };
  const auto awaitMore = [&](std::size_t more) {
    for (const std::size_t until = count() + more; count() < until;)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  };
  awaitMore(50);
  cluster_->node(0).kill();
  awaitMore(100);
  cluster_->restart(0);
  awaitMore(50);
  isOver = true;
  writers.clear();
  RecordProperty("silence_ms", std::to_string(longestSilence));
  EXPECT_LT(longestSilence, 10'000);
  Query all;
  all.limit = kNoLimit;
  for (auto& each : nodes_) {
    const auto page = each->freezer.list(resourceOf(Kind::Action), kAlice, all);
    ASSERT_TRUE(page) << page.error().message << page.error().detail;
    std::set<std::string> stored;
    for (const Record& record : page.value().records) stored.insert(record.id);
    for (const std::string& id : acknowledged) EXPECT_TRUE(stored.contains(id)) << id;
  }
}

TEST_F(GaleraTest, WhatANodeWithoutAMajorityDoesNotRollBackIsNeverCommitted) {
  const auto address = mariadb::parseAddress(cluster_->node(2).url(database_)).value();
  mariadb::Pool pool(address, mariadb::Role::Writer, 5000);
  {
    mariadb::Pool::Lease lease(pool);
    lease.begin();
    lease.connection().execute("INSERT INTO hostnames (hostname) VALUES ('half')");
    cluster_->isolate(2);
  }
  cluster_->rejoin(2);
  mariadb::Pool::Lease lease(pool);
  lease.begin();
  EXPECT_TRUE(
      lease.connection().texts("SELECT hostname FROM hostnames WHERE hostname = 'half'").empty());
}

TEST_F(GaleraTest, ATransactionThatANodeHasEndedSilentlyIsNotCommittedInPart) {
  const auto address = mariadb::parseAddress(cluster_->node(0).url(database_)).value();
  mariadb::Pool pool(address, mariadb::Role::Writer, 5000);
  mariadb::Pool::Lease lease(pool);
  lease.begin();
  lease.connection().execute("INSERT INTO hostnames (hostname) VALUES ('first')");
  lease.connection().executeScript("ROLLBACK");  // As the node does for another transaction.
  lease.connection().execute("INSERT INTO hostnames (hostname) VALUES ('second')");
  EXPECT_THROW(lease.commit(), sql::Failure);
  EXPECT_TRUE(cluster_->node(0).texts("SELECT hostname FROM " + database_ + ".hostnames").empty());
}

TEST_F(GaleraTest, AServiceLeavesANodeWithoutAMajority) {
  const std::string body = R"({"freezer_action":{"action":"backup"}})";
  ASSERT_TRUE(node(2).create(Kind::Action, body));
  cluster_->isolate(2);
  const auto made = node(2).create(Kind::Action, body);
  cluster_->rejoin(2);
  EXPECT_TRUE(made) << made.error().message << made.error().detail;
}

}  // namespace
}  // namespace freezer::test
