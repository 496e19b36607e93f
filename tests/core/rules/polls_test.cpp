// Which lists are polls of schedulers.

#include "core/rules/polls.h"

#include <gtest/gtest.h>

namespace freezer::test {
namespace {

/// The client that polls; empty: it is no poll.
std::string pollerOf(const std::string& body) {
  const auto search = parseSearch(body);
  EXPECT_TRUE(search) << body;
  const std::string* const client_id = pollingClient(search.value());
  return client_id == nullptr ? "" : *client_id;
}

TEST(PollsTest, AreTheListsThatSchedulersSend) {
  EXPECT_EQ(pollerOf(R"({"match_not": [{"status": "completed"}], "match": [{"client_id": "c1"}]})"),
            "c1");
  EXPECT_EQ(pollerOf(R"({"match": [{"client_id": "c1"}], "match_not": [{"status": "completed"}]})"),
            "c1");
}

TEST(PollsTest, AreNoOtherLists) {
  for (const char* body :
       {"", "{}", R"({"match": [{"client_id": "c1"}]})",
        R"({"match_not": [{"status": "completed"}]})",
        R"({"match": [{"client_id": "c1"}], "match_not": [{"status": "running"}]})",
        R"({"match": [{"client_id": "c1"}, {"status": "completed"}]})",
        R"({"match": [{"client_id": null}], "match_not": [{"status": "completed"}]})",
        R"({"match": [{"hostname": "c1"}], "match_not": [{"status": "completed"}]})",
        R"({"match": [{"client_id": "c1"}, {"client_id": "c2"}],
            "match_not": [{"status": "completed"}]})",
        R"({"match": [{"client_id": "c1"}, {"_all": "x"}],
            "match_not": [{"status": "completed"}]})"})
    EXPECT_EQ(pollerOf(body), "") << body;
}

}  // namespace
}  // namespace freezer::test
