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

/// The start of a page: the position of the marker in the sort order.
struct Position {
  std::int64_t seq = 0;
  Binding sortKey;  ///< Null if the marker lacks the key, or for creation order.
};

/// The columns of the result: all that readRecord() needs, or only ID and text, which is faster.
enum class Columns { All, IdAndText };

/// Index of the column with the text, from 0.
int placeOfText(Columns columns);

/// Overwrites `record` in place, so that its strings can be reused for many rows.
void readRecord(const Run& row, Record& record);

/// Only what an update keeps: the owner and created_at.
void readOwner(const Run& row, Record& record);

/// Whether readRecord() would return `record`.
bool isRecord(const Run& row, const Record& record);

// Select one record. ?1: scope ID; ?2: document ID.

const std::string& findSql(const Resource& resource, Scope::By by);
/// The marker of a list, including its position.
std::string markerSql(const Resource& resource, Scope::By by, const Sort& sort);
Position positionOf(const Run& marker);

/// One page of a list, plus one row to detect whether more follow.
///
/// The matching documents are a union of disjoint branches. One index yields each branch in sort
/// order, so SQLite merges them and stops at the end of the page.
Sql listSql(const Resource& resource, const Scope& scope, const Query& query,
            const std::optional<Position>& after, Columns columns);

/// All records of a kind in creation order: the columns for readRecord(), followed by seq and
/// Resource::columns.
const std::string& selectAllSql(const Resource& resource);
inline constexpr int kPlaceOfUpdatedAt = 5;
inline constexpr int kPlaceOfSidecar = 6;
inline constexpr int kPlaceOfChecksum = 7;
inline constexpr int kPlaceOfSeq = 9;
inline constexpr int kPlaceOfColumns = 10;

/// Inserts a record unless its ID exists. Parameters: ID, project_id, user_id, version, created_at,
/// updated_at, text, checksum, sidecar if the kind has one, and the columns.
const std::string& insertSql(const Resource& resource);

/// One record, with the columns of selectAllSql(). Parameter: document ID.
const std::string& selectIndexedSql(const Resource& resource);

/// Number of matching documents in scope; yields one integer.
Sql countSql(const Resource& resource, const Scope& scope, const Query& query);

}  // namespace freezer::sqlite
