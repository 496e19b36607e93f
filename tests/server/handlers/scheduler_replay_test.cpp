// Replays the requests of a real freezer-scheduler over a whole cycle (registration, polls, runs, a
// session of two jobs, aborts, a restart) and of an operator, recorded against the Python service.
// The replies must let the scheduler continue in the same way: the same statuses, the same events,
// and every key that it reads.

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

class SchedulerReplay : public testing::Test {
 protected:
  void replay(const Document& step) {
    now_ = step.integerAt("/time", 0);
    const Object body = step.objectAt("/body");
    const Ask ask = {step.textAt("/method"),
                     step.textAt("/target"),
                     body ? Document::viewOf(body).text() : "",
                     {"Content-Type: application/json", "Accept: application/json"}};
    const Reply reply = service_.ask(ask);
    ASSERT_EQ(reply.status, step.integerAt("/status", 0)) << ask.body << "\n" << reply.body;
    if (ask.method == "PATCH") {
      EXPECT_FALSE(reply.json().at("/version").isNull());
    }
    if (const Object answer = step.objectAt("/answer")) {
      EXPECT_TRUE(equalIgnoringNulls(Value(reply.json().object()), Value(answer))) << reply.body;
    }
    if (step.has("/jobs")) comparePoll(step, reply.json());
  }

  /// The recorded service lists by id, this one by creation: the pages of one poll differ, but
  /// together they contain the same jobs.
  void comparePoll(const Document& step, const Document& answer) {
    if (step.textAt("/target").ends_with("offset=0")) expectAll();
    for (const auto& [id, job] : step.objectAt("/jobs").copyOfMembers()) {
      expected_[id] = asObject(job);
    }
    ASSERT_TRUE(answer.arrayAt("/jobs"));
    for (const ValueRef value : answer.arrayAt("/jobs")) {
      const Document job = Document::viewOf(asObject(value));
      answered_[job.textAt("/job_id")] = job.object();
    }
  }

  /// Compares a complete poll.
  void expectAll() {
    std::set<std::string> expectedIds;
    std::set<std::string> answeredIds;
    for (const auto& [id, job] : expected_) expectedIds.insert(id);
    for (const auto& [id, job] : answered_) answeredIds.insert(id);
    EXPECT_EQ(answeredIds, expectedIds);
    for (const auto& [id, job] : expected_) {
      if (answered_.count(id) != 0)
        compareJob(Document::viewOf(job), Document::viewOf(answered_.at(id)));
    }
    expected_.clear();
    answered_.clear();
  }

  static void compareJob(const Document& expected, const Document& job) {
    // freezer-scheduler reads these without checking that they exist.
    ASSERT_TRUE(job.objectAt("/job_schedule"));
    EXPECT_TRUE(job.has("/job_schedule/event")) << job.text();
    ASSERT_TRUE(job.arrayAt("/job_actions")) << job.text();
    EXPECT_EQ(job.arrayAt("/job_actions").size(), expected.integerAt("/actions", -1));
    EXPECT_EQ(job.integerAt("/session_tag", 0), expected.integerAt("/session_tag", -1));
    if (job.textAt("/job_schedule/event") == "abort") {
      EXPECT_TRUE(job.has("/job_schedule/current_pid")) << job.text();
    }
    for (const char* key : {"event", "status", "result", "schedule_interval", "current_pid"}) {
      const std::string name = key;
      if (!expected.has("/" + name)) continue;
      EXPECT_EQ(toJson(job.at("/job_schedule/" + name)), toJson(expected.at("/" + name)))
          << name << " of " << job.textAt("/description");
    }
  }

  std::int64_t now_ = 0;
  StorePlace place_;
  std::unique_ptr<Store> store_ = place_.open();
  Freezer freezer_{*store_, [this] { return now_; }};
  HttpService service_{freezer_};
  std::map<std::string, Object> expected_;
  std::map<std::string, Object> answered_;
};

TEST_F(SchedulerReplay, GoesOnAsRecorded) {
  std::ifstream recording(FREEZER_TEST_DATA "/scheduler.jsonl");
  int steps = 0;
  for (std::string line; std::getline(recording, line); ++steps) {
    const auto step = Document::parse(line);
    ASSERT_TRUE(step) << steps;
    SCOPED_TRACE("step " + std::to_string(steps + 1) + ": " + step.value().textAt("/method") + " " +
                 step.value().textAt("/target"));
    replay(step.value());
    if (HasFatalFailure()) return;
  }
  expectAll();
  EXPECT_GT(steps, 244);
}

}  // namespace
}  // namespace freezer::test
