// Changes that are prepared on a snapshot: the result is that of Store::write(), whatever other
// writers do in between.

#include "core/store/optimistic_write.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

/// A store with another writer, who comes first whenever a transaction is about to begin.
class ContestedStore : public Store {
 public:
  explicit ContestedStore(Store& store) : store_(store) {}

  Result<void> read(const ReadWork& work) override { return store_.read(work); }
  Result<void> write(const WriteWork& work) override {
    ++writes_;
    if (const auto other = std::exchange(other_, nullptr)) other();
    return store_.write(work);
  }
  Result<void> ping() override { return store_.ping(); }

  void letWriteFirst(std::function<void()> other) { other_ = std::move(other); }
  int writes() const { return writes_; }

 private:
  Store& store_;
  std::function<void()> other_;
  int writes_ = 0;
};

/// A store whose writers do not wait for each other.
class ParallelStore : public ContestedStore {
 public:
  using ContestedStore::ContestedStore;

  bool writesOneByOne() const override { return false; }
  Result<void> read(const ReadWork& work) override {
    ADD_FAILURE() << "what is read may change before it is written";
    return ContestedStore::read(work);
  }
  Result<void> writeOnly(const WriteWork& work) override {
    ++writesOnly_;
    return ContestedStore::write(work);
  }
  int writesOnly() const { return writesOnly_; }

 private:
  int writesOnly_ = 0;
};

class OptimisticWriteTest : public FreezerTest {
 protected:
  OptimisticWriteTest() { createClient(); }

  Result<Record> patchContested(Kind kind, const std::string& id, const std::string& body,
                                const Precondition& precondition = {}) {
    return contested_.patch(resourceOf(kind), alice_, id, json(body), precondition);
  }

  ContestedStore store_of_two_{*store_};
  Freezer contested_{store_of_two_, [this] { return now_; }};
};

TEST_F(OptimisticWriteTest, ChangesOfBothWritersAreKept) {
  const std::string job = createJob();
  store_of_two_.letWriteFirst([&] { patch(Kind::Job, job, R"({"description": "theirs"})"); });
  const auto record = patchContested(Kind::Job, job, R"({"job_schedule": {"status": "running"}})");
  ASSERT_TRUE(record);
  EXPECT_EQ(record.value().version, 3);
  EXPECT_EQ(show(Kind::Job, job).textAt("/description"), "theirs");
  EXPECT_EQ(show(Kind::Job, job).textAt("/job_schedule/status"), "running");
  EXPECT_EQ(store_of_two_.counters().reruns, 1U);
}

TEST_F(OptimisticWriteTest, APreconditionIsCheckedAgain) {
  const std::string job = createJob();
  store_of_two_.letWriteFirst([&] { patch(Kind::Job, job, R"({"description": "theirs"})"); });
  const auto record =
      patchContested(Kind::Job, job, R"({"description": "ours"})", {.versions = {1}});
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, ErrorCode::VersionMismatch);
  EXPECT_EQ(show(Kind::Job, job).textAt("/description"), "theirs");
}

TEST_F(OptimisticWriteTest, ADocumentThatWasReplacedUnderTheSameIdAndVersionIsAnother) {
  const auto action = [](int retries) {
    return R"({"action_id": "a", "freezer_action": {"action": "exec"}, "mandatory": true,
               "max_retries": )" +
           std::to_string(retries) + "}";
  };
  create(Kind::Action, action(1));
  store_of_two_.letWriteFirst([&] {
    ASSERT_TRUE(freezer_.remove(resourceOf(Kind::Action), alice_, "a"));
    create(Kind::Action, action(2));
  });
  ASSERT_TRUE(patchContested(Kind::Action, "a", R"({"mandatory": false})"));
  EXPECT_EQ(show(Kind::Action, "a").at("/max_retries").integer(), 2);
}

TEST_F(OptimisticWriteTest, AnIdThatWasTakenIsAConflict) {
  const auto named = [](const std::string& id) {
    return R"({"action_id": ")" + id + R"(", "freezer_action": {"action": "exec"}})";
  };
  const auto body = json(named("a"));
  store_of_two_.letWriteFirst(
      [&] { ASSERT_TRUE(freezer_.create(resourceOf(Kind::Action), bob_, body)); });
  const auto created = contested_.create(resourceOf(Kind::Action), alice_, body);
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().code, ErrorCode::AlreadyExists);

  // A document of another project does not exist for the caller, also when it has just come.
  store_of_two_.letWriteFirst([&] { create(Kind::Action, bob_, named("b")); });
  const auto replaced = contested_.replace(resourceOf(Kind::Action), alice_, "b", json(named("b")));
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().code, ErrorCode::NotFound);
}

