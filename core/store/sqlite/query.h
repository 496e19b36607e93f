#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/resource.h"
#include "core/search.h"
#include "core/store/sqlite/connection.h"

namespace freezer::sqlite {

/// SQL text and the values of its placeholders.
struct Sql {
  std::string text;
  Bindings bindings;
};

/// Where a page starts: the place of the marker in the order of the list.
struct Position {
  std::int64_t seq = 0;
  Binding sortKey;  ///< Null where the marker lacks the key, or none is sorted by.
};

/// Finds one record within the scope; yields a Row.
Sql findSql(const Resource& resource, const Scope& scope, const std::string& id);

/// Finds the marker of a list; yields a Row for positionOf().
Sql markerSql(const Resource& resource, const Scope& scope, const Query& query);
Position positionOf(const Row& marker);

/// One page of a list, and whether more follow (one row beyond the limit); yields Rows.
///
/// The documents in scope that match are a union of branches, each of which one
/// index yields in the order asked for, so that SQLite merges them and stops at
/// the end of the page.
Sql listSql(const Resource& resource, const Scope& scope, const Query& query,
            const std::optional<Position>& after);

/// How many documents in scope match; yields one integer.
Sql countSql(const Resource& resource, const Scope& scope, const Query& query);

}  // namespace freezer::sqlite
