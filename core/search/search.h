#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/resource.h"
#include "core/result.h"

namespace freezer {

/// One entry of match or match_not (freezer-api-rest(7), "Search").
struct Condition {
  /// A bare name, which matches at any depth, or a dotted path from the top.
  std::string key;
  /// The text of the value; none matches null and absent members.
  std::optional<std::string> text;
  bool negated = false;
};

/// A word that must occur in a scalar value, ignoring case; if negated, it must not occur.
struct Word {
  std::string text;
  bool negated = false;
};

/// A search. A document must match all conditions and words.
struct Search {
  std::vector<Condition> conditions;
  std::vector<Word> words;
  std::optional<std::int64_t> timeAfter;   ///< Inclusive, seconds since the epoch.
  std::optional<std::int64_t> timeBefore;  ///< Inclusive, seconds since the epoch.

  /// The time that the bounds compare: created_at, updated_at, Resource::timeColumn or a derived
  /// key that is a time; empty: Resource::timeColumn. A document that lacks it does not match.
  std::string timeKey = {};

  /// The beginning of the ID; empty: any. With Sort by the ID, a page costs no more rows than have
  /// it.
  std::string idPrefix = {};
};

/// Parses a search body. InvalidDocument or InvalidRequest, with the reason, if it is not of the
/// documented form. An empty text is an empty search.
Result<Search> parseSearch(std::string_view body);

/// Adds a condition. InvalidRequest if the search has too many conditions or the path is too long.
Result<void> addCondition(Search& search, Condition condition);

/// Implements {"_all": text}: adds the words of `text`, or conditions if `text` is a JSON list of
/// {key: value} objects.
Result<void> addText(Search& search, const std::string& text, bool negated = false);

struct Sort {
  std::string key;  ///< created_at, updated_at or a promoted field; empty: creation order.
  bool descending = false;
};

/// The keys that lists of a kind can be sorted by.
std::vector<std::string_view> sortKeys(const Resource& resource);

/// Query::limit for all documents.
inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// Called again and again while an engine looks for documents, also between two that match, at
/// least every few milliseconds. An Error ends the list. Must not throw.
using Proceed = std::function<Result<void>()>;

/// Asked before each document of a page: whether there is room for it after documents whose texts
/// have `bytes` in all. Must not throw.
using HasRoom = std::function<bool(std::size_t bytes)>;

/// The documents to list, and the page.
struct Query {
  Search search;
  std::int64_t limit = 10;
  HasRoom hasRoom = {};  ///< None: always. The page ends where there is no room.
  std::int64_t offset = 0;
  std::string marker;  ///< ID of the document before the page; empty: first page.
  Sort sort;

  /// Instead of `sort`: several keys, or derived keys. The engine sorts all matches, and a marker
  /// is not possible.
  std::vector<Sort> order = {};

  bool withCount = false;
  Proceed proceed;  ///< None: the list ends by itself.
};

/// The list parameters as text; none if absent.
struct ListParameters {
  std::optional<std::string> limit;
  std::optional<std::string> offset;
  std::optional<std::string> marker;
  std::optional<std::string> sort;
  std::optional<std::string> withCount;
};

/// Default maximum number of documents in one page.
inline constexpr std::int64_t kMaxLimit = 1000;

/// Validates the parameters and adds them to `search`. A limit above `maxLimit` is reduced to it;
/// any other invalid value is InvalidRequest.
Result<Query> makeQuery(const Resource& resource, const ListParameters& parameters, Search search,
                        std::int64_t maxLimit = kMaxLimit);

/// Sets the order of a list from "KEY[:asc|desc]", or several of these separated by commas. Keys
/// are those of the parameter sort and derived keys. InvalidRequest, naming the key, if it is
/// unknown, or if the query has a marker and this order has none.
Result<void> setOrder(Query& query, const Resource& resource, std::string_view text);

/// The keys for setOrder().
std::vector<std::string_view> orderKeys(const Resource& resource);

/// Parses a boolean parameter: true, True, 1, yes, on and their opposites.
Result<bool> parseBoolean(std::string_view name, std::string_view text);

}  // namespace freezer
