#include "server/auth/login_throttle.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

namespace freezer::test {
namespace {

using server::LoginThrottle;
using std::chrono::seconds;

class LoginThrottleTest : public testing::Test {
 protected:
  seconds wait(const std::string& user, const std::string& address) {
    return LoginThrottle::Attempt(throttle_, user, address).wait();
  }

  void fail(const std::string& user, const std::string& address, int times = 1) {
    for (int i = 0; i < times; ++i) {
      LoginThrottle::Attempt(throttle_, user, address).fail();
    }
  }

  LoginThrottle::Time now_ = LoginThrottle::Time() + std::chrono::hours(1);
  std::atomic<int> looks_ = 0;  ///< Calls of the clock.
  LoginThrottle throttle_{[this] {
    ++looks_;
    looks_.notify_all();
    return now_;
  }};
};

TEST_F(LoginThrottleTest, FewFailuresAreFree) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser - 1);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
}

TEST_F(LoginThrottleTest, EachFurtherFailureDoublesTheWaitOfTheUser) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser);
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(1));
  EXPECT_EQ(wait("bob", "192.0.2.2"), seconds(0));
  fail("alice", "192.0.2.1");
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(2));
  fail("alice", "192.0.2.1", 100);
  EXPECT_EQ(wait("alice", "192.0.2.2"), LoginThrottle::kLongestWait);
}

TEST_F(LoginThrottleTest, AnAddressThatTriesManyUsersWaits) {
  for (int i = 0; i < LoginThrottle::kFreePerAddress; ++i) {
    fail("user" + std::to_string(i), "192.0.2.1");
  }
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(1));
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(0));
}

TEST_F(LoginThrottleTest, WaitsEnd) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser + 2);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(4));
  now_ += seconds(3);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(1));
  now_ += seconds(1);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
}

TEST_F(LoginThrottleTest, SuccessForgivesTheUserButNotTheAddress) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerAddress);
  now_ += LoginThrottle::kLongestWait;
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  fail("alice", "192.0.2.1");
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(0));
  EXPECT_EQ(wait("bob", "192.0.2.1"), seconds(2));
}

TEST_F(LoginThrottleTest, WhereAUserLoggedInBeforeFailuresElsewhereDoNotCount) {
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  fail("alice", "192.0.2.2", 100);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
  EXPECT_EQ(wait("alice", "192.0.2.3"), LoginThrottle::kLongestWait);
}

TEST_F(LoginThrottleTest, WhereAUserLoggedInBeforeFailuresOfOthersDoNotCount) {
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  fail("bob", "192.0.2.1", LoginThrottle::kFreePerAddress);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
  EXPECT_EQ(wait("carol", "192.0.2.1"), seconds(1));
}

TEST_F(LoginThrottleTest, WhereAUserLoggedInBeforeGuessingIsSlowedDownToo) {
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(1));
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(0));
}

TEST_F(LoginThrottleTest, ALoginFromAKnownAddressForgivesNoFailuresElsewhere) {
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  fail("alice", "192.0.2.2", LoginThrottle::kFreePerUser);
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  EXPECT_EQ(wait("alice", "192.0.2.3"), seconds(1));
}

TEST_F(LoginThrottleTest, AddressesOfTheOldestLoginsAreForgottenFirst) {
  LoginThrottle::Attempt(throttle_, "alice", "192.0.2.1").succeed();
  for (std::size_t i = 0; i + 1 < LoginThrottle::kCapacity; ++i)
    LoginThrottle::Attempt(throttle_, "user" + std::to_string(i), "192.0.2.1").succeed();
  fail("alice", "192.0.2.2", LoginThrottle::kFreePerUser);
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
  LoginThrottle::Attempt(throttle_, "carol", "192.0.2.1").succeed();
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(1));
}

TEST_F(LoginThrottleTest, OldFailuresAreForgotten) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser);
  now_ += LoginThrottle::kForgotten;
  fail("alice", "192.0.2.1");
  EXPECT_EQ(wait("alice", "192.0.2.1"), seconds(0));
}

TEST_F(LoginThrottleTest, ThoseThatFailedLongestAgoAreForgottenFirst) {
  fail("alice", "192.0.2.1", LoginThrottle::kFreePerUser);
  for (std::size_t i = 0; i + 2 < LoginThrottle::kCapacity; ++i) {
    fail("user" + std::to_string(i), "192.0.2.1");
  }
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(1));
  fail("mallory", "192.0.2.1");
  EXPECT_EQ(wait("alice", "192.0.2.2"), seconds(0));
}

TEST_F(LoginThrottleTest, LongNamesAreTheSameBeyondWhatANameMayHave) {
  const std::string name(255, 'x');
  fail(name + "1", "192.0.2.1", LoginThrottle::kFreePerUser);
  EXPECT_EQ(wait(name + "2", "192.0.2.2"), seconds(1));
}

TEST_F(LoginThrottleTest, TwoAttemptsAreUnderWayAtATime) {
  auto first = std::make_unique<LoginThrottle::Attempt>(throttle_, "alice", "192.0.2.1");
  const LoginThrottle::Attempt second(throttle_, "alice", "192.0.2.1");
  seconds third{0};
  const int before = looks_;
  std::jthread waiting([&] { third = wait("alice", "192.0.2.1"); });
  looks_.wait(before);  // It has checked the time once.
  // Failures recorded before the third attempt begins delay it.
  for (int i = 0; i < LoginThrottle::kFreePerUser; ++i) first->fail();
  first.reset();
  waiting.join();
  EXPECT_EQ(third, seconds(1));
}

}  // namespace
}  // namespace freezer::test
