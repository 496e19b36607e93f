// Random searches over random documents: what an engine finds is what a plain reading of the
// specification finds.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/rules/index_entries.h"
#include "core/store/store.h"
#include "tests/core/store/engines.h"

namespace freezer::test {
namespace {

// --- The specification, read plainly ---------------------------------------------------------

bool sameText(ValueRef value, const std::optional<std::string>& text) {
  if (asObject(value) || asArray(value)) return false;
  if (value.isNull()) return !text;
  return text && scalarText(value) == *text;
}

/// Every value of a member called `name`, at any depth.
void collect(ValueRef value, const std::string& name, std::vector<Value>& found) {
  if (const Object object = asObject(value)) {
    for (const auto& [member, child] : object.copyOfMembers()) {
      if (member == name) found.push_back(child);
      collect(child, name, found);
    }
  }
  if (const Array array = asArray(value)) {
    for (const ValueRef element : array) collect(element, name, found);
  }
}

/// Every value at the path, a list on the way standing for its elements.
void follow(ValueRef value, const std::string& path, std::vector<Value>& found) {
  const Object object = asObject(value);
  const std::string name = path.substr(0, path.find('.'));
  if (!object || !object.has(name)) return;
  const auto visit = [&](ValueRef child) {
    if (name == path) {
      found.push_back(child);
    } else {
      follow(child, path.substr(name.size() + 1), found);
    }
  };
  if (const Array array = asArray(object.get(name))) {
    for (const ValueRef element : array) visit(element);
  } else {
    visit(object.get(name));
  }
}

bool holds(const Condition& condition, const Document& document) {
  std::vector<Value> found;
  if (condition.key.find('.') == std::string::npos) {
    collect(Value(document.object()), condition.key, found);
  } else {
    follow(Value(document.object()), condition.key, found);
  }
  const bool absent = found.empty() && !condition.text;
  const bool any =
      std::ranges::any_of(found, [&](ValueRef value) { return sameText(value, condition.text); });
  return (absent || any) != condition.negated;
}

bool matches(const Search& search, const Document& document) {
  return std::ranges::all_of(
      search.conditions, [&](const Condition& condition) { return holds(condition, document); });
}

// --- Random material -------------------------------------------------------------------------

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t count) { return engine_() % count; }

  std::string pick(const std::vector<std::string>& words) { return words[below(words.size())]; }

  /// JSON text; few names and values, so that many coincide.
  std::string value(int depth) {
    if (depth > 0 && below(3) == 0) return object(depth - 1);
    if (depth > 0 && below(5) == 0) return "[" + value(depth - 1) + "," + value(depth - 1) + "]";
    return pick(kScalars);
  }

  std::string object(int depth) {
    std::string members;
    for (const std::string& name : kNames) {
      if (below(3) != 0) continue;
      members += (members.empty() ? "\"" : ",\"") + name + "\":" + value(depth);
    }
    return "{" + members + "}";
  }

  std::string search() {
    std::string match;
    std::string matchNot;
    for (std::size_t i = below(3) + 1; i > 0; --i) {
      std::string& entries = below(3) == 0 ? matchNot : match;
      entries += (entries.empty() ? "{\"" : ",{\"") + key() + "\":" + pick(kScalars) + "}";
    }
    return R"({"match":[)" + match + R"(],"match_not":[)" + matchNot + "]}";
  }

 private:
  std::string key() {
    std::string key = pick(kNames);
    for (std::size_t i = below(3); i > 1; --i) key += "." + pick(kNames);
    return key;
  }

  static inline const std::vector<std::string> kNames = {"status", "session_tag", "jobs",  "a", "b",
                                                         "z",      R"(z\u0000k)", "job/x", "%"};
  static inline const std::vector<std::string> kScalars = {
      "\"x\"", "1",    "\"1\"", "1.0",  "true",     "\"true\"",
      "false", "null", "\"\"",  "-2.5", "\"-2.5\"", R"("x\u0000y")"};

  std::minstd_rand engine_;
};

class SearchAgreement : public testing::TestWithParam<Engine> {};

TEST_P(SearchAgreement, EnginesFindWhatTheSpecificationSays) {
  const Resource& sessions = resourceOf(Kind::Session);
  const Scope scope = {Scope::By::Project, "p"};
  const StorePlace place(GetParam());
  const auto store = place.open();
  Dice dice(1);
  std::vector<Document> documents;
  for (int i = 0; i < 150; ++i) {
    documents.push_back(Document::parse(dice.object(3)).value());
    documents.back().set("/session_id", "s" + std::to_string(i));
  }
  ASSERT_TRUE(store->write([&](Transaction& transaction) -> Result<void> {
    for (const Document& document : documents) {
      const auto inserted = transaction.insert(
          sessions, {document.textAt("/session_id"), "p", "u", 1, 0, 0, document.text(), {}},
          indexEntries(sessions, document));
      if (!inserted) return inserted;
    }
    return {};
  }));

  int hits = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string body = dice.search();
    Query query;
    query.search = parseSearch(body).value();
    query.limit = 1000;
    const auto page =
        readFrom(*store, [&](Snapshot& view) { return readPage(view, sessions, scope, query); });
    ASSERT_TRUE(page) << body << page.error().detail;
    std::vector<std::string> found;
    for (const Record& record : page.value().records) found.push_back(record.id);
    std::vector<std::string> expected;
    for (const Document& document : documents) {
      if (matches(query.search, document)) expected.push_back(document.textAt("/session_id"));
    }
    ASSERT_EQ(found, expected) << body;
    hits += static_cast<int>(!expected.empty());
  }
  EXPECT_GT(hits, 300);  // Else the searches were too odd to say anything.
}

INSTANTIATE_TEST_SUITE_P(Engines, SearchAgreement, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace freezer::test
