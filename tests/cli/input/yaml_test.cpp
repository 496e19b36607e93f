// Documents in YAML: what is read, what is refused, and that output in YAML can be read back.

#include <random>

#include "cli/input/yaml_reader.h"
#include "cli/output/yaml.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// The JSON text of a YAML document, or the error.
std::string jsonOf(const std::string& yaml, const DocumentLimits& limits = {}) {
  const Result<Document> document = cli::readYaml(yaml, limits);
  return document ? document.value().text() : document.error().message;
}

TEST(YamlTest, AScalarHasTheTypeOfTheCoreSchema) {
  const std::pair<std::string, std::string> kCases[] = {
      {"", "null"},
      {"~", "null"},
      {"null", "null"},
      {"Null", "null"},
      {"nUll", "\"nUll\""},
      {"true", "true"},
      {"False", "false"},
      {"yes", "\"yes\""},
      {"no", "\"no\""},
      {"on", "\"on\""},
      {"Off", "\"Off\""},
      {"y", "\"y\""},
      {"0", "0"},
      {"-7", "-7"},
      {"+7", "7"},
      {"007", "7"},
      {"0o17", "15"},
      {"0x1F", "31"},
      {"0b1", "\"0b1\""},
      {"1_000", "\"1_000\""},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"1.5", "1.5"},
      {"1.", "1.0"},
      {"+.5", "0.5"},
      {"1e3", "1000.0"},
      {"-1.5E-3", "-0.0015"},
      {".", "\".\""},
      {"1e", "\"1e\""},
      {"1.2.3", "\"1.2.3\""},
      {"12:30", "\"12:30\""},
      {"2024-01-01", "\"2024-01-01\""},
      {"2026-01-31T23:59:00", "\"2026-01-31T23:59:00\""},
      {"'1'", "\"1\""},
      {"\"true\"", "\"true\""},
      {"''", "\"\""},
      {"\"a\\tb\\u00e9\\x41\"",
       "\"a\\tbé"
       "A\""},
      {"1 days", "\"1 days\""},
      {"<<", "\"<<\""},
      {"!!str 1", "\"1\""},
      {"! 1", "\"1\""},
      {"!!int '1'", "1"},
      {"!!float 1", "1.0"},
      {"!!bool \"true\"", "true"},
      {"!!null ''", "null"},
      {"&anchor x", "\"x\""},
  };
  for (const auto& [yaml, json] : kCases)
    EXPECT_EQ(jsonOf("v: " + yaml + "\n"), "{\"v\":" + json + "}") << yaml;
}

TEST(YamlTest, CollectionsAndTextOfSeveralLinesAreRead) {
  EXPECT_EQ(jsonOf("# A comment.\n"
                   "---\n"
                   "a:\n"
                   "- b: 1\n"
                   "  c: [x, {y: z}]\n"
                   "- []\n"
                   "d: {}\n"
                   "e: |\n"
                   "  one\n"
                   "  two\n"
                   "f: >-\n"
                   "  one\n"
                   "  two\n"
                   "...\n"),
            R"({"a":[{"b":1,"c":["x",{"y":"z"}]},[]],"d":{},"e":"one\ntwo\n","f":"one two"})");
}

TEST(YamlTest, ATextThatEndsWithoutALineEndIsRead) {
  EXPECT_EQ(jsonOf("a: b"), R"({"a":"b"})");
  EXPECT_EQ(jsonOf("a: |\n  b"), R"({"a":"b\n"})");
  EXPECT_EQ(jsonOf("a: \"b\""), R"({"a":"b"})");
}

TEST(YamlTest, AKeyIsTheTextThatIsWritten) {
  EXPECT_EQ(jsonOf("1: a\ntrue: b\n'null': c\n\"\": d\n<<: {x: y}\n"),
            R"({"1":"a","true":"b","null":"c","":"d","<<":{"x":"y"}})");
}

