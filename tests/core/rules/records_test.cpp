#include "core/rules/records.h"
#include "core/uuid.h"

#include <gtest/gtest.h>

#include <mutex>
#include <regex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace freezer {
namespace {

TEST(NewId, IsARandomUuidWithoutHyphens) {
  const std::regex form("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}");
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(std::regex_match(newId(), form));
}

TEST(NewId, IsAnotherInEachThread) {
  std::mutex mutex;
  std::set<std::string> ids;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) {
        const std::lock_guard lock(mutex);
        ids.insert(newId());
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ids.size(), 4000U);
}

}  // namespace
}  // namespace freezer
