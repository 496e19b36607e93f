// Copies of whole stores, also between engines.

#include "core/bulk/copy.h"

#include <gtest/gtest.h>

#include <memory>
#include <tuple>

#include "core/freezer.h"
#include "core/rules/index_entries.h"
#include "core/rules/invariants.h"
#include "tests/core/store/engines.h"

namespace freezer::test {
namespace {

/// The engines of source and target.
class CopyTest : public testing::TestWithParam<std::tuple<Engine, Engine>> {
 protected:
  CopyTest()
      : sourcePlace_(std::get<0>(GetParam())),
        targetPlace_(std::get<1>(GetParam())),
        source_(sourcePlace_.open()),
        target_(targetPlace_.open()) {}

  void fill() {
    Freezer freezer(*source_);
    const Caller caller{"alice", "Alice", "p1", {Scope::By::Project, "p1"}};
    const auto create = [&](Kind kind, const char* body) {
      const auto made = freezer.create(resourceOf(kind), caller, Document::parse(body).value());
      EXPECT_TRUE(made) << made.error().message;
    };
    create(Kind::Client, R"({"client_id":"c1","hostname":"h1"})");
    create(Kind::Session, R"({"session_id":"s1","schedule":{}})");
    create(Kind::Job, R"({"job_id":"j1","client_id":"c1","session_id":"s1","job_schedule":{},
                          "job_actions":[{"freezer_action":{"action":"backup"}}]})");
    for (int i = 0; i < 20; ++i) {
      create(Kind::Backup, R"({"container":"c","hostname":"h1","backup_name":"b","job_id":"j1"})");
    }
    EXPECT_TRUE(freezer.accounts().createProject("p1", "p1"));
  }

  static std::string linesOf(Store& store) {
    std::string lines;
    const auto exported = readFrom(store, [&](Snapshot& view) {
      return exportLines(view, {}, [&](std::string_view line) -> Result<void> {
        lines += line;
        return {};
      });
    });
    EXPECT_TRUE(exported);
    return lines;
  }

  const StorePlace sourcePlace_;
  const StorePlace targetPlace_;
  std::unique_ptr<Store> source_;
  std::unique_ptr<Store> target_;
};

TEST_P(CopyTest, HasTheSameDocumentsInTheSameOrderAndIsSound) {
  fill();
  std::int64_t last = 0;
  const auto copied = copyStore(*source_, *target_, [&](std::int64_t done) { last = done; });
  ASSERT_TRUE(copied) << copied.error().message << copied.error().detail;
  EXPECT_EQ(last, 24);
  EXPECT_EQ(linesOf(*source_), linesOf(*target_));
  EXPECT_EQ(copied.value().front().name, "clients");
  EXPECT_EQ(copied.value().front().number, 1);
  const auto faults = checkStore(targetPlace_.url());
  ASSERT_TRUE(faults);
  EXPECT_EQ(faults.value().lines(), std::vector<std::string>());
}

TEST_P(CopyTest, HasTheLastPolls) {
  fill();
  for (const std::int64_t time : {1000, 1600}) {
    ASSERT_TRUE(source_->write([&](Transaction& transaction) {
      return transaction.notePoll({Scope::By::Project, "p1"}, {"c1", time});
    }));
  }
  ASSERT_TRUE(copyStore(*source_, *target_));
  const auto polls = readFrom(*target_, [](Snapshot& view) {
    return view.lastPolls({Scope::By::Everyone, ""});
  });
  ASSERT_TRUE(polls);
  ASSERT_EQ(polls.value().size(), 1U);
  EXPECT_EQ(polls.value().front().client_id, "c1");
  EXPECT_EQ(polls.value().front().time, 1600);
  EXPECT_EQ(polls.value().front().interval, 600);
}

TEST_P(CopyTest, ATargetThatIsNotEmptyIsRefused) {
  fill();
  ASSERT_TRUE(copyStore(*source_, *target_));
  const auto again = copyStore(*source_, *target_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
}

INSTANTIATE_TEST_SUITE_P(
    Engines, CopyTest, testing::Combine(testing::ValuesIn(engines()), testing::ValuesIn(engines())),
    [](const auto& pair) {
      return std::get<0>(pair.param).name + "_to_" + std::get<1>(pair.param).name;
    });

}  // namespace
}  // namespace freezer::test
