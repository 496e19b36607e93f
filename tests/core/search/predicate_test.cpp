#include "core/search/predicate.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace freezer {
namespace {

bool hasValue(std::string_view document, std::string_view key,
              const std::optional<std::string_view>& text) {
  Condition condition{std::string(key), std::nullopt};
  if (text) condition.text = *text;
  Predicate predicate;
  predicate.add(condition);
  Predicate inverse;
  condition.negated = true;
  inverse.add(condition);
  EXPECT_NE(predicate.matches(document), inverse.matches(document)) << document;
  return predicate.matches(document);
}

bool hasWord(std::string_view document, std::string_view word) {
  Predicate predicate;
  predicate.add(Word{std::string(word)});
  return predicate.matches(document);
}

bool isNull(std::string_view document, std::string_view key) {
  return hasValue(document, key, std::nullopt);
}

TEST(HasValue, FindsABareNameAtAnyDepth) {
  EXPECT_TRUE(hasValue(R"({"a":"x"})", "a", "x"));
  EXPECT_TRUE(hasValue(R"({"b":[1,{"c":{"a":"x"}}]})", "a", "x"));
  EXPECT_TRUE(hasValue(R"({"a":"y","b":{"a":"x"}})", "a", "x"));
  EXPECT_FALSE(hasValue(R"({"a":["x"],"x":"a"})", "a", "x"));
}

TEST(HasValue, FollowsAPathFromTheTopAndThroughLists) {
  EXPECT_TRUE(hasValue(R"({"a":{"b":"x"}})", "a.b", "x"));
  EXPECT_TRUE(hasValue(R"({"a":[{"b":["y","x"]}]})", "a.b", "x"));
  EXPECT_FALSE(hasValue(R"({"c":{"a":{"b":"x"}}})", "a.b", "x"));
  EXPECT_FALSE(hasValue(R"({"a":[[{"b":"x"}]]})", "a.b", "x"));
  EXPECT_FALSE(hasValue(R"({"a.b":"x"})", "a.b", "x"));
}

TEST(HasValue, ComparesScalarsByTheirText) {
  for (const std::string text :
       {"3", "-3", "9223372036854775807", "1.0", "0.1", "1e+300", "true", "false"}) {
    EXPECT_TRUE(hasValue(R"({"a":)" + text + "}", "a", text)) << text;
    EXPECT_TRUE(hasValue(R"({"a":")" + text + "\"}", "a", text)) << text;
  }
  EXPECT_FALSE(hasValue(R"({"a":1})", "a", "1.0"));
  EXPECT_FALSE(hasValue(R"({"a":null})", "a", "null"));
}

TEST(HasValue, WithoutATextFindsNullAndAbsence) {
  EXPECT_TRUE(isNull(R"({"a":null})", "a"));
  EXPECT_TRUE(isNull(R"({"b":1})", "a"));
  EXPECT_TRUE(isNull(R"({"a":1})", "a.b"));
  EXPECT_TRUE(isNull(R"({"a":1,"b":{"a":null}})", "a"));
  EXPECT_FALSE(isNull(R"({"a":{}})", "a"));
}

TEST(HasValue, TakesANulForACharacterLikeAnyOther) {
  const std::string key("z\0k", 3);
  const std::string document = R"({"z\u0000k":"v\u0000w"})";
  EXPECT_TRUE(hasValue(document, key, std::string_view("v\0w", 3)));
  EXPECT_FALSE(hasValue(document, key, "v"));
  EXPECT_FALSE(hasValue(document, "z", std::string_view("v\0w", 3)));
  EXPECT_TRUE(isNull(document, "z"));
}

TEST(HasWord, LooksIntoScalarsAlone) {
  EXPECT_TRUE(hasWord(R"({"a":[{"b":"some words"}]})", "word"));
  EXPECT_TRUE(hasWord(R"({"a":1234})", "23"));
  EXPECT_TRUE(hasWord(R"({"a":true})", "RU"));
  EXPECT_FALSE(hasWord(R"({"word":"x"})", "word"));
  EXPECT_FALSE(hasWord(R"({"a":null})", "null"));
}

TEST(HasWord, IgnoresCase) {
  EXPECT_TRUE(hasWord(R"({"a":"Web01.Example"})", "wEB01"));
  EXPECT_TRUE(hasWord(R"({"a":"ÄRGER"})", "ärger"));
  EXPECT_TRUE(hasWord(R"({"a":"x\u0000Y"})", std::string_view("\0y", 2)));
}

TEST(Predicate, HoldsIfEachOfItsPartsHolds) {
  const std::string document = R"({"a":"some words","b":[{"c":1},{"c":2}]})";
  Predicate predicate;
  EXPECT_TRUE(predicate.isEmpty());
  EXPECT_TRUE(predicate.matches(document));
  predicate.add(Condition{"c", "2"});
  predicate.add(Condition{"b.c", "3", true});
  predicate.add(Word{"words"});
  EXPECT_FALSE(predicate.isEmpty());
  EXPECT_TRUE(predicate.matches(document));
  predicate.add(Word{"some", true});
  EXPECT_FALSE(predicate.matches(document));
}

TEST(Predicate, ReadsATextOfAnySize) {
  std::string document = R"({"a":[)";
  while (document.size() < 200'000) document += R"({"b":"x"},)";
  document += R"({"c":"Y"}]})";
  EXPECT_TRUE(hasValue(document, "c", "Y"));
  EXPECT_FALSE(hasValue(document, "c", "x"));
  EXPECT_TRUE(hasWord(document, "y"));
}

TEST(Predicate, EndsOnATextThatIsNoObject) {
  for (const std::string_view text : {"", "[1]", "{", "null", R"({"a":)", R"({"a":"1)"}) {
    EXPECT_FALSE(hasValue(text, "a", "1")) << text;
    EXPECT_FALSE(hasWord(text, "1")) << text;
  }
}

}  // namespace
}  // namespace freezer