TEST(YamlTest, WhatIsRefusedIsNamedWithItsPlace) {
  const std::pair<std::string, std::string> kCases[] = {
      {"", "the document must be a map"},
      {"# nothing\n", "the document must be a map"},
      {"---\n", "the document must be a map"},
      {"text", "line 1, column 1: the document must be a map"},
      {"- a\n", "line 1, column 1: the document must be a map"},
      {"a: 1\nb: 2\na: 3\n", "line 3, column 1: the key 'a' is given twice"},
      {"a: {b: 1, 'b': 2}\n", "line 1, column 11: the key 'b' is given twice"},
      {"a: 1\n---\nb: 2\n", "line 2, column 1: a second document"},
      {"a: 1\n---\n", "line 2, column 1: a second document"},
      {"a: &x 1\né: *x\n", "line 2, column 4: an alias is not allowed"},
      {"? [a]\n: 1\n", "line 1, column 3: a key must be a text"},
      {"? {a: b}\n: 1\n", "line 1, column 3: a key must be a text"},
      {"~: 1\n", "line 1, column 1: a key must not be null"},
      {"a: 9223372036854775808\n", "line 1, column 4: an integer must fit into 64 bits; put it in"},
      {"a: 0xFFFFFFFFFFFFFFFF\n", "an integer must fit into 64 bits"},
      {"a: 1e400\n", "line 1, column 4: a number must fit into a double; put it in quotes"},
      {"a: .inf\n", "line 1, column 4: a number must be finite; put it in quotes"},
      {"a: -.INF\n", "a number must be finite"},
      {"a: .nan\n", "a number must be finite"},
      {"a: !!int x\n", "'x' does not fit the tag !!int"},
      {"a: !!binary aGk=\n", "line 1, column 4: the tag tag:yaml.org,2002:binary is not supported"},
      {"a: !own x\n", "the tag !own is not supported; remove it"},
      {"a: !!set {x: y}\n", "line 1, column 4: the tag tag:yaml.org,2002:set is not supported"},
      {"a: !!map [x]\n", "is not supported here"},
      {"a: [1, 2\n", "line 2, column 1: the text ends, and a quote or bracket is missing"},
      {"a: b: c\n", "line 1, column 5: "},
      {"a: \"b\n", "line 2, column 1: the text ends, and a quote or bracket is missing"},
      {"a: 'b", "line 1, column 6: the text ends"},
      {"a: 1\nb: \xFF\n", "line 2, column 4: this is not UTF-8"},
      {std::string("a: \0\n", 5), "line 1, column 4: a control character must be escaped"},
      {"a: \x04\nb: 1\n", "line 1, column 4: a control character must be escaped"},
      {"\xEF\xBB\xBF"
       "a: 1\n",
       "line 1, column 1: a byte order mark"},
  };
  for (const auto& [yaml, message] : kCases)
    EXPECT_NE(jsonOf(yaml).find(message), std::string::npos) << yaml << '\n' << jsonOf(yaml);
}

