#include "server/auth/token_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace freezer::test {
namespace {

using server::TokenCache;
using CachedAnswer = TokenCache::Answer;

constexpr std::int64_t kNever = 4'000'000'000;

class TokenCacheTest : public testing::Test {
 protected:
  /// The user of a token, "nobody", or "error". `answer` is the result of a validation.
  std::string find(const std::string& token, const Result<CachedAnswer>& answer,
                   TokenCache::Use use = TokenCache::Use::Alone) {
    const auto found = cache_.find(use, token, [&] {
      ++asked_;
      return answer;
    });
    if (!found) return "error";
    return found.value() ? found.value()->user_id : "nobody";
  }

  static CachedAnswer alice(std::int64_t expires = kNever) {
    return {std::make_shared<const Credentials>(Credentials{"alice", "", "", {}}), expires};
  }
  static CachedAnswer nobody() { return {}; }
  static Error error() { return {ErrorCode::Unavailable, "away"}; }

  std::int64_t now_ = 1'000'000;
  int asked_ = 0;
  TokenCache cache_{{.seconds = 300, .valid = 3, .refused = 2}, [this] { return now_; }};
};

TEST_F(TokenCacheTest, AnswersAreKeptForTheirTime) {
  EXPECT_EQ(find("t", alice()), "alice");
  now_ += 299;
  EXPECT_EQ(find("t", error()), "alice");
  now_ += 1;
  EXPECT_EQ(find("t", nobody()), "nobody");
  now_ += 299;
  EXPECT_EQ(find("t", error()), "nobody");
  now_ += 1;
  EXPECT_EQ(find("t", alice()), "alice");
  EXPECT_EQ(asked_, 3);
}

TEST_F(TokenCacheTest, ATokenIsNotKnownBeyondItsEnd) {
  EXPECT_EQ(find("t", alice(now_ + 10)), "alice");
  now_ += 9;
  EXPECT_EQ(find("t", error()), "alice");
  now_ += 1;
  EXPECT_EQ(find("t", nobody()), "nobody");
  EXPECT_EQ(find("old", alice(now_)), "alice");
  EXPECT_EQ(find("old", nobody()), "nobody");
}

TEST_F(TokenCacheTest, TheLeastRecentlyUsedGoes) {
  for (const char* token : {"a", "b", "c"}) find(token, alice());
  find("a", error());
  find("d", alice());
  asked_ = 0;
  for (const char* token : {"a", "c", "d"}) EXPECT_EQ(find(token, error()), "alice") << token;
  EXPECT_EQ(asked_, 0);
  EXPECT_EQ(find("b", error()), "error");
}

TEST_F(TokenCacheTest, RefusedTokensPushOutNoGoodOnes) {
  find("good", alice());
  for (int i = 0; i < 100; ++i) EXPECT_EQ(find(std::to_string(i), nobody()), "nobody");
  asked_ = 0;
  EXPECT_EQ(find("good", error()), "alice");
  EXPECT_EQ(find("99", error()), "nobody");
  EXPECT_EQ(find("98", error()), "nobody");
  EXPECT_EQ(asked_, 0);
  EXPECT_EQ(find("97", error()), "error");
}

TEST_F(TokenCacheTest, ErrorsAreNotKept) {
  EXPECT_EQ(find("t", error()), "error");
  EXPECT_EQ(find("t", alice()), "alice");
}

TEST_F(TokenCacheTest, TokensWithAServiceTokenAreCachedSeparately) {
  EXPECT_EQ(find("t", alice(), TokenCache::Use::WithServiceToken), "alice");
  EXPECT_EQ(find("t", nobody()), "nobody");
  EXPECT_EQ(find("t", error(), TokenCache::Use::WithServiceToken), "alice");
}

TEST_F(TokenCacheTest, NothingIsKeptWhereThatIsConfigured) {
  TokenCache cache({.seconds = -1}, [this] { return now_; });
  for (const CachedAnswer& answer : {alice(), nobody(), alice()}) {
    const auto found = cache.find(TokenCache::Use::Alone, "t", [&] {
      ++asked_;
      return answer;
    });
    EXPECT_EQ(found.value(), answer.credentials);
  }
  EXPECT_EQ(asked_, 3);
}

TEST_F(TokenCacheTest, OneAsksForAll) {
  std::atomic<int> asked = 0;
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto found = cache_.find(TokenCache::Use::Alone, "t", [&] {
        ++asked;
        std::this_thread::yield();
        return alice();
      });
      right += found && found.value()->user_id == "alice" ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(right, 8);
}

TEST_F(TokenCacheTest, ThoseWhoWaitGetTheErrorToo) {
  TokenCache cache({.seconds = -1}, [this] { return now_; });
  std::atomic<int> waiting = 0;
  std::atomic<int> asked = 0;
  std::atomic<bool> open = false;
  std::atomic<int> errors = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      ++waiting;
      waiting.notify_all();
      const auto found = cache.find(TokenCache::Use::Alone, "t", [&]() -> Result<CachedAnswer> {
        ++asked;
        open.wait(false);
        return error();
      });
      errors += found ? 0 : 1;
    });
  }
  for (int now = waiting; now < 4; now = waiting) waiting.wait(now);
  open = true;
  open.notify_all();
  threads.clear();
  EXPECT_EQ(errors, 4);
  EXPECT_GE(asked, 1);
}

TEST_F(TokenCacheTest, AThrowIsNoAnswer) {
  const auto throws = [&] {
    return cache_.find(TokenCache::Use::Alone, "t",
                       []() -> Result<CachedAnswer> { throw std::bad_alloc(); });
  };
  EXPECT_THROW(static_cast<void>(throws()), std::bad_alloc);
  EXPECT_EQ(find("t", alice()), "alice");
}

}  // namespace
}  // namespace freezer::test
