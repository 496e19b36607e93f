// Many clients that change one document at the same time.

#include <atomic>
#include <csignal>
#include <latch>
#include <mutex>
#include <set>

#include "tests/core/store/engine_program_test.h"
#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr int kSchedulers = 6;
#ifdef FREEZER_SANITIZED
constexpr int kPatches = 20;  // More would wait longer than the store's patience.
#else
constexpr int kPatches = 70;
#endif
constexpr int kProgramsAtATime = 8;

class Crowd : public EngineProgramTest {
 protected:
  void createJobs(int count) {
    for (int i = 0; i < count; ++i) succeed(someJob(jobId(i)));
  }

  static std::string jobId(int number) { return "job" + std::to_string(number); }

  /// The versions that result from `count` changes of a new document.
  static std::set<std::int64_t> versions(int count) {
    std::set<std::int64_t> all;
    for (int i = 0; i < count; ++i) all.insert(i + 2);
    return all;
  }

  /// Records the version that resulted from a change, and expects that it is new.
  void note(std::int64_t version) {
    const std::lock_guard lock(mutex_);
    EXPECT_TRUE(made_.insert(version).second) << version;
  }

  std::mutex mutex_;
  std::set<std::int64_t> made_;  ///< Protected by mutex_ while threads run.
};

TEST_F(Crowd, SixSchedulersThatStartASessionRaiseItsTagOnce) {
  createJobs(kSchedulers);
  const std::string session = succeed({"sessions", "create", "--schedule-interval", "1 days"});
  for (int i = 0; i < kSchedulers; ++i) succeed({"sessions", "add-job", session, jobId(i)});
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const std::string path = kBase + "/sessions/" + session;
  {
    std::latch together(kSchedulers);
    std::vector<std::jthread> schedulers;
    for (int i = 0; i < kSchedulers; ++i) {
      schedulers.emplace_back([&, i] {
        RawClient client(server.port());
        together.arrive_and_wait();
        const Reply reply =
            client.exchange({"POST", path + "/action",
                             R"({"start":{"job_id":")" + jobId(i) + R"(","current_tag":0}})"});
        EXPECT_EQ(reply.status, 202) << reply.body;
        EXPECT_EQ(reply.body, R"({"result":"success","session_tag":1})");
      });
    }
  }
  const Document after = server.get(path).json();
  EXPECT_EQ(after.integerAt("/session_tag", 0), 1);
  for (int i = 0; i < kSchedulers; ++i)
    EXPECT_EQ(after.textAt("/jobs/" + jobId(i) + "/status"), "running") << after.text();
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

TEST_F(Crowd, ManyPatchesByHttpAllLand) {
  createJobs(1);
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const std::string path = kBase + "/jobs/" + jobId(0);
  {
    std::latch together(kPatches);
    std::vector<std::jthread> clients;
    for (int i = 0; i < kPatches; ++i) {
      clients.emplace_back([&, i] {
        RawClient client(server.port());
        together.arrive_and_wait();
        const Reply reply = client.exchange(
            {"PATCH", path, R"({"description":"patch )" + std::to_string(i) + R"("})"});
        EXPECT_EQ(reply.status, 200) << reply.body;
        note(reply.json().integerAt("/version", 0));
      });
    }
  }
  EXPECT_EQ(made_, versions(kPatches));
  EXPECT_EQ(server.get(path).header("etag"), '"' + std::to_string(1 + kPatches) + '"');
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

TEST_F(Crowd, ManyPatchesByTheCommandLineAllLand) {
  createJobs(1);
  {
    std::atomic<int> begun = 0;
    std::vector<std::jthread> shells;
    for (int i = 0; i < kProgramsAtATime; ++i) {
      shells.emplace_back([&] {
        for (int number = begun++; number < kPatches; number = begun++) {
          const std::string text = "patch " + std::to_string(number);
          const std::string out =
              succeed({"-f", "json", "jobs", "patch", jobId(0), "--description", text});
          note(parsed(out).integerAt("/version", 0));
        }
      });
    }
  }
  EXPECT_EQ(made_, versions(kPatches));
  EXPECT_TRUE(show("jobs", jobId(0)).textAt("/description").starts_with("patch "));
}

}  // namespace
}  // namespace freezer::test
