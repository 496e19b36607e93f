// Polls of schedulers as signs of life of their clients.

#include "server/last_seen.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>

#include <atomic>
#include <sstream>

#include "tests/server/samples.h"
#include "tests/server/service.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

using server::LastSeen;

constexpr const char* kPoll =
    R"({"match_not": [{"status": "completed"}], "match": [{"client_id": "node.example.org"}]})";

/// A store whose writes fail while it is told so.
class FailingStore : public Store {
 public:
  explicit FailingStore(Store& store) : store_(store) {}
  Result<void> read(const ReadWork& work) override { return store_.read(work); }
  Result<void> write(const WriteWork& work) override {
    ++writes;
    if (fails) return Error{ErrorCode::StoreFailure, "no space"};
    return store_.write(work);
  }
  Result<void> ping() override { return {}; }

  std::atomic<bool> fails = false;
  std::atomic<int> writes = 0;

 private:
  Store& store_;
};

class LastSeenTest : public testing::Test {
 protected:
  LastSeenTest() {
    EXPECT_TRUE(stored_.freezer.create(resourceOf(Kind::Client), {"admin", "admin", "p1", scope_},
                                       Document::parse(sampleBody(Kind::Client)).value()));
  }

  /// 0: never.
  std::int64_t lastSeen() {
    const auto overview = stored_.freezer.overview({"admin", "admin", "p1", scope_});
    EXPECT_TRUE(overview);
    return overview.value().clients.at(0).lastSeen.value_or(0);
  }

  Clock clock() {
    return [this] { return now_; };
  }

  const Scope scope_ = {Scope::By::Project, "p1"};
  TestStore stored_;
  FailingStore store_{*stored_.store};
  Freezer freezer_{store_};
  std::int64_t now_ = 1'700'000'000;
  std::ostringstream log_;
  std::shared_ptr<spdlog::logger> logger_ = std::make_shared<spdlog::logger>(
      "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_));
};

TEST_F(LastSeenTest, IsWrittenForAllClientsAtOnceAtTheStop) {
  LastSeen polls(freezer_, logger_, LastSeen::kPeriod, clock());
  polls.note(scope_, "node.example.org");
  polls.note(scope_, "other");
  now_ += 60;
  polls.note(scope_, "node.example.org");
  EXPECT_EQ(lastSeen(), 0);
  EXPECT_EQ(store_.writes, 0);
  polls.stop();
  EXPECT_EQ(lastSeen(), now_);
  EXPECT_EQ(store_.writes, 1);
}

TEST_F(LastSeenTest, IsWrittenAfterEachPeriodWithPolls) {
  LastSeen polls(freezer_, logger_, std::chrono::milliseconds(5), clock());
  polls.note(scope_, "node.example.org");
  EXPECT_TRUE(await([&] { return lastSeen() == now_; }));
  polls.stop();
  EXPECT_EQ(store_.writes, 1);
}

TEST_F(LastSeenTest, IsKeptWhenItCannotBeWritten) {
  store_.fails = true;
  LastSeen polls(freezer_, logger_, std::chrono::milliseconds(5), clock());
  polls.note(scope_, "node.example.org");
  EXPECT_TRUE(await([&] { return store_.writes > 1; }));
  store_.fails = false;
  EXPECT_TRUE(await([&] { return lastSeen() == now_; }));
  polls.stop();
  EXPECT_NE(log_.str().find("no space"), std::string::npos);
}

TEST_F(LastSeenTest, IsOfValidClientIdsAlone) {
  LastSeen polls(freezer_, logger_, LastSeen::kPeriod, clock());
  polls.note(scope_, std::string(300, 'x'));
  polls.note(scope_, "no/client");
  polls.stop();
  EXPECT_EQ(store_.writes, 0);
}

TEST_F(LastSeenTest, BeginsWithThePollOfAScheduler) {
  const std::string before =
      stored_.freezer
          .show(resourceOf(Kind::Client), {"admin", "admin", "p1", scope_}, "node.example.org")
          .value()
          .text;
  {
    HttpService service(stored_.freezer);
    EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs/?limit=10&offset=0"}).status, 200);
    EXPECT_EQ(service.ask({"GET", "/v2/p2/jobs/?limit=10&offset=0", kPoll}).status, 200);
    EXPECT_EQ(service.ask({"GET", "/v2/p1/sessions", kPoll}).status, 200);
  }
  EXPECT_EQ(lastSeen(), 0);
  {
    HttpService service(stored_.freezer);
    EXPECT_EQ(service.ask({"GET", "/v2/p1/jobs/?limit=10&offset=0", kPoll}).status, 200);
  }
  EXPECT_GT(lastSeen(), now_);
  const auto client = stored_.freezer.show(resourceOf(Kind::Client),
                                           {"admin", "admin", "p1", scope_}, "node.example.org");
  EXPECT_EQ(client.value().version, 1);
  EXPECT_EQ(client.value().text, before);
}

}  // namespace
}  // namespace freezer::test