TEST(YamlTest, LimitsAreThoseOfJson) {
  const auto nested = [](std::size_t levels) {
    return "a: " + std::string(levels - 1, '[') + std::string(levels - 1, ']');
  };
  EXPECT_EQ(jsonOf(nested(64)).find("malformed"), std::string::npos);
  EXPECT_NE(jsonOf(nested(65)).find("line 1, column 67: the document must not nest more than 64"),
            std::string::npos);
  EXPECT_NE(jsonOf(nested(100'000)).find("must not nest more"), std::string::npos);
  EXPECT_NE(jsonOf("a: " + std::string(100'000, '[')).find("malformed"), std::string::npos);
  EXPECT_NE(jsonOf("a: [1, 2, 3]", {.maxValues = 3}).find("more than 3 values"), std::string::npos);
  EXPECT_NE(jsonOf("a: 1\nb: 2", {.maxMembers = 1}).find("more than 1 members"), std::string::npos);
}

// --- Output, read back ---------------------------------------------------------

/// Expects that the YAML of a document is read as the same document.
void expectKept(const Document& document) {
  const std::string yaml = cli::toYaml(Value(document.object()));
  EXPECT_EQ(jsonOf(yaml), document.text()) << yaml;
}

const std::string kAwkward[] = {
    "",       " ",     " x",     "x ",     "null",       "~",       "Null",   "true",   "yes",
    "off",    "n",     "0",      "-1",     "+1",         "0x1F",    "0o7",    "010",    "1e3",
    "1.",     ".5",    ".inf",   ".nan",   "1_000",      "12:30",   "- a",    "-",      "---",
    "...",    "? a",   ": a",    "a: b",   "a:",         "#",       "a #b",   "%YAML",  "@a",
    "`a",     "!a",    "&a",     "*a",     "<<",         "=",       "|",      ">",      "{",
    "}",      "[]",    "{a: b}", ",",      "2024-01-01", "'",       "\"",     "\\",     "\\n",
    "a'b\"",  "a\nb",  "a\n",    "\na",    "\n",         "a\n\n b", "a\r\nb", "\t",     "a\tb",
    "\x01",   "\x1b[", "\x7f",   "\u0085", "\u00a0",     "\u2028",  "\ufeff", "\ufffd", "é",
    "日本語", "😀",     "\u202e", "\u200b", "a  b",       "a - b",   "C:\\x",  "${a}",   "%s",
};

TEST(YamlOutputTest, AwkwardTextIsReadBackAsValueAndAsKey) {
  for (const std::string& text : kAwkward) {
    Document document;
    document.object().set("v", text);
    document.object().set(text, Array::make(1));
    expectKept(document);
  }
}

TEST(YamlOutputTest, ALongKeyIsReadBack) {
  for (const std::size_t length : {100, 1000, 1024, 1025, 5000}) {
    for (const std::string piece : {"a", "\x01", "é", "\u2028"}) {
      Document document;
      std::string key;
      while (key.size() < length) key += piece;
      document.object().set(key, Object::make());
      document.object().set("next", 1);
      EXPECT_TRUE(jsonOf(cli::toYaml(Value(document.object()))) == document.text())
          << length << " bytes of " << testing::PrintToString(piece);
    }
  }
}

/// Makes random documents of awkward values.
class RandomValues {
 public:
  explicit RandomValues(unsigned seed) : random_(seed) {}

  Object object(int levels) {
    Object object = Object::make();
    for (std::size_t left = below(4); left > 0; --left) {
      const std::string key = text();
      object.set(key, value(levels));
    }
    return object;
  }

 private:
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  std::string text() {
    std::string text = kAwkward[below(std::size(kAwkward))];
    if (below(3) == 0) text += kAwkward[below(std::size(kAwkward))];
    return text;
  }

  Value array(int levels) {
    Array array = Array::make();
    for (std::size_t left = below(4); left > 0; --left) array.add(value(levels));
    return array;
  }

  Value value(int levels) {
    static const Value kScalars[] = {Value(), true, false, 0,     INT64_MIN, INT64_MAX,
                                     0.5,     -0.0, 1.0,   1e300, 5e-324,    1e20};
    switch (below(levels > 0 ? 4 : 2)) {
      case 0: return text();
      case 1: return kScalars[below(std::size(kScalars))];
      case 2: return object(levels - 1);
      default: return array(levels - 1);
    }
  }

  std::mt19937 random_;
};

TEST(YamlOutputTest, RandomDocumentsAreReadBack) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    expectKept(Document::viewOf(RandomValues(seed).object(6)));
  }
}

// --- Commands ------------------------------------------------------------------

class YamlFileTest : public ProgramTest {};

TEST_F(YamlFileTest, AFileAndStandardInputMayBeYaml) {
  succeed({"actions", "create", "--file", "-"},
          "action_id: a1\n"
          "freezer_action:  # The agent's.\n"
          "  action: backup\n"
          "  max_level: 7\n");
  EXPECT_EQ(toJson(show("actions", "a1").at("/freezer_action")),
            R"({"action":"backup","max_level":7})");
  const std::string other = file("a1.yaml", "freezer_action: {action: info}\n");
  succeed({"actions", "replace", "a1", "--file", other});
  succeed({"actions", "patch", "a1", "--file", "-"}, "max_retries: 3\n");
  EXPECT_EQ(show("actions", "a1").textAt("/freezer_action/action"), "info");
  EXPECT_EQ(show("actions", "a1").integerAt("/max_retries", 0), 3);
}

TEST_F(YamlFileTest, WhatIsPrintedAsYamlCreatesTheSameDocument) {
  succeed(someJob("j1"));
  succeed({"jobs", "patch", "j1", "--description", "- a: 'b' # c\n"});
  const Document before = show("jobs", "j1");
  const std::string printed = run({"jobs", "show", "j1", "-f", "yaml"}).out;
  succeed({"jobs", "replace", "j1", "--file", "-"}, printed);
  EXPECT_EQ(show("jobs", "j1").text(), before.text());
}

TEST_F(YamlFileTest, AnErrorNamesTheFile) {
  const std::string path = file("broken.yaml", "a: 1\na: 2\n");
  fail({"backups", "create", "--file", path}, 5,
       path + ": The YAML is malformed at line 2, column 1: the key 'a' is given twice");
  fail({"backups", "create", "--file", "-"}, 5, "standard input: The YAML is malformed at line 1",
       "a: *b\n");
}

TEST_F(YamlFileTest, TextThatBeginsWithABracketIsStrictJson) {
  fail({"backups", "create", "--file", "-"}, 5, "The JSON is malformed", "{a: 1}");
  fail({"backups", "create", "--file", "-"}, 5, "The JSON must be an object", " \n[]");
}

}  // namespace
}  // namespace freezer::test
