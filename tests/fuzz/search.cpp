// The first line is the body of a search, the rest a document: the predicate of the search matches
// the document if a plain reading of the specification does.

#include "core/search/search.h"

#include <Poco/UTF8String.h>

#include <algorithm>

#include "core/json/document.h"
#include "core/search/predicate.h"
#include "core/text.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

/// The text of a scalar; none for null, lists and objects.
std::optional<std::string> textOf(const Json& json) {
  if (const auto* text = std::get_if<std::string>(&json.value)) return *text;
  if (const auto* truth = std::get_if<bool>(&json.value)) return *truth ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&json.value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&json.value)) return toJson(Value(*real));
  return std::nullopt;
}

/// Every value of a member called `name`, at any depth.
void collect(const Json& json, std::string_view name, std::vector<const Json*>& found) {
  if (const auto* members = json.members()) {
    for (const auto& [member, value] : *members) {
      if (member == name) found.push_back(&value);
      collect(value, name, found);
    }
  } else if (const auto* list = json.list()) {
    for (const Json& item : *list) collect(item, name, found);
  }
}

/// Every value at the path, a list on the way standing for its entries.
void follow(const Json& json, std::string_view path, std::vector<const Json*>& found) {
  if (json.members() == nullptr) return;
  const std::string_view name = path.substr(0, path.find('.'));
  for (const auto& [member, value] : *json.members()) {
    if (member != name) continue;
    const auto visit = [&](const Json& child) {
      if (name == path) {
        found.push_back(&child);
      } else {
        follow(child, path.substr(name.size() + 1), found);
      }
    };
    if (value.list() == nullptr) {
      visit(value);
    } else {
      std::ranges::for_each(*value.list(), visit);
    }
  }
}

bool holds(const Condition& condition, const Json& document) {
  std::vector<const Json*> found;
  if (condition.key.find('.') == std::string::npos) {
    collect(document, condition.key, found);
  } else {
    follow(document, condition.key, found);
  }
  const bool isAbsent = found.empty() && !condition.text;
  const bool isFound = std::ranges::any_of(found, [&](const Json* json) {
    return condition.text ? textOf(*json) == condition.text : json->isNull();
  });
  return (isAbsent || isFound) != condition.negated;
}

/// The text of a scalar in lower case.
struct Folded {
  std::string ascii;  ///< Only its ASCII letters.
  std::string all;
};

void fold(const Json& json, std::vector<Folded>& folded) {
  if (const auto* list = json.list()) {
    for (const Json& item : *list) fold(item, folded);
  } else if (const auto* members = json.members()) {
    for (const Json::Member& member : *members) fold(member.value, folded);
  } else if (const auto text = textOf(json)) {
    folded.push_back({lowered(*text), Poco::UTF8::toLower(*text)});
  }
}

/// A word in ASCII is not found in other letters, such as the sign of Kelvin, whose lower case is
/// k.
bool holds(const Word& word, const std::vector<Folded>& folded) {
  const bool isAscii = std::ranges::none_of(word.text, [](char c) { return c < 0; });
  const std::string wanted = Poco::UTF8::toLower(word.text);
  const bool occurs = std::ranges::any_of(folded, [&](const Folded& text) {
    return (isAscii ? text.ascii : text.all).find(wanted) != std::string::npos;
  });
  return occurs != word.negated;
}

}  // namespace

void search(std::string_view input) {
  const std::string_view line = input.substr(0, input.find('\n'));
  const auto parsed = parseSearch(line);
  const auto document = Document::parse(input.substr(line.size()));
  if (!parsed || !document) return;
  const Search& search = parsed.value();

  Predicate predicate;
  for (const Condition& condition : search.conditions) predicate.add(condition);
  for (const Word& word : search.words) predicate.add(word);

  const std::string text = document.value().text();
  const Json json = *readPlain(text, DocumentLimits().maxNesting);
  std::vector<Folded> folded;
  fold(json, folded);
  const bool expected =
      std::ranges::all_of(search.conditions, [&](const auto& each) { return holds(each, json); }) &&
      std::ranges::all_of(search.words, [&](const auto& each) { return holds(each, folded); });
  require(predicate.matches(text) == expected, "a predicate decides as the specification says");
}

}  // namespace freezer::fuzz
