#include "server/http/accept.h"

#include <gtest/gtest.h>

#include <string_view>

namespace freezer::server {
namespace {

struct Row {
  std::string_view accept;
  bool taken;
};

constexpr Row kRows[] = {
    {"", true},
    {"application/json", true},
    {"Application/JSON; charset=utf-8", true},
    {"*/*", true},
    {"*", true},
    {"application/*", true},
    {"application/json-home", true},
    {"text/html, application/json;q=0.1", true},
    {"text/html, */*;q=0.01", true},
    {"text/html", false},
    {"text/*, image/png", false},
    {"application/json;q=0", false},
    {"application/json;q=0.000, text/html", false},
    {"application/json; Q=0", false},
    {"*/*, application/json;q=0", false},
    {"application/json;q=0, */*", false},
    {"*/*;q=0, application/json", true},
    {"application/*;q=0", false},
    {"application/jsonp", false},
};

TEST(Accept, TheClosestRangeDecides) {
  for (const Row& row : kRows) EXPECT_EQ(acceptsJson(row.accept), row.taken) << row.accept;
}

}  // namespace
}  // namespace freezer::server
