#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/resource.h"
#include "core/search/search.h"
#include "core/store/sqlite/statement.h"

namespace freezer::sqlite {

// These add a boolean expression over the table aliased `t`. It is never NULL, so
// that NOT is the opposite.

void addCondition(Sql& sql, const Resource& resource, const Condition& condition);
void addWord(Sql& sql, const Word& word);

/// The promoted column that a condition is about, and the value to look for in
/// it: an index leads there.
struct ColumnMatch {
  std::string_view column;
  Binding value;
  bool bareName;     ///< Strays may meet it too; else a path, which leads to this place alone.
  std::size_t rank;  ///< The lower, the fewer documents are expected to meet it.
};

/// None when no column can decide `condition`, negation aside.
std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition);

}  // namespace freezer::sqlite
