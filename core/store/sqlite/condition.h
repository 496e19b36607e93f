#pragma once

#include <optional>

#include "core/resource.h"
#include "core/search.h"
#include "core/store/sqlite/query.h"

namespace freezer::sqlite {

/// The boolean expressions of a search over the table aliased `t`. None of them
/// is ever NULL unless said so, so that NOT is the opposite.

/// A condition, negated if it says so.
Sql conditionSql(const Resource& resource, const Condition& condition);

/// A word of a free text, negated if it says so.
Sql wordSql(const Word& word);

/// The two ways to meet a condition on a promoted field, which do not overlap:
/// by its column, which an index leads to, and by a stray value elsewhere in
/// the document.
struct IndexedCondition {
  Sql byColumn;
  std::optional<Sql> byStray;
  std::size_t rank;  ///< The lower, the fewer documents are expected to meet it.
};

/// None when no column can decide `condition`.
std::optional<IndexedCondition> indexedCondition(const Resource& resource,
                                                 const Condition& condition);

}  // namespace freezer::sqlite