TEST_F(OptimisticWriteTest, AnActionReachesAJobThatBeganToUseIt) {
  create(Kind::Action, R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  std::string job;
  store_of_two_.letWriteFirst([&] {
    job = create(Kind::Job, R"({"client_id": "host", "job_actions": [{"action_id": "a"}]})");
  });
  ASSERT_TRUE(patchContested(Kind::Action, "a", R"({"max_retries": 7})"));
  EXPECT_EQ(show(Kind::Job, job).at("/job_actions/0/max_retries").integer(), 7);
}

TEST_F(OptimisticWriteTest, TheLastChangeOfAnActionReachesAllItsJobs) {
  create(Kind::Action, R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  std::vector<std::string> jobs;
  for (int i = 0; i < 50; ++i) {
    jobs.push_back(
        create(Kind::Job, R"({"client_id": "host", "job_actions": [{"action_id": "a"}]})"));
  }
  // The other change comes when the first jobs show ours already.
  store_of_two_.letWriteFirst([&] {
    store_of_two_.letWriteFirst([&] { patch(Kind::Action, "a", R"({"max_retries": 3})"); });
  });
  ASSERT_TRUE(patchContested(Kind::Action, "a", R"({"max_retries": 7})"));
  for (const std::string& job : jobs)
    EXPECT_EQ(show(Kind::Job, job).at("/job_actions/0/max_retries").integer(), 7);
}

TEST_F(OptimisticWriteTest, AnActionOfFewJobsIsPreparedAndWrittenOnce) {
  // Every preparation asks for the time.
  int preparations = 0;
  Freezer counted(store_of_two_, [&] { return ++preparations, now_; });
  create(Kind::Action, R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  const auto addJob = [this] {
    create(Kind::Job, R"({"client_id": "host", "job_actions": [{"action_id": "a"}]})");
  };
  for (int i = 0; i < 32; ++i) addJob();
  const auto change = [&](const std::string& patch) {
    return counted.patch(resourceOf(Kind::Action), alice_, "a", json(patch));
  };
  ASSERT_TRUE(change(R"({"max_retries": 7})"));
  EXPECT_EQ(preparations, 1);
  EXPECT_EQ(store_of_two_.writes(), 1);

  addJob();
  ASSERT_TRUE(change(R"({"max_retries": 8})"));
  EXPECT_EQ(store_of_two_.writes(), 3) << "33 jobs take a step.";
}

TEST_F(OptimisticWriteTest, TwoCentralClientsOfAHostNameDoNotCome) {
  store_of_two_.letWriteFirst([&] {
    create(Kind::Client, bob_, R"({"client_id": "c2", "hostname": "n", "is_central": true})");
  });
  const auto created =
      contested_.create(resourceOf(Kind::Client), alice_,
                        json(R"({"client_id": "c1", "hostname": "n", "is_central": true})"));
  EXPECT_FALSE(created);
}

TEST_F(OptimisticWriteTest, WhatFailsOrChangesNothingNeedsNoTransaction) {
  EXPECT_FALSE(patchContested(Kind::Job, "none", "{}"));
  ASSERT_TRUE(
      contested_.create(resourceOf(Kind::Client), alice_, json(R"({"client_id": "host"})")));
  EXPECT_EQ(store_of_two_.writes(), 0);
}

TEST_F(OptimisticWriteTest, WhereWritersDoNotWaitOnlyWorkThatReadsNothingIsPrepared) {
  ParallelStore parallel(*store_);
  Freezer freezer(parallel, [this] { return now_; });
  const Resource& actions = resourceOf(Kind::Action);
  const auto action = json(R"({"action_id": "a", "freezer_action": {"action": "exec"}})");
  ASSERT_TRUE(freezer.create(actions, alice_, action));
  EXPECT_EQ(parallel.writesOnly(), 1);
  const auto again = freezer.create(actions, alice_, action);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);

  const int before = parallel.writesOnly();
  ASSERT_TRUE(freezer.create(resourceOf(Kind::Client), alice_, json(R"({"client_id": "c"})")));
  ASSERT_TRUE(freezer.patch(resourceOf(Kind::Client), alice_, "c", json(R"({"uuid": "u"})")));
  EXPECT_EQ(parallel.writesOnly(), before);
}

}  // namespace
}  // namespace freezer::test
