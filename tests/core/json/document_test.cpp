#include "core/json/document.h"
#include "core/json/document_reader.h"
#include "core/text.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace freezer {
namespace {

Document parsed(std::string_view text) {
  auto document = Document::parse(text);
  if (!document) ADD_FAILURE() << text << ": " << document.error().message;
  return document ? std::move(document).value() : Document();
}

std::string refusal(std::string_view text) {
  const auto document = Document::parse(text);
  if (document) return "accepted";
  EXPECT_EQ(document.error().code, ErrorCode::InvalidDocument);
  return document.error().message;
}

constexpr DocumentLimits kDefault;

std::string nested(std::size_t levels) {
  return "{\"a\":" + std::string(levels - 1, '[') + "0" + std::string(levels - 1, ']') + "}";
}

// --- Reading and writing -----------------------------------------------------------

struct RoundTrip {
  const char* name;
  const char* text;
};
void PrintTo(const RoundTrip& row, std::ostream* out) {
  *out << row.text;
}

class EveryDocument : public testing::TestWithParam<RoundTrip> {};

TEST_P(EveryDocument, IsWrittenAsItWasRead) {
  EXPECT_EQ(parsed(GetParam().text).text(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Document, EveryDocument,
    testing::Values(RoundTrip{"Empty", "{}"},
                    RoundTrip{"MembersOutOfOrder", R"({"z":1,"a":2,"m":{"y":1,"b":2}})"},
                    RoundTrip{"EmptyContainers", R"({"a":{},"b":[],"c":[{},[]]})"},
                    RoundTrip{"WholeDoubles", R"({"a":1.0,"b":-0.0,"c":1e+300})"},
                    RoundTrip{"ShortestDouble", R"({"a":0.1,"b":5e-324})"},
                    RoundTrip{"GreatestIntegers",
                              R"({"a":9223372036854775807,"b":-9223372036854775808})"},
                    RoundTrip{"Literals", R"({"a":[true,false,null]})"},
                    RoundTrip{"Escapes", R"({"a\"b":"\\ \b\f\n\r\t \u0000\u001f / é 😀"})"}),
    [](const auto& row) { return row.param.name; });

TEST(DocumentText, IsMinimalWhateverTheInputEscaped) {
  EXPECT_EQ(parsed(R"( { "a" : "\u00e9\ud83d\ude00\/" } )").text(), R"({"a":"é😀/"})");
}

// --- Refusals ------------------------------------------------------------------------

struct Refusal {
  const char* name;
  std::string text;
  const char* message;  ///< A part of it.
};
void PrintTo(const Refusal& row, std::ostream* out) {
  *out << row.name;
}

class EveryMalformedText : public testing::TestWithParam<Refusal> {};

TEST_P(EveryMalformedText, IsRefusedWithItsFaultAndPlace) {
  EXPECT_NE(refusal(GetParam().text).find(GetParam().message), std::string::npos)
      << refusal(GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Document, EveryMalformedText,
    testing::Values(
        Refusal{"Empty", "", "the text is empty"}, Refusal{"Blank", " \n", "the text is empty"},
        Refusal{"List", "[]", "must be an object"}, Refusal{"Number", "3", "must be an object"},
        Refusal{"Null", "null", "must be an object"},
        Refusal{"TrailingText", "{\"a\":1}x", "column 8: nothing may follow"},
        Refusal{"TrailingNul", std::string("{}\0", 3), "column 3: nothing may follow"},
        Refusal{"SecondDocument", "{}{}", "column 3: nothing may follow"},
        Refusal{"TrailingComma", "{\"a\":1,}", "column 8: a name in double quotes"},
        Refusal{"TrailingCommaInList", "{\"a\":[1,]}", "column 9: a JSON value"},
        Refusal{"NoColon", "{\"a\" 1}", "column 6: a colon"},
        Refusal{"NoComma", "{\"a\":[1 2]}", "column 9: a comma or a ]"},
        Refusal{"WrongCloser", "{\"a\":[1}}", "column 8: a comma or a ]"},
        Refusal{"NoEnd", "{\"a\":[1", "column 8: the text ends, and a ] is missing"},
        Refusal{"NoClosingQuote", "{\"a\":\"x}", "column 6: this string has no closing quote"},
        Refusal{"BareName", "{a:1}", "column 2: a name in double quotes"},
        Refusal{"Comment", "{/**/}", "column 2: a name in double quotes"},
        Refusal{"NaN", "{\"a\":NaN}", "column 6: a JSON value"},
        Refusal{"Infinity", "{\"a\":-Infinity}", "column 6: this is not a JSON number"},
        Refusal{"LeadingZero", "{\"a\":01}", "column 6: this is not a JSON number"},
        Refusal{"NoFraction", "{\"a\":1.}", "column 6: this is not a JSON number"},
        Refusal{"SecondLine", "{\n \"\u00e9\": tru\n}", "line 2, column 7: a JSON value"},
        Refusal{"ByteOrderMark", "\xEF\xBB\xBF{}", "byte order mark"},
        Refusal{"ControlCharacter", "{\"a\":\"\n\"}", "control character"},
        Refusal{"UnknownEscape", "{\"a\":\"\\q\"}", "column 7: this is not a JSON escape"},
        Refusal{"InvalidUtf8", "{\"a\":\"\xFF\"}", "column 7: this is not UTF-8"},
        Refusal{"OverlongUtf8", "{\"a\":\"\xC0\xAF\"}", "column 7: this is not UTF-8"},
        Refusal{"Utf8Surrogate", "{\"a\":\"\xED\xA0\x80\"}", "column 7: this is not UTF-8"},
        Refusal{"CutUtf8", "{\"a\":\"\xE2\x82", "column 7: this is not UTF-8"},
        Refusal{"HighSurrogate", "{\"a\":\"\\ud800\"}", "column 7: a surrogate"},
        Refusal{"HighSurrogateAndLetter", "{\"a\":\"\\ud800\\u0041\"}", "column 7: a surrogate"},
        Refusal{"LowSurrogate", "{\"a\":\"\\udc00\"}", "column 7: a surrogate"},
        Refusal{"IntegerAbove64Bits", "{\"a\":18446744073709551616}", "must fit into 64 bits"},
        Refusal{"IntegerBelow64Bits", "{\"a\":-9223372036854775809}", "must fit into 64 bits"},
        Refusal{"UnsignedInteger", "{\"b\":[{\"a\":9223372036854775808}]}",
                "/b/0/a must fit into 64 bits"},
        Refusal{"NumberBeyondADouble", "{\"a\":-1e400}", "must fit into a double"},
        Refusal{"DuplicateName", "{\"a\":1,\"a\":1}", "/a must not be given twice"},
        Refusal{"DuplicateNameWithin", R"({"a":{"b/~":[0,{"x":1,"\u0078":1}]}})",
                "/a/b~1~0/1/x must not be given twice"},
        Refusal{"Nesting", nested(kDefault.maxNesting + 1), "must not nest more than 64 levels"},
        Refusal{"NestingOfAnEmptyList",
                "{\"a\":" + std::string(64, '[') + std::string(64, ']') + "}",
                "must not nest more than 64 levels"},
        Refusal{"AHundredThousandBrackets", std::string(100'000, '['),
                "must not nest more than 64 levels"},
        Refusal{"AHundredThousandObjects",
                [] {
                  std::string text;
                  for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
                  return text;
                }(),
                "must not nest more than 64 levels"}),
    [](const auto& row) { return row.param.name; });

TEST(DocumentNesting, MayReachTheLimit) {
  EXPECT_TRUE(Document::parse(nested(kDefault.maxNesting)));
  EXPECT_TRUE(Document::parse(nested(3), {.maxNesting = 3}));
  EXPECT_FALSE(Document::parse(nested(4), {.maxNesting = 3}));
  EXPECT_TRUE(Document::parse(nested(500), {.maxNesting = 500}));
}

TEST(DocumentValues, MayReachTheLimit) {
  const auto list = [](std::size_t count) {
    std::string text = R"({"a":[{})";
    for (std::size_t i = 1; i < count; ++i) text += i % 2 == 0 ? ",{}" : ",0";
    return text + "]}";
  };
  EXPECT_TRUE(Document::parse(list(19'999)));  // With the list itself, 20,000.
  const auto refused = Document::parse(list(20'000));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "The document must not have more than 20000 values");
  EXPECT_FALSE(Document::parse(R"({"a":[[1],[1],[1]]})", {.maxValues = 6}));
  EXPECT_TRUE(Document::parse(R"({"a":[[1],[1],[1]]})", {.maxValues = 7}));
  EXPECT_EQ(countValues(Value(Document::parse(R"({"a":[[1],[1],{"b":1}]})").value().object())), 7);
}

TEST(DocumentRefusal, NamesDuplicatesAsAFault) {
  const auto document = Document::parse(R"({"a":{"b":1,"b":2}})");
  ASSERT_FALSE(document);
  ASSERT_EQ(document.error().faults.size(), 1U);
  EXPECT_EQ(document.error().faults[0].pointer, "/a/b");
}

TEST(DocumentRefusal, IsAboutTheFirstFaultOfTheText) {
  EXPECT_EQ(refusal(R"({"b":1,"a":1,"b":2,"a":2,"c":18446744073709551615})"),
            "/b must not be given twice");
  EXPECT_EQ(refusal(R"({"c":{"d":18446744073709551615},"a":1,"a":2})"),
            "/c/d must fit into 64 bits, sign included");
}

TEST(DocumentRefusal, EchoesNoRawBytes) {
  const std::string message = refusal("{\"\\u001b[31m\":1,\"\\u001b[31m\":2}");
  EXPECT_EQ(message, "/?[31m must not be given twice");
}

TEST(DocumentMembers, AreBoundedSoThatReadingStaysFast) {
  std::string text = "{";
  for (int i = 0; i < 10'000; ++i) text += "\"" + std::to_string(i) + "\":0,";
  text.back() = '}';
  EXPECT_EQ(refusal(text), "The document must not have more than 4096 members");
}

// --- Values ----------------------------------------------------------------------------

TEST(DocumentCopy, IsIndependent) {
  Document original = parsed(R"({"a":{"b":[{"c":1}]}})");
  Document copy = original.clone();
  copy.set("/a/x", 1);
  asObject(copy.arrayAt("/a/b")[0]).set("c", 2);
  EXPECT_EQ(original.text(), R"({"a":{"b":[{"c":1}]}})");
  EXPECT_EQ(copy.text(), R"({"a":{"b":[{"c":2}],"x":1}})");

  original = copy.clone();
  copy.remove("/a");
  EXPECT_EQ(original.text(), R"({"a":{"b":[{"c":2}],"x":1}})");
}

TEST(DocumentCopy, OfWhatIsSetIsTaken) {
  Document source = parsed(R"({"schedule":{"event":""}})");
  Document target;
  target.set("/job_schedule", source.at("/schedule"));
  target.set("/job_schedule/event", "start");
  EXPECT_EQ(source.text(), R"({"schedule":{"event":""}})");
}

TEST(DocumentOverAnObject, SharesIt) {
  const Document whole = parsed(R"({"list":[{"a":1}]})");
  Document entry = Document::viewOf(asObject(whole.at("/list/0")));
  entry.set("/a", 2);
  EXPECT_EQ(whole.text(), R"({"list":[{"a":2}]})");
}

TEST(DocumentPointer, ReadsMembersAndItems) {
  const Document document = parsed(R"({"a/b":{"~":[{"x":7}]},"":{"":"empty"},"n":null})");
  EXPECT_EQ(document.integerAt("/a~1b/~0/0/x", 0), 7);
  EXPECT_EQ(document.textAt("//"), "empty");
  EXPECT_TRUE(document.has(""));
  EXPECT_TRUE(document.has("/n"));
  EXPECT_TRUE(document.at("/n").isNull());
}

TEST(DocumentPointer, FindsNothingWhereNothingIs) {
  const Document document = parsed(R"({"list":[1],"text":"t"})");
  for (const std::string_view pointer : {"/x", "/x/y", "/list/1", "/list/00", "/list/-", "/list/-1",
                                         "/list/+0", "/list/99999999999999999999", "/text/0"}) {
    EXPECT_FALSE(document.has(pointer)) << pointer;
    EXPECT_TRUE(document.at(pointer).isNull()) << pointer;
  }
}

TEST(DocumentPointer, FallsBackForOtherTypes) {
  const Document document = parsed(R"({"text":"5","whole":1.0,"yes":true,"n":null})");
  EXPECT_EQ(document.integerAt("/text", -1), -1);
  EXPECT_EQ(document.integerAt("/whole", -1), -1);
  EXPECT_EQ(document.integerAt("/yes", -1), -1);
  EXPECT_EQ(document.textAt("/whole", "none"), "none");
  EXPECT_EQ(document.textAt("/n", "none"), "none");
  EXPECT_FALSE(document.objectAt("/text"));
  EXPECT_FALSE(document.arrayAt("/text"));
}

TEST(DocumentPointer, SetsAndRemoves) {
  Document document = parsed(R"({"a":1,"scalar":"s"})");
  document.set("/b/c~1d/e", Value());
  document.set("/a", true);
  document.set("/scalar/x", 1);
  EXPECT_EQ(document.text(), R"({"a":true,"scalar":{"x":1},"b":{"c/d":{"e":null}}})");
  document.remove("/b/c~1d/e");
  document.remove("/scalar");
  document.remove("/not/there");
  EXPECT_EQ(document.text(), R"({"a":true,"b":{"c/d":{}}})");
}

// RFC 7386, appendix A.
TEST(DocumentMerge, DoesAsTheStandardShows) {
  const struct {
    const char *original, *patch, *result;
  } rows[] = {
      {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
      {R"({"a":"b"})", R"({"a":null})", R"({})"},
      {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
      {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
      {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
      {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
      {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
      {R"({"a":[1]})", R"({"a":{"b":null,"c":[null]}})", R"({"a":{"c":[null]}})"},
      {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
  };
  for (const auto& row : rows) {
    Document document = parsed(row.original);
    document.merge(parsed(row.patch));
    EXPECT_EQ(document.text(), row.result) << row.original << " patched by " << row.patch;
  }
}

TEST(DocumentMerge, SharesNothingWithThePatch) {
  const Document patch = parsed(R"({"a":{"b":[{"c":1}]}})");
  Document document;
  document.merge(patch);
  asObject(document.arrayAt("/a/b")[0]).set("c", 2);
  EXPECT_EQ(patch.text(), R"({"a":{"b":[{"c":1}]}})");
}

TEST(ScalarText, IsTheTextOfAnyScalar) {
  const Document document = parsed(R"({"v":["3",3,true,1.5,null]})");
  std::string all;
  for (const ValueRef value : document.arrayAt("/v")) all += scalarText(value) + " ";
  EXPECT_EQ(all, "3 3 true 1.5 null ");
}

TEST(EqualIgnoringNulls, TakesANullMemberForAnAbsentOne) {
  const struct {
    const char *left, *right;
    bool equal;
  } rows[] = {
      {R"({"a":1,"b":null})", R"({"a":1})", true},
      {R"({"a":1})", R"({"c":null,"a":1})", true},
      {R"({"a":1,"b":2})", R"({"b":2,"a":1})", true},
      {R"({"a":[{"x":null}]})", R"({"a":[{}]})", true},
      {R"({"a":1})", R"({"b":1})", false},
      {R"({"a":1})", R"({"a":"1"})", false},
      {R"({"a":1})", R"({"a":1.0})", false},
      {R"({"a":[1,2]})", R"({"a":[2,1]})", false},
      {R"({"a":[1]})", R"({"a":[1,null]})", false},
      {R"({"a":{}})", R"({"a":[]})", false},
      {R"({"a":{}})", R"({})", false},
  };
  for (const auto& row : rows) {
    const Value left = Value(parsed(row.left).object());
    const Value right = Value(parsed(row.right).object());
    EXPECT_EQ(equalIgnoringNulls(left, right), row.equal) << row.left << " " << row.right;
    EXPECT_EQ(equalIgnoringNulls(right, left), row.equal) << row.right << " " << row.left;
  }
}

TEST(Excerpt, IsShortAndPrintable) {
  EXPECT_EQ(excerpt("plain \u00e9\U0001F600"), "plain \u00e9\U0001F600");
  EXPECT_EQ(excerpt("a\x1b[0m\xFF\xE2\x82\xC2\x9B\x7F"), "a?[0m?????");
  const std::string cut = excerpt(std::string(1'000'000, 'x'));
  EXPECT_EQ(cut, std::string(60, 'x') + "...");
}

TEST(ValueText, OfAnyTypeIsRead) {
  EXPECT_EQ(readValue("\"a\\u00e9\"", kDefault).value().text(), "a\u00e9");
  EXPECT_EQ(toJson(readValue(" [1, {\"b\": null}] ", kDefault).value()), "[1,{\"b\":null}]");
  EXPECT_TRUE(readValue("null", kDefault).value().isNull());
}

TEST(ValueText, IsRefusedWithThePosition) {
  const auto reasonOf = [](std::string_view text) {
    return readValue(text, kDefault).error().message;
  };
  EXPECT_EQ(reasonOf("[1"), "line 1, column 3: the text ends, and a ] is missing");
  EXPECT_EQ(reasonOf("{\n a: 1}"), "line 2, column 2: a name in double quotes is expected");
  EXPECT_EQ(reasonOf("99999999999999999999"), "line 1, column 1: an integer must fit into 64 bits");
  EXPECT_EQ(reasonOf("{\"a\":[{\"b\":1,\"b\":2}]}"), "/a/0/b must not be given twice");
  EXPECT_FALSE(readValue("1 2", kDefault));
  EXPECT_FALSE(readValue("", kDefault));
}

}  // namespace
}  // namespace freezer
