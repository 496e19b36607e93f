// Searches that take long: when they end, and who waits for them.

#include "server/handlers/search_watch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

using server::Searches;
using server::SearchWatch;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

/// Runs until it may not proceed.
Error search(Searches& searches, const server::Request& request, const std::string& owner) {
  SearchWatch watch(searches, request, owner);
  while (true) {
    if (const auto may = watch.proceed(); !may) return may.error();
    std::this_thread::yield();
  }
}

class SearchWatchTest : public testing::Test {
 protected:
  server::Incidents incidents_{spdlog::default_logger()};
};

TEST_F(SearchWatchTest, ASearchEndsAtItsLimit) {
  Searches searches(1, incidents_);
  const auto begin = steady_clock::now();
  const Error error = search(searches, {}, "p1");
  EXPECT_GE(steady_clock::now() - begin, seconds(1));
  EXPECT_EQ(error.code, ErrorCode::Unavailable);
  EXPECT_NE(error.message.find("search_seconds (1)"), std::string::npos) << error.message;
  EXPECT_EQ(incidents_.count(server::Incident::SearchEnded), 1U);
}

TEST_F(SearchWatchTest, ASearchEndsSoonAfterItsClientHasGone) {
  Searches searches(3600, incidents_);
  search(searches, {.isAbandoned = [] { return true; }}, "p1");
}

TEST_F(SearchWatchTest, ASearchEndsSoonAfterAStopBegins) {
  Searches searches(3600, incidents_);
  auto running = std::async(std::launch::async, [&] { search(searches, {}, "p1"); });
  searches.stop();
  running.get();
  search(searches, {}, "p1");
}

TEST_F(SearchWatchTest, ProjectsTakeTurnsHoweverManySearchesOneHas) {
  Searches searches(3600, incidents_);
  std::vector<std::future<Error>> crowd;
  constexpr std::size_t kCrowd = 15;
  const std::size_t atOnce = std::max(1U, std::thread::hardware_concurrency() / 2);
  for (std::size_t i = 0; i < kCrowd + atOnce; ++i)
    crowd.push_back(std::async(std::launch::async, [&] { return search(searches, {}, "crowd"); }));
  while (searches.waiting() < kCrowd) std::this_thread::yield();

  const server::Request request;
  SearchWatch watch(searches, request, "alone");
  int turns = 0;
  for (const auto end = steady_clock::now() + milliseconds(1500); steady_clock::now() < end;) {
    const auto begin = steady_clock::now();
    ASSERT_TRUE(watch.proceed());
    if (steady_clock::now() - begin > milliseconds(20)) ++turns;
  }
  EXPECT_GE(turns, 3);  // Behind all of the crowd, there would be one.
  searches.stop();
}

TEST_F(SearchWatchTest, OfTooManySearchesOfAProjectSomeEndAtOnce) {
  Searches searches(3600, incidents_);
  constexpr int kMany = 64;
  std::atomic<int> ended = 0;
  std::vector<std::jthread> crowd;
  for (int i = 0; i < kMany; ++i) {
    crowd.emplace_back([&] {
      search(searches, {}, "crowd");
      ++ended;
    });
  }
  while (ended == 0) std::this_thread::yield();
  searches.stop();
}

TEST_F(SearchWatchTest, AShortSearchNeverWaitsHoweverLateTheProcessorIs) {
  Searches searches(3600, incidents_);
  std::atomic<int> ended = 0;
  std::vector<std::jthread> crowd;
  for (int i = 0; i < 64; ++i) {
    crowd.emplace_back([&] {
      search(searches, {}, "crowd");
      ++ended;
    });
  }
  while (ended == 0) std::this_thread::yield();  // No more may wait.
  const server::Request request;
  SearchWatch watch(searches, request, "crowd");
  std::this_thread::sleep_for(milliseconds(50));  // Longer than a first turn.
  EXPECT_TRUE(watch.proceed());
  searches.stop();
}

/// A store in which every list takes forever, and anything else no time.
class EndlessStore : public Store {
 public:
  explicit EndlessStore(Store& store) : store_(store) {}

