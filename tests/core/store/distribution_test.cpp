#include "core/store/distribution.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace freezer::test {
namespace {

constexpr double kBounds[] = {1, 10};

TEST(Distribution, CountsAValueAtItsBoundWithinIt) {
  Distribution values(kBounds);
  for (const double value : {0.5, 1.0, 1.5, 10.0, 11.0, 1000.0}) values.add(value);
  EXPECT_EQ(values.count(0), 2U);
  EXPECT_EQ(values.count(1), 2U);
  EXPECT_EQ(values.count(2), 2U);
  EXPECT_EQ(values.sum(), 1024.0);
}

TEST(Distribution, LosesNoValueOfManyThreads) {
  Distribution values(kBounds);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&values] {
        for (int j = 0; j < 10'000; ++j) values.add(2);
      });
    }
  }
  EXPECT_EQ(values.count(1), 40'000U);
  EXPECT_EQ(values.sum(), 80'000.0);
}

}  // namespace
}  // namespace freezer::test
