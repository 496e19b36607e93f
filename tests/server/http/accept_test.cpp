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

// What browsers, curl, Python's clients and fetch() send, and what lies between.
constexpr Row kHtmlRows[] = {
    {"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", true},
    {"text/html", true},
    {"TEXT/HTML;charset=utf-8", true},
    {"text/html;q=0.5, application/json;q=0.4", true},
    {"text/*, */*;q=0.1", true},
    {"", false},
    {"*/*", false},
    {"application/json", false},
    {"application/json, text/html", false},
    {"text/html;q=0.4, application/json;q=0.5", false},
    {"text/html;q=0, */*;q=0.1", false},
    {"image/png", false},
};

TEST(Accept, HtmlIsPreferredByItsWeight) {
  for (const Row& row : kHtmlRows) EXPECT_EQ(prefersHtml(row.accept), row.taken) << row.accept;
}

constexpr Row kGzipRows[] = {
    {"gzip, deflate, br, zstd", true},
    {"x-gzip", true},
    {"*", true},
    {"br;q=1, GZIP;q=0.2", true},
    {"", false},
    {"identity", false},
    {"gzip;q=0, *", false},
    {"gzip;q=0.000", false},
};

TEST(Accept, GzipIsUsedIfItIsNamed) {
  for (const Row& row : kGzipRows) EXPECT_EQ(acceptsGzip(row.accept), row.taken) << row.accept;
}

}  // namespace
}  // namespace freezer::server