  Result<void> read(const ReadWork& work) override {
    return store_.read([&](Snapshot& view) {
      Endless endless(view, running_);
      return work(endless);
    });
  }
  Result<void> write(const WriteWork& work) override { return store_.write(work); }
  Result<void> ping() override { return store_.ping(); }

  void awaitRunning(int count) const {
    for (int now = running_; now != count; now = running_) running_.wait(now);
  }

 private:
  class Endless : public Snapshot {
   public:
    Endless(Snapshot& view, std::atomic<int>& running) : view_(view), running_(running) {}

    Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                       std::string_view id) override {
      return view_.find(resource, scope, id);
    }
    Result<PageEnd> list(const Resource& /*resource*/, const Scope& /*scope*/, const Query& query,
                         const VisitRecord& /*visit*/) override {
      return run(query);
    }
    Result<PageEnd> listTexts(const Resource& /*resource*/, const Scope& /*scope*/,
                              const Query& query, const VisitText& /*visit*/) override {
      return run(query);
    }
    Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) override {
      return view_.jobsOfAction(action_id);
    }
    Result<std::int64_t> countJobsOfAction(std::string_view action_id, std::int64_t most) override {
      return view_.countJobsOfAction(action_id, most);
    }
    Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                          std::string_view except,
                                                          bool any) override {
      return view_.clientWithHostname(hostname, except, any);
    }
    Result<std::vector<ClientPoll>> lastPolls(const Scope& scope) override {
      return view_.lastPolls(scope);
    }
    Result<std::vector<LastBackup>> lastBackups(const Scope& scope) override {
      return view_.lastBackups(scope);
    }
    Result<std::vector<BackupDay>> backupsPerDay(const Scope& scope, std::int64_t since,
                                                 std::int64_t until) override {
      return view_.backupsPerDay(scope, since, until);
    }
    Result<std::vector<std::string>> projectIds(std::string_view prefix,
                                                std::size_t most) override {
      return view_.projectIds(prefix, most);
    }
    IdentityView& identity() override { return view_.identity(); }

   private:
    Result<PageEnd> run(const Query& query) {
      change(1);
      Result<void> may;
      while (may) may = query.proceed();
      change(-1);
      return may.error();
    }

    void change(int by) {
      running_ += by;
      running_.notify_all();
    }

    Snapshot& view_;
    std::atomic<int>& running_;
  };

  Store& store_;
  std::atomic<int> running_ = 0;
};

class EndlessSearches : public testing::Test {
 protected:
  RawClient beginSearch() {
    RawClient client(service_->port());
    client.send(requestText({"GET", "/v2/default/backups", R"({"match": [{"a": "b"}]})"}));
    endless_.awaitRunning(1);
    return client;
  }

  void serve(int searchSeconds) {
    server::ServerConfig config;
    config.limits.searchSeconds = searchSeconds;
    service_ = std::make_unique<HttpService>(freezer_, config);
  }

  TestStore store_;
  EndlessStore endless_{*store_.store};
  Freezer freezer_{endless_};
  std::unique_ptr<HttpService> service_;
};

TEST_F(EndlessSearches, EndWith503AtTheirLimit) {
  serve(1);
  for (const char* path : {"/v2/default/backups", "/v1/jobs", "/v2/default/overview"}) {
    const Reply reply = service_->ask({"GET", path});
    EXPECT_EQ(reply.status, 503) << path;
    EXPECT_NE(reply.body.find("Narrow it"), std::string::npos) << reply.body;
  }
}

TEST_F(EndlessSearches, DoNotKeepOthersWaiting) {
  serve(3600);
  const RawClient searching = beginSearch();
  EXPECT_EQ(service_->ask({"GET", "/v2/default/backups/none"}).status, 404);
}

TEST_F(EndlessSearches, EndWhenTheirClientHasGone) {
  serve(3600);
  { const RawClient gone = beginSearch(); }
  endless_.awaitRunning(0);
}

TEST_F(EndlessSearches, EndAtAStop) {
  serve(3600);
  RawClient client = beginSearch();
  service_->server().stop();
  EXPECT_EQ(client.receive().status, 503);
}

}  // namespace
}  // namespace freezer::test
