#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/resource.h"
#include "core/search/predicate.h"
#include "core/search/search.h"
#include "core/store/sql/dialect.h"
#include "core/store/sql/value.h"

namespace freezer::sql {

/// The promoted column and the value of a condition, for an index lookup.
struct ColumnMatch {
  std::string_view column;
  Value value;
  bool bareName;     ///< Whether strays can match too; false for a path, which selects only the
                     ///< column's place.
  std::size_t rank;  ///< Selectivity: the lower, the fewer matches are expected.
};

/// None if no column can decide `condition`. Ignores negation.
std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition);

/// Adds " AND …" for the conditions of `search`, except `leading`, that columns of the table with
/// the alias `t` decide.
void addConditions(Sql& sql, const Dialect& dialect, const Resource& resource, const Search& search,
                   const Condition* leading);

/// The other conditions, and the words.
Predicate undecided(const Resource& resource, const Search& search);

}  // namespace freezer::sql
