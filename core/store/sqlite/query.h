#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/caller.h"
#include "core/resource.h"
#include "core/search/search.h"
#include "core/store/sqlite/statement.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// Where a page starts: the place of the marker in the order of the list.
struct Position {
  std::int64_t seq = 0;
  Binding sortKey;  ///< Null where the marker lacks the key, or none is sorted by.
};

/// Which columns the rows of documents have: those of readRecord(), or id and
/// text. To fetch a column takes time, needed or not.
enum class Columns { All, IdAndText };

/// Overwrites the strings of `record` in place, so that it can be used for many rows.
void readRecord(const Run& row, Record& record);

// These find one record within a scope, of which ?1 is the id, and ?2 its own.

const std::string& findSql(const Resource& resource, Scope::By by);
/// The marker of a list: its row tells its position as well.
std::string markerSql(const Resource& resource, Scope::By by, const Sort& sort);
Position positionOf(const Run& marker);

/// One page of a list, and whether more follow (one row beyond the limit).
///
/// The documents in scope that match are a union of branches, each of which one
/// index yields in the order asked for, so that SQLite merges them and stops at
/// the end of the page.
Sql listSql(const Resource& resource, const Scope& scope, const Query& query,
            const std::optional<Position>& after, Columns columns);

/// Every record of a kind in creation order, as readRecord() reads it, with its seq
/// and Resource::columns at these places.
const std::string& selectAllSql(const Resource& resource);
inline constexpr int kPlaceOfSeq = 8;
inline constexpr int kPlaceOfColumns = 9;

/// Adds a record, unless its id is taken: id, project_id, user_id, version,
/// created_at, updated_at, text, sidecar if the kind has one, and the columns.
const std::string& insertSql(const Resource& resource);

/// The seq of the record with an id, and what indexes hold of it beside its
/// owner: updated_at, sidecar if the kind has one, and the columns.
const std::string& selectIndexedSql(const Resource& resource);

/// How many documents in scope match; yields one integer.
Sql countSql(const Resource& resource, const Scope& scope, const Query& query);

}  // namespace freezer::sqlite
