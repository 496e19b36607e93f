#pragma once

#include <cstddef>
#include <cstdint>
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
  /// A bare name, looked for at any depth, or a dotted path from the top.
  std::string key;
  /// The value by its text; none matches null or absent.
  std::optional<std::string> text;
  bool negated = false;
};

/// A word that must (or, negated, must not) occur within some scalar value,
/// ignoring case.
struct Word {
  std::string text;
  bool negated = false;
};

/// A search. A document must meet all of it.
struct Search {
  std::vector<Condition> conditions;
  std::vector<Word> words;
  std::optional<std::int64_t> timeAfter;   ///< Inclusive, seconds since the epoch.
  std::optional<std::int64_t> timeBefore;  ///< Inclusive, seconds since the epoch.
};

/// Reads a search body. Refuses anything that is not of the documented form as
/// InvalidDocument or InvalidRequest, naming what is wrong; an empty text is the
/// empty search.
Result<Search> parseSearch(std::string_view body);

/// Adds a condition. InvalidRequest when the search has too many, or its path is too long.
Result<void> addCondition(Search& search, Condition condition);

/// Adds the words of `text`, or if it is a JSON list of {key: value} objects, these as
/// conditions: the meaning of {"_all": text}.
Result<void> addText(Search& search, const std::string& text, bool negated = false);

struct Sort {
  std::string key;  ///< created_at, updated_at or a promoted field; empty: creation order.
  bool descending = false;
};

/// A Query::limit: all documents.
inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// The documents to list, and the page of them.
struct Query {
  Search search;
  std::int64_t limit = 10;
  std::int64_t offset = 0;
  std::string marker;  ///< The id of the document to start after; empty: at the start.
  Sort sort;
  bool withCount = false;
};

/// The parameters of a list as text; none where absent.
struct ListParameters {
  std::optional<std::string> limit;
  std::optional<std::string> offset;
  std::optional<std::string> marker;
  std::optional<std::string> sort;
  std::optional<std::string> withCount;
};

/// The maximum of documents in one page, unless configured otherwise.
inline constexpr std::int64_t kMaxLimit = 1000;

/// Checks the parameters and adds them to `search`. A limit above `maxLimit` is
/// clamped; anything else that is out of bounds is an InvalidRequest.
Result<Query> makeQuery(const Resource& resource, const ListParameters& parameters, Search search,
                        std::int64_t maxLimit = kMaxLimit);

/// Reads a boolean parameter: true, True, 1, yes, on and their opposites.
Result<bool> parseBoolean(std::string_view name, std::string_view text);

}  // namespace freezer
