#include "core/search/search.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/json/document.h"
#include "core/text.h"

namespace freezer {
namespace {

// Limits of one search (freezer-api-rest(7), "Limits").
constexpr std::size_t kMaxConditions = 100;
constexpr std::size_t kMaxWords = 64;
constexpr std::ptrdiff_t kMaxWordLength = 256;  // Characters.
constexpr std::ptrdiff_t kMaxPathNames = 64;

Error invalidSearch(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

// --- Search ----------------------------------------------------------------------

Result<void> addWord(Search& search, std::string_view word, bool negated) {
  if (search.words.size() == kMaxWords) {
    return invalidSearch("A search may have at most " + std::to_string(kMaxWords) + " words");
  }
  const auto length = std::ranges::count_if(
      word, [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; });  // No continuation.
  if (length > kMaxWordLength) {
    return invalidSearch("The word \"" + excerpt(word) + "\" of a search must have at most " +
                         std::to_string(kMaxWordLength) + " characters");
  }
  search.words.push_back({std::string(word), negated});
  return {};
}

/// Whether a dotted path has no empty part.
bool isKey(std::string_view key) {
  return !key.empty() && key.front() != '.' && key.back() != '.' &&
         key.find("..") == std::string_view::npos;
}

/// A position in a search, for error messages.
struct Where {
  std::string_view list = {};  ///< Empty: top level.
  std::size_t index = 0;

  std::string text() const {
    return list.empty() ? "the search" : std::string(list) + "[" + std::to_string(index) + "]";
  }
};

/// Adds a condition for one member of an entry.
Result<void> addMemberOfEntry(Search& search, const std::string& key, ValueRef value, bool negated,
                              const Where& where) {
  if (!isKey(key))
    return invalidSearch(where.text() + " must name a member or a dotted path, not \"" +
                         excerpt(key) + "\"");
  if (asObject(value) || asArray(value))
    return invalidSearch("The value of \"" + excerpt(key) + "\" in " + where.text() +
                         " must be text, a number, true, false or null");
  if (key == "_all") {
    if (value.isNull())
      return invalidSearch("The value of \"_all\" in " + where.text() + " must be text");
    return addText(search, scalarText(value), negated);
  }
  Condition condition{key, std::nullopt, negated};
  if (!value.isNull()) condition.text = scalarText(value);
  return addCondition(search, std::move(condition));
}

/// Adds a list of {key: value} objects; each member is a condition.
Result<void> addEntries(Search& search, ValueRef value, bool negated, std::string_view name) {
  const Array entries = asArray(value);
  if (!entries)
    return invalidSearch("\"" + std::string(name) +
                         "\" must be a list of {\"key\": value} objects");
  Where where{name};
  for (const ValueRef item : entries) {
    const Object entry = asObject(item);
    if (!entry || entry.size() == 0)
      return invalidSearch(where.text() + " must be an object such as {\"key\": value}");
    for (const Member& member : entry.members()) {
      if (auto added = addMemberOfEntry(search, member.name, member.value, negated, where); !added)
        return added;
    }
    ++where.index;
  }
  return {};
}

Result<void> setTime(std::optional<std::int64_t>& time, const std::string& name, ValueRef value) {
  if (value.isInteger()) {
    time = value.integer();
  } else if (value.isText()) {
    time = parseInteger(trimmed(value.text()));
  }
  if (time) return {};
  return invalidSearch("\"" + name + "\" must be a whole number: seconds since the epoch");
}

Result<void> addMember(Search& search, const std::string& name, ValueRef value) {
  if (name == "match") return addEntries(search, value, false, name);
  if (name == "match_not") return addEntries(search, value, true, name);
  if (name == "_all") return addMemberOfEntry(search, name, value, false, Where());
  if (name == "time_after") return setTime(search.timeAfter, name, value);
  if (name == "time_before") return setTime(search.timeBefore, name, value);
  return invalidSearch(
      "A search can have match, match_not, _all, time_after and time_before, but not \"" +
      excerpt(name) + "\"");
}

/// Parses `text` as a JSON list; null if it is not one. A list that is valid JSON but not accepted,
/// for example because of duplicate keys, is an error.
Result<Array> readList(const std::string& text) {
  if (!trimmed(text).starts_with('[')) return Array();
  const Result<Document> wrapped = Document::parse("{\"_all\":" + text + "}");
  if (!wrapped) {
    const bool isMalformed = wrapped.error().faults.empty();
    return isMalformed ? Result<Array>(Array()) : wrapped.error();
  }
  // Exclude text such as `[], "x": 0`, which is valid only inside the wrapper.
  return wrapped.value().object().size() == 1 ? wrapped.value().arrayAt("/_all") : Array();
}

// --- Parameters ------------------------------------------------------------------

/// Sets `number` if the parameter is present.
Result<void> readInteger(std::string_view name, const std::optional<std::string>& text,
                         std::int64_t least, std::int64_t& number) {
  if (!text) return {};
  const auto given = parseInteger(*text);
  if (!given || *given < least)
    return invalidSearch(std::string(name) + " must be a 64-bit integer, at least " +
                         std::to_string(least) + ", not \"" + excerpt(*text) + "\"");
  number = *given;
  return {};
}

Result<Sort> parseSort(const std::vector<std::string_view>& keys, std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view key = text.substr(0, colon);
  const std::string_view direction =
      colon == std::string_view::npos ? "asc" : text.substr(colon + 1);
  if (std::ranges::find(keys, key) == keys.end()) {
    std::string message = "sort must name one of ";
    for (const std::string_view known : keys) message.append(known).append(", ");
    return invalidSearch(message + "not \"" + excerpt(key) + "\"");
  }
  if (direction != "asc" && direction != "desc")
    return invalidSearch("sort must have the direction asc or desc, not \"" + excerpt(direction) +
                         "\"");
  return Sort{std::string(key), direction == "desc"};
}

}  // namespace

Result<Search> parseSearch(std::string_view body) {
  Search search;
  if (body.find_first_not_of(kWhiteSpace) == std::string_view::npos) return search;
  const Result<Document> document = Document::parse(body);
  if (!document) return document.error();
  for (const Member& member : document.value().object().members()) {
    if (auto added = addMember(search, member.name, member.value); !added) return added.error();
  }
  return search;
}

Result<void> addCondition(Search& search, Condition condition) {
  if (search.conditions.size() == kMaxConditions) {
    return invalidSearch("A search may have at most " + std::to_string(kMaxConditions) +
                         " conditions");
  }
  if (std::ranges::count(condition.key, '.') >= kMaxPathNames) {
    return invalidSearch("The path \"" + excerpt(condition.key) + "\" must have at most " +
                         std::to_string(kMaxPathNames) + " names");
  }
  search.conditions.push_back(std::move(condition));
  return {};
}

Result<void> addText(Search& search, const std::string& text, bool negated) {
  const Result<Array> list = readList(text);
  if (!list) return invalidSearch("The list in \"_all\": " + list.error().message);
  if (list.value()) return addEntries(search, Value(list.value()), negated, "_all");
  std::string_view rest = trimmed(text);
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find_first_of(kWhiteSpace));
    if (auto added = addWord(search, word, negated); !added) return added;
    rest = trimmed(rest.substr(word.size()));
  }
  return {};
}

