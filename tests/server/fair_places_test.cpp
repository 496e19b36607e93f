#include "server/fair_places.h"

#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace freezer::test {
namespace {

using server::FairPlaces;
using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000};
constexpr milliseconds kNone{0};

class FairPlacesTest : public testing::Test {
 protected:
  /// Starts a client of `group` that waits for a place, notes that it got it, and gives it back.
  void enqueue(const std::string& group) {
    const std::size_t before = places_.waiting();
    clients_.emplace_back([this, group] {
      if (!places_.take(group, kLong)) return;
      {
        const std::lock_guard lock(mutex_);
        served_ += group;
      }
      places_.giveBack();
    });
    while (places_.waiting() == before) std::this_thread::yield();
  }

  std::string servedInTheEnd() {
    clients_.clear();
    return served_;
  }

  FairPlaces places_{1};
  std::mutex mutex_;
  std::string served_;  ///< Protected by mutex_.
  std::vector<std::jthread> clients_;
};

TEST_F(FairPlacesTest, AFreePlaceIsTakenAtOnce) {
  EXPECT_TRUE(places_.take("a", kNone));
  EXPECT_FALSE(places_.take("b", kNone));
  places_.giveBack();
  EXPECT_TRUE(places_.take("b", kNone));
}

TEST_F(FairPlacesTest, GroupsTakeTurnsHoweverManyOfAGroupWait) {
  ASSERT_TRUE(places_.take("x", kNone));
  for (const char* group : {"a", "a", "a", "b", "c", "b"}) enqueue(group);
  places_.giveBack();
  EXPECT_EQ(servedInTheEnd(), "abcaba");
}

TEST_F(FairPlacesTest, WhoGivesUpLeavesTheOthersInTheirOrder) {
  ASSERT_TRUE(places_.take("x", kNone));
  enqueue("a");
  EXPECT_FALSE(places_.take("b", milliseconds(1)));
  EXPECT_FALSE(places_.take("a", milliseconds(1)));
  enqueue("c");
  places_.giveBack();
  EXPECT_EQ(servedInTheEnd(), "ac");
  EXPECT_EQ(places_.waiting(), 0U);
  EXPECT_TRUE(places_.take("d", kNone));
}

}  // namespace
}  // namespace freezer::test
