#include "server/http/head.h"

#include <gtest/gtest.h>

#include "server/http/chunks.h"

namespace freezer::test {
namespace {

using server::findHead;
using server::Limits;

Limits smallLimits() {
  Limits limits;
  limits.maxHeader = 64;
  limits.maxUri = 64;
  return limits;
}

/// A head whose request line and fields are exactly as long as they may be, or longer.
std::string largestHead(const Limits& limits, std::size_t moreInLine, std::size_t moreInFields) {
  const std::string method(32, 'M');
  const std::string fields = "\r\nHost: ";
  return method + " /" + std::string(limits.maxUri - 1 + moreInLine, 'a') + " HTTP/1.1" + fields +
         std::string(limits.maxHeader - fields.size() + moreInFields, 'h') + "\r\n\r\n";
}

TEST(Head, OfTheLargestSizeIsFoundHoweverItsBytesArrive) {
  const Limits limits = smallLimits();
  const std::string head = largestHead(limits, 0, 0);
  for (std::size_t size = 0; size < head.size(); ++size) {
    const auto found = findHead(std::string_view(head).substr(0, size), limits);
    ASSERT_TRUE(std::holds_alternative<std::size_t>(found)) << size;
    EXPECT_EQ(std::get<std::size_t>(found), 0U) << size;
  }
  EXPECT_EQ(std::get<std::size_t>(findHead(head, limits)), head.size());
}

TEST(Head, AboveTheLimitsIsRefused) {
  const Limits limits = smallLimits();
  const auto statusOf = [&](const std::string& head) {
    return std::get<server::Refusal>(findHead(head, limits)).status;
  };
  EXPECT_EQ(statusOf(largestHead(limits, 1, 0)), 414);
  EXPECT_EQ(statusOf(largestHead(limits, 0, 1)), 431);
}

TEST(Chunks, WithTheLongestLineAreReadHoweverTheirBytesArrive) {
  const std::string chunks = "0;" + std::string(1022, 'x') + "\r\n\r\n";
  server::ChunkDecoder decoder(0);
  std::string body;
  std::size_t taken = 0;
  for (std::size_t size = 1; size <= chunks.size(); ++size) {
    std::string_view unread = std::string_view(chunks).substr(taken, size - taken);
    ASSERT_FALSE(decoder.decode(unread, body)) << size;
    taken = size - unread.size();
  }
  EXPECT_TRUE(decoder.isDone());

  const std::string longer = "0;" + std::string(1023, 'x') + "\r\n\r\n";
  std::string_view unread = longer;
  EXPECT_TRUE(server::ChunkDecoder(0).decode(unread, body));
}

}  // namespace
}  // namespace freezer::test
