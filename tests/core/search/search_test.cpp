#include "core/search/search.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

namespace freezer {
namespace {

/// A search as one line: conditions, words, bounds.
std::string summary(const Search& search) {
  std::string line;
  for (const Condition& condition : search.conditions)
    line += (condition.negated ? "!" : "") + condition.key + "=" +
            condition.text.value_or("(null)") + " ";
  for (const Word& word : search.words) line += (word.negated ? "!~" : "~") + word.text + " ";
  if (search.timeAfter) line += ">=" + std::to_string(*search.timeAfter) + " ";
  if (search.timeBefore) line += "<=" + std::to_string(*search.timeBefore) + " ";
  return line;
}

std::string summaryOf(std::string_view body) {
  const auto search = parseSearch(body);
  return search ? summary(search.value()) : "refused: " + search.error().message;
}

Error refusedSearch(std::string_view body) {
  const auto search = parseSearch(body);
  if (search) {
    ADD_FAILURE() << body << " was read as " << summary(search.value());
    return {ErrorCode::StoreFailure, ""};
  }
  return search.error();
}

TEST(SearchBody, MayBeEmpty) {
  for (const std::string_view body : {"", " \r\n\t", "{}", R"({"match":[],"match_not":[]})"})
    EXPECT_EQ(summaryOf(body), "") << body;
}

TEST(SearchBody, MakesEveryMemberOfAnEntryACondition) {
  EXPECT_EQ(summaryOf(R"({"match":[{"client_id":"p_host"},{"status":"completed","x.y":"z"}],
                          "match_not":[{"status":"error","mode":"fs"}]})"),
            "client_id=p_host status=completed x.y=z !status=error !mode=fs ");
}

TEST(SearchBody, ComparesScalarsByTheirText) {
  EXPECT_EQ(summaryOf(R"({"match":[{"a":3},{"b":"3"},{"c":true},{"d":1.5},{"e":null},{"f":""}]})"),
            "a=3 b=3 c=true d=1.5 e=(null) f= ");
}

TEST(SearchBody, TakesTimesAsNumbersAndAsText) {
  EXPECT_EQ(summaryOf(R"({"time_after":1428529956,"time_before":" 1428629956 "})"),
            ">=1428529956 <=1428629956 ");
  EXPECT_EQ(summaryOf(R"({"time_after":-5})"), ">=-5 ");
}

TEST(SearchBody, TakesAllAtTheTopAndWithinEntries) {
  EXPECT_EQ(summaryOf(R"({"_all":"one  Two"})"), "~one ~Two ");
  EXPECT_EQ(summaryOf(R"({"match":[{"_all":"one","a":"b"}],"match_not":[{"_all":"x y"}]})"),
            "a=b ~one !~x !~y ");
  EXPECT_EQ(summaryOf(R"({"_all":5})"), "~5 ");
  EXPECT_EQ(summaryOf(R"({"_all":" "})"), "");
}

// What `freezer job-list --search '[...]'` sends.
TEST(SearchText, ThatIsAListOfObjectsIsConditions) {
  EXPECT_EQ(summaryOf(R"({"match":[{"_all":"[{\"client_id\":\"c1\"}, {\"a\":1,\"b\":null}]"}]})"),
            "client_id=c1 a=1 b=(null) ");
  EXPECT_EQ(summaryOf(R"({"match_not":[{"_all":"[{\"a\":1}]"}]})"), "!a=1 ");
  EXPECT_EQ(summaryOf(R"({"_all":"[{\"_all\":\"word\"}]"})"), "~word ");
}

TEST(SearchText, ThatIsNoListIsWords) {
  for (const std::string text :
       {"[brackets]", "[{\"a\":1}", "[1],\"x\":[2]", "{\"a\":1}", "[1]}{"}) {
    Search search;
    ASSERT_TRUE(addText(search, text)) << text;
    EXPECT_EQ(summary(search), "~" + text + " ");
  }
}

TEST(SearchText, ThatIsAListOfAnythingElseIsRefused) {
  for (const std::string text : {"[1]", "[[]]", "[{}]", "[null]", R"([{"a":[1]}])",
                                 R"([{"a":{"b":1}}])", R"([{"a":1,"a":2}])"}) {
    Search search;
    const auto added = addText(search, text);
    ASSERT_FALSE(added) << text;
    EXPECT_EQ(added.error().code, ErrorCode::InvalidRequest) << text;
  }
}

TEST(SearchBody, ThatIsNoJsonObjectIsAnInvalidDocument) {
  for (const std::string_view body : {"{", "null", "[]", "5", R"({"match":[],"match":[]})"})
    EXPECT_EQ(refusedSearch(body).code, ErrorCode::InvalidDocument) << body;
}

TEST(SearchBody, OfAnotherFormIsRefusedByName) {
  const struct {
    std::string_view body, message;
  } rows[] = {
      {R"({"query":"x"})", "not \"query\""},
      {R"({"match":{"a":"b"}})", "\"match\" must be a list"},
      {R"({"match":null})", "\"match\" must be a list"},
      {R"({"match_not":"a"})", "\"match_not\" must be a list"},
      {R"({"match":[{"a":1},"b"]})", "match[1] must be an object"},
      {R"({"match":[{}]})", "match[0] must be an object"},
      {R"({"match":[{"a":[1]}]})", "The value of \"a\" in match[0]"},
      {R"({"match":[{"a":{"b":1}}]})", "The value of \"a\" in match[0]"},
      {R"({"match":[{"":"x"}]})", "match[0] must name a member"},
      {R"({"match":[{"a..b":"x"}]})", "match[0] must name a member"},
      {R"({"match":[{".a":"x"}]})", "match[0] must name a member"},
      {R"({"_all":null})", "\"_all\""},
      {R"({"_all":["x"]})", "\"_all\""},
      {R"({"time_after":"soon"})", "\"time_after\" must be a whole number"},
      {R"({"time_after":1.0})", "\"time_after\" must be a whole number"},
      {R"({"time_before":null})", "\"time_before\" must be a whole number"},
      {R"({"time_before":"99999999999999999999"})", "\"time_before\" must be a whole number"},
  };
  for (const auto& row : rows) {
    const Error error = refusedSearch(row.body);
    EXPECT_EQ(error.code, ErrorCode::InvalidRequest) << row.body;
    EXPECT_NE(error.message.find(row.message), std::string::npos) << error.message;
  }
}

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

void expectRefused(const std::string& body) {
  EXPECT_EQ(refusedSearch(body).code, ErrorCode::InvalidRequest) << body;
}

TEST(SearchLimits, AHundredConditions) {
  const std::string entries = repeated(R"({"a":1},)", 99);
  EXPECT_TRUE(parseSearch(R"({"match":[)" + entries + R"({"a":1}],"_all":"word"})"));
  expectRefused(R"({"match":[)" + entries + R"({"a":1}],"match_not":[{"a":1}]})");
}

TEST(SearchLimits, SixtyFourWords) {
  EXPECT_TRUE(parseSearch(R"({"_all":")" + repeated("w ", 64) + R"("})"));
  expectRefused(R"({"_all":")" + repeated("w ", 65) + R"("})");
}

TEST(SearchLimits, WordsOf256Characters) {
  EXPECT_TRUE(parseSearch(R"({"_all":")" + repeated("é", 256) + R"("})"));
  expectRefused(R"({"_all":")" + repeated("é", 257) + R"("})");
}

TEST(SearchLimits, PathsOf64Names) {
  const std::string path = repeated("a.", 63);
  EXPECT_TRUE(parseSearch(R"({"match":[{")" + path + R"(a":1}]})"));
  expectRefused(R"({"match":[{")" + path + R"(a.a":1}]})");
}

// --- Parameters ----------------------------------------------------------------------

const Resource& kBackups = resourceOf(Kind::Backup);

ListParameters only(std::optional<std::string> ListParameters::*parameter, std::string text) {
  ListParameters parameters;
  parameters.*parameter = std::move(text);
  return parameters;
}

std::string refusedParameter(const ListParameters& parameters) {
  const auto query = makeQuery(kBackups, parameters, {});
  if (query) return "accepted";
  EXPECT_EQ(query.error().code, ErrorCode::InvalidRequest);
  return query.error().message;
}

TEST(ListParameters, HaveDefaults) {
  const Query query = makeQuery(kBackups, {}, {}).value();
  EXPECT_EQ(query.limit, 10);
  EXPECT_EQ(query.offset, 0);
  EXPECT_EQ(query.marker, "");
  EXPECT_EQ(query.sort.key, "");
  EXPECT_FALSE(query.withCount);
}

TEST(ListParameters, AreRead) {
  Search search;
  search.words.push_back({"w"});
  const Query query =
      makeQuery(kBackups, {"25", "50", "some-id", "hostname:desc", "True"}, search).value();
  EXPECT_EQ(query.limit, 25);
  EXPECT_EQ(query.offset, 50);
  EXPECT_EQ(query.marker, "some-id");
  EXPECT_EQ(query.sort.key, "hostname");
  EXPECT_TRUE(query.sort.descending);
  EXPECT_TRUE(query.withCount);
  EXPECT_EQ(summary(query.search), "~w ");
}

TEST(ListLimit, IsClamped) {
  EXPECT_EQ(
      makeQuery(kBackups, only(&ListParameters::limit, "9223372036854775807"), {}).value().limit,
      kMaxLimit);
  EXPECT_EQ(makeQuery(kBackups, only(&ListParameters::limit, "30"), {}, 20).value().limit, 20);
  EXPECT_EQ(makeQuery(kBackups, {}, {}, 5).value().limit, 5);
}

TEST(ListParameters, ThatAreNoNumbersAreRefusedByName) {
  for (const std::string text : {"", "-1", "x", "1x", " 1", "+1", "1.0", "0x10",
                                 "9223372036854775808", "99999999999999999999999"}) {
    EXPECT_TRUE(refusedParameter(only(&ListParameters::limit, text)).starts_with("limit must be"))
        << text;
    EXPECT_TRUE(refusedParameter(only(&ListParameters::offset, text)).starts_with("offset must be"))
        << text;
  }
  EXPECT_TRUE(refusedParameter(only(&ListParameters::limit, "0")).starts_with("limit must be"));
  EXPECT_EQ(refusedParameter(only(&ListParameters::offset, "0")), "accepted");
}

TEST(ListSort, TakesPromotedFieldsInBothDirections) {
  for (const Resource& resource : resources()) {
    std::vector<std::string> keys = {"created_at", "updated_at", std::string(resource.idField)};
    for (const Column& column : resource.columns) keys.emplace_back(column.name);
    for (const std::string& key : keys) {
      for (const char* direction : {"", ":asc", ":desc"}) {
        const auto query = makeQuery(resource, only(&ListParameters::sort, key + direction), {});
        ASSERT_TRUE(query) << resource.name << " " << key << direction;
        EXPECT_EQ(query.value().sort.key, key);
        EXPECT_EQ(query.value().sort.descending, direction == std::string_view(":desc"));
      }
    }
  }
}

TEST(ListSort, RefusesAnythingElse) {
  for (const std::string text : {"", "color", "hostname:up", "hostname:", ":asc",
                                 "hostname:asc:", "hostname,status", "Hostname"}) {
    EXPECT_NE(refusedParameter(only(&ListParameters::sort, text)), "accepted") << text;
  }
  const std::string message = refusedParameter(only(&ListParameters::sort, "color"));
  for (const Column& column : kBackups.columns)
    EXPECT_NE(message.find(column.name), std::string::npos) << message;
}

TEST(ListMarker, MustNotBeEmpty) {
  EXPECT_NE(refusedParameter(only(&ListParameters::marker, "")), "accepted");
}

TEST(BooleanParameter, HasManySpellings) {
  for (const std::string_view text : {"true", "True", "TRUE", "1", "yes", "on", "On"})
    EXPECT_TRUE(parseBoolean("b", text).value()) << text;
  for (const std::string_view text : {"false", "False", "0", "no", "off", "OFF"})
    EXPECT_FALSE(parseBoolean("b", text).value()) << text;
  for (const std::string_view text : {"", "2", "tru", "true ", "null"}) {
    const auto read = parseBoolean("with_count", text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::InvalidRequest);
    EXPECT_TRUE(read.error().message.starts_with("with_count must be")) << read.error().message;
  }
}

TEST(ParameterErrors, EchoNoMoreThanAShortSanitizedPiece) {
  const std::string message =
      refusedParameter(only(&ListParameters::limit, "\x1b[2J" + std::string(100'000, 'x')));
  EXPECT_LT(message.size(), 200U);
  EXPECT_EQ(message.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace freezer