std::vector<std::string_view> sortKeys(const Resource& resource) {
  std::vector<std::string_view> keys = {"created_at", "updated_at", resource.idField};
  std::ranges::transform(resource.columns, std::back_inserter(keys), &Column::name);
  return keys;
}

Result<Query> makeQuery(const Resource& resource, const ListParameters& parameters, Search search,
                        std::int64_t maxLimit) {
  Query query;
  query.search = std::move(search);
  if (auto read = readInteger("limit", parameters.limit, 1, query.limit); !read)
    return read.error();
  query.limit = std::min(query.limit, maxLimit);
  if (auto read = readInteger("offset", parameters.offset, 0, query.offset); !read)
    return read.error();
  if (parameters.marker) {
    if (parameters.marker->empty())
      return invalidSearch("marker must be the id of the document to start after");
    query.marker = *parameters.marker;
  }
  if (parameters.sort) {
    Result<Sort> sort = parseSort(sortKeys(resource), *parameters.sort);
    if (!sort) return sort.error();
    query.sort = std::move(sort).value();
  }
  if (parameters.withCount) {
    const Result<bool> withCount = parseBoolean("with_count", *parameters.withCount);
    if (!withCount) return withCount.error();
    query.withCount = withCount.value();
  }
  return query;
}

std::vector<std::string_view> orderKeys(const Resource& resource) {
  std::vector<std::string_view> keys = sortKeys(resource);
  std::ranges::transform(resource.derivedKeys, std::back_inserter(keys), &DerivedKey::name);
  return keys;
}

Result<void> setOrder(Query& query, const Resource& resource, std::string_view text) {
  const std::vector<std::string_view> keys = orderKeys(resource);
  std::vector<Sort> order;
  for (std::size_t from = 0, comma = 0; comma != std::string_view::npos; from = comma + 1) {
    comma = text.find(',', from);
    Result<Sort> sort = parseSort(keys, text.substr(from, comma - from));
    if (!sort) return sort.error();
    order.push_back(std::move(sort).value());
  }
  const bool hasMarkers =
      order.size() == 1 && findDerivedKey(resource, order.front().key) == nullptr;
  if (hasMarkers) {
    query.sort = std::move(order.front());
  } else if (!query.marker.empty()) {
    return invalidSearch("marker needs one sort key with an index, not \"" + excerpt(text) +
                         "\"; use an offset");
  } else {
    query.order = std::move(order);
  }
  return {};
}

Result<bool> parseBoolean(std::string_view name, std::string_view text) {
  constexpr std::string_view kTrue[] = {"true", "1", "yes", "on"};
  constexpr std::string_view kFalse[] = {"false", "0", "no", "off"};
  const std::string lower = lowered(text);
  if (std::ranges::find(kTrue, lower) != std::end(kTrue)) return true;
  if (std::ranges::find(kFalse, lower) != std::end(kFalse)) return false;
  return invalidSearch(std::string(name) + " must be true or false, not \"" + excerpt(text) + "\"");
}

}  // namespace freezer
