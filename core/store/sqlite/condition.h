#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/resource.h"
#include "core/search/search.h"
#include "core/store/sqlite/statement.h"

namespace freezer::sqlite {

/// Adds " AND …" for the conditions of `search` except `leading`, and for its words: over columns
/// of the table with alias `t` where they decide, and one call of the search predicate for the
/// others.
void addSearch(Sql& sql, const Resource& resource, const Search& search, const Condition* leading);

/// The promoted column and the value of a condition, for an index lookup.
struct ColumnMatch {
  std::string_view column;
  Binding value;
  bool bareName;     ///< Whether strays can match too; false for a path, which selects only the
                     ///< column's place.
  std::size_t rank;  ///< Selectivity: the lower, the fewer matches are expected.
};

/// None if no column can decide `condition`. Ignores negation.
std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition);

}  // namespace freezer::sqlite
