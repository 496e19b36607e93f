#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/caller.h"
#include "core/resource.h"
#include "core/search/predicate.h"
#include "core/search/search.h"
#include "core/store/sql/condition.h"
#include "core/store/sql/connection.h"
#include "core/store/sql/value.h"
#include "core/store/store.h"

/// The statements for documents, made from the table of kinds.
namespace freezer::sql {

/// The columns of a result: all that readRecord() needs, or only ID and text, which is faster.
enum class Columns { All, IdAndText };

/// Index of the column with the text, from 0.
int placeOfText(Columns columns);

/// Index of seq, the first column after those of readRecord().
inline constexpr int kPlaceOfSeq = 10;

/// Index of whether the document has strays, in whole rows.
inline constexpr int kPlaceOfHasStrays = kPlaceOfSeq + 1;

/// Overwrites `record` in place, so that its strings can be reused for many rows.
void readRecord(const Cursor& row, Record& record);

/// The same for the values of Resource::columns, of rows that have them.
void readColumns(const Cursor& row, const Resource& resource, std::vector<Value>& columns);

/// A place in the order of a list.
struct Position {
  Value sortKey;  ///< Null if the document lacks the key, or for creation order.
  std::int64_t seq = 0;
};

/// The position of a row of a list.
Position positionOf(const Cursor& row, Columns columns, bool hasSortKey);

/// Selects one record in a scope. Parameters: ID; unless the scope is Everyone, its ID.
const std::string& findSql(const Resource& resource, Scope::By by);

/// The same with seq and Resource::columns after the columns for readRecord().
const std::string& findRowSql(const Resource& resource, Scope::By by);

/// The same for several records in any scope. Parameters: kRowsAtOnce IDs, of which some may be the
/// same.
inline constexpr std::size_t kRowsAtOnce = 64;
std::string findRowsSql(const Dialect& dialect, const Resource& resource);

/// The documents of a list, as disjoint branches: one index yields each of them in order. They have
/// to be merged.
class Matches {
 public:
  struct Branch {
    bool ofOthers = false;  ///< Central clients of other owners.
    bool byStray = false;   ///< Documents that match the leading condition only by a stray.
  };

  /// The rows after a position, as disjoint parts, of which each comes after the one before. Null
  /// sorts before all other keys.
  enum class Part { All, Ties, Beyond, Nulls, NotNulls };

  /// The arguments must outlive it.
  Matches(const Dialect& dialect, const Resource& resource, const Scope& scope, const Query& query);

  std::vector<Branch> branches() const;
  std::vector<Part> parts(const std::optional<Position>& after) const;

  /// Whether rows end with a sort key.
  bool hasSortKey() const { return !sortColumn_.empty(); }
  bool isDescending() const { return query_.sort.descending; }

  /// What columns cannot decide about a row.
  const Predicate& undecided() const { return undecided_; }

  /// The position of the document that the list begins after: the columns of a row of the list.
  Sql marker() const;

  Sql rows(const Branch& branch, Part part, const std::optional<Position>& after, Columns columns,
           std::int64_t limit, std::int64_t offset) const;

  /// Whether the engine has to sort all matches: Query::order.
  bool isSorted() const { return !query_.order.empty(); }

  /// For such a list: the creation order (seq) of the rows of all branches, sorted.
  Sql sortedSeqs(std::int64_t limit, std::int64_t offset) const;

  /// The rows with kRowsAtOnce values of seq, of which some may be the same, sorted.
  Sql sortedRows(std::span<const std::int64_t> seqs, Columns columns) const;

  /// The number of rows of a branch.
  Sql count(const Branch& branch) const;

 private:
  void addFrom(Sql& sql, const Branch& branch, std::string_view index) const;
  void addOwner(Sql& sql, const Branch& branch) const;
  void addLeading(Sql& sql, const Branch& branch) const;
  void addTime(Sql& sql, std::string_view relation, const std::optional<std::int64_t>& time) const;
  void addPart(Sql& sql, Part part, const std::optional<Position>& after,
               std::string_view seq) const;
  void addIdPrefix(Sql& sql) const;
  std::string keyExpression(std::string_view key) const;
  std::string indexFor(const Branch& branch) const;

  const Dialect& dialect_;
  const Resource& resource_;
  const Scope& scope_;
  const Query& query_;
  const std::string sortColumn_;  ///< Empty for creation order.
  const Predicate undecided_;

  /// The most selective condition; a condition on the ID comes first.
  const Condition* leading_ = nullptr;
  std::optional<ColumnMatch> match_;  ///< The column of the leading condition.
};

/// All records of a kind after a position in the creation order, with the columns of findRowSql().
/// Parameters: seq, number of rows.
const std::string& selectAllSql(const Resource& resource);

/// Inserts a record. Parameters: seq, ID, project_id, user_id, version, created_at, updated_at,
/// text, updated_by, checksum, sidecar if the kind has one, and the columns.
const std::string& insertSql(const Resource& resource);

}  // namespace freezer::sql
