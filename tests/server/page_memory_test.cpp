#include "server/page_memory.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace freezer::test {
namespace {

using server::PageMemory;

constexpr std::size_t kFull = 32'000;
constexpr std::size_t kSmall = 999;
constexpr std::size_t kMedium = 20'000;

class PageMemoryTest : public testing::Test {
 protected:
  /// A page of this size.
  PageMemory::Share page(std::size_t bytes) {
    PageMemory::Share share(memory_);
    static_cast<void>(share.hasRoom(bytes));
    return share;
  }

  PageMemory memory_{kFull};
};

TEST_F(PageMemoryTest, APageEndsWhenItIsFull) {
  PageMemory::Share share(memory_);
  EXPECT_TRUE(share.hasRoom(0));
  EXPECT_TRUE(share.hasRoom(kFull - 1));
  EXPECT_FALSE(share.hasRoom(kFull));
}

TEST_F(PageMemoryTest, PagesEndEarlyWhileOthersHoldMuch) {
  std::vector<PageMemory::Share> others;
  for (int i = 0; i < 8; ++i) others.push_back(page(kFull));
  EXPECT_EQ(memory_.held(), 8 * kFull);

  PageMemory::Share share(memory_);
  EXPECT_TRUE(share.hasRoom(kSmall));
  EXPECT_FALSE(share.hasRoom(kMedium));

  others.pop_back();
  EXPECT_TRUE(share.hasRoom(kMedium));
}

TEST_F(PageMemoryTest, SmallPagesAreNotCounted) {
  const PageMemory::Share share = page(kSmall);
  EXPECT_EQ(memory_.held(), 0U);
}

TEST_F(PageMemoryTest, AMovedPageIsCountedOnce) {
  {
    PageMemory::Share first = page(kMedium);
    const PageMemory::Share second = std::move(first);
    EXPECT_EQ(memory_.held(), kMedium);
  }
  EXPECT_EQ(memory_.held(), 0U);
}

TEST_F(PageMemoryTest, WithoutAMemoryThereIsNoLimit) {
  EXPECT_TRUE(PageMemory::Share().hasRoom(10 * kFull));
}

}  // namespace
}  // namespace freezer::test
