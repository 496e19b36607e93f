#include "core/store/sql/query.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "core/store/indexed_text.h"
#include "core/store/sql/index_name.h"

namespace freezer::sql {
namespace {

/// Index of the column seq, from 0.
int placeOfSeq(Columns columns) {
  return columns == Columns::All ? kPlaceOfSeq : 2;
}

/// The column to sort by; empty for creation order, which includes created_at.
std::string sortColumn(const Resource& resource, const Sort& sort) {
  if (sort.key.empty() || sort.key == "created_at") return {};
  return sort.key == resource.idField ? "id" : sort.key;
}

/// Adds SELECT with the requested columns, followed by seq and the sort key, if there is one.
void addSelect(Sql& sql, const Resource& resource, Columns columns, std::string_view seq,
               std::string_view sortKey) {
  sql.add("SELECT t.id, ");
  if (columns == Columns::All) {
    sql.add("t.project_id, t.user_id, t.version, t.created_at, t.updated_at, ");
    if (resource.sidecar.empty()) {
      sql.add("'', ");
    } else {
      sql.add("t.").add(resource.sidecar).add(", ");
    }
    sql.add("t.updated_by, t.checksum, ");
  }
  sql.add("t.doc, ").add(seq);
  if (!sortKey.empty()) sql.add(", t.").add(sortKey);
}

/// Adds whether the document has strays, and Resource::columns, to a SELECT. In a locking read, the
/// subquery sees what was committed when the row was locked.
void addColumns(Sql& sql, const Resource& resource) {
  sql.add(", (SELECT 1 FROM ").add(resource.plural);
  sql.add("_strays AS s WHERE s.seq = t.seq LIMIT 1) IS NOT NULL");
  for (const Column& column : resource.columns) sql.add(", t.").add(column.name);
}

/// Adds FROM and WHERE for one record by its ID, and its owner unless the scope is Everyone.
/// Placeholders without values.
void addFromById(Sql& sql, const Resource& resource, Scope::By by) {
  sql.add(" FROM ").add(resource.plural).add(" AS t WHERE t.id = ?");
  if (by == Scope::By::Everyone) return;
  const bool canBeCentral = resource.kind == Kind::Client;
  sql.add(canBeCentral ? " AND (t." : " AND t.").add(ownerColumn(by)).add(" = ?");
  if (canBeCentral) sql.add(" OR t.is_central = 1)");
}

/// One SQL text per kind, built once: building it takes as long as executing it.
class OfKinds {
 public:
  template <typename Make>
  explicit OfKinds(Make make) {
    for (const Resource& resource : resources()) texts_[resource.kind] = make(resource);
  }

  const std::string& of(const Resource& resource) const { return texts_.at(resource.kind); }

 private:
  std::map<Kind, std::string> texts_;
};

/// What to select of a document: the columns for readRecord() and seq, or all for readRow().
enum class Extent { Record, Row };

/// One SQL text per scope and kind, for one record.
class FindTexts {
 public:
  explicit FindTexts(Extent extent)
      : ofProject_(textsOf(extent, Scope::By::Project)),
        ofUser_(textsOf(extent, Scope::By::User)),
        ofEveryone_(textsOf(extent, Scope::By::Everyone)) {}

  const std::string& of(const Resource& resource, Scope::By by) const {
    switch (by) {
      case Scope::By::Project: return ofProject_.of(resource);
      case Scope::By::User: return ofUser_.of(resource);
      case Scope::By::Everyone: return ofEveryone_.of(resource);
    }
    std::abort();  // Not reached: every scope has a case.
  }

 private:
  static OfKinds textsOf(Extent extent, Scope::By by) {
    return OfKinds([=](const Resource& each) {
      Sql sql;
      addSelect(sql, each, Columns::All, "t.seq", "");
      if (extent == Extent::Row) addColumns(sql, each);
      addFromById(sql, each, by);
      return sql.text;
    });
  }

  OfKinds ofProject_;
  OfKinds ofUser_;
  OfKinds ofEveryone_;
};

/// Selects whole rows.
std::string selectRows(const Resource& resource) {
  Sql sql;
  addSelect(sql, resource, Columns::All, "t.seq", "");
  addColumns(sql, resource);
  return sql.add(" FROM ").add(resource.plural).add(" AS t").text;
}

/// The names of the kind-specific columns, each preceded by ", ".
std::string ownColumns(const Resource& resource) {
  std::string names;
  if (!resource.sidecar.empty()) names.append(", ").append(resource.sidecar);
  for (const Column& column : resource.columns) names.append(", ").append(column.name);
  return names;
}

}  // namespace

int placeOfText(Columns columns) {
  return placeOfSeq(columns) - 1;
}

void readRecord(const Cursor& row, Record& record) {
  record.id = row.text(0);
  record.project_id = row.text(1);
  record.user_id = row.text(2);
  record.version = row.integer(3);
  record.created_at = row.integer(4);
  record.updated_at = row.integer(5);
  record.sidecar = row.text(6);
  record.updated_by = row.text(7);
  record.checksum = static_cast<std::uint32_t>(row.integer(8));
  record.text = row.text(placeOfText(Columns::All));
}

void readColumns(const Cursor& row, const Resource& resource, std::vector<Value>& columns) {
  constexpr int kFirst = kPlaceOfHasStrays + 1;
  columns.clear();
  columns.reserve(resource.columns.size());
  for (std::size_t i = 0; i < resource.columns.size(); ++i)
    columns.push_back(row.value(kFirst + static_cast<int>(i)));
}

Position positionOf(const Cursor& row, Columns columns, bool hasSortKey) {
  const int seq = placeOfSeq(columns);
  return {hasSortKey ? row.value(seq + 1) : Value(), row.integer(seq)};
}

const std::string& findSql(const Resource& resource, Scope::By by) {
  static const FindTexts kTexts(Extent::Record);
  return kTexts.of(resource, by);
}

const std::string& findRowSql(const Resource& resource, Scope::By by) {
  static const FindTexts kTexts(Extent::Row);
  return kTexts.of(resource, by);
}

/// By the index: a scan of a small table would lock its other rows as well.
std::string findRowsSql(const Dialect& dialect, const Resource& resource) {
  std::string places = "?";
  for (std::size_t i = 1; i < kRowsAtOnce; ++i) places += ", ?";
  return selectRows(resource) + dialect.useIndex("id") + " WHERE t.id IN (" + places + ")";
}

Matches::Matches(const Dialect& dialect, const Resource& resource, const Scope& scope,
                 const Query& query)
    : dialect_(dialect),
      resource_(resource),
      scope_(scope),
      query_(query),
      sortColumn_(sortColumn(resource, query.sort)),
      undecided_(sql::undecided(resource, query.search)) {
  for (const Condition& condition : query.search.conditions) {
    if (condition.negated) continue;
    auto match = columnMatch(resource, condition);
    if (!match || (match_ && match->rank >= match_->rank)) continue;
    match_ = std::move(match);
    leading_ = &condition;
  }
}

std::vector<Matches::Branch> Matches::branches() const {
  std::vector<Branch> all = {{}};
  if (resource_.kind == Kind::Client && scope_.by != Scope::By::Everyone) {
    all.push_back({.ofOthers = true});
  }
  if (!match_ || !match_->bareName) return all;
  for (std::size_t count = all.size(), i = 0; i < count; ++i) {
    all.push_back({.ofOthers = all[i].ofOthers, .byStray = true});
  }
  return all;
}

std::vector<Matches::Part> Matches::parts(const std::optional<Position>& after) const {
  if (!after) return {Part::All};
  if (!hasSortKey()) return {Part::Ties};
  if (std::holds_alternative<std::monostate>(after->sortKey)) {
    return isDescending() ? std::vector{Part::Ties} : std::vector{Part::Ties, Part::NotNulls};
  }
  return isDescending() ? std::vector{Part::Ties, Part::Beyond, Part::Nulls}
                        : std::vector{Part::Ties, Part::Beyond};
}

Sql Matches::marker() const {
  Sql sql;
  addSelect(sql, resource_, Columns::IdAndText, "t.seq", sortColumn_);
  addFromById(sql, resource_, scope_.by);
  sql.values.emplace_back(query_.marker);
  if (scope_.by != Scope::By::Everyone) sql.values.emplace_back(scope_.id);
  return sql;
}

Sql Matches::rows(const Branch& branch, Part part, const std::optional<Position>& after,
                  Columns columns, std::int64_t limit, std::int64_t offset) const {
  const std::string_view seq = branch.byStray ? "s.seq" : "t.seq";
  const std::string_view direction = isDescending() ? " DESC" : "";
  Sql sql;
  sql.text.reserve(512);
  sql.values.reserve(8);
  addSelect(sql, resource_, columns, seq, sortColumn_);
  addFrom(sql, branch, indexFor(branch));
  addPart(sql, part, after, seq);
  sql.add(" ORDER BY ");
  if (hasSortKey()) sql.add("t.").add(sortColumn_).add(direction).add(", ");
  sql.add(seq).add(direction);
  sql.add(" LIMIT ").value(limit);
  if (offset > 0) sql.add(" OFFSET ").value(offset);
  return sql;
}

Sql Matches::sortedSeqs(std::int64_t limit, std::int64_t offset) const {
  Sql sql;
  std::string_view before = "SELECT matches.seq FROM (";
  for (const Branch& branch : branches()) {
    sql.add(before).add("SELECT t.seq AS seq");
    for (std::size_t i = 0; i < query_.order.size(); ++i)
      sql.add(", ").add(keyExpression(query_.order[i].key)).add(" AS key" + std::to_string(i));
    addFrom(sql, branch, {});
    before = " UNION ALL ";
  }
  sql.add(") AS matches ORDER BY ");
  for (std::size_t i = 0; i < query_.order.size(); ++i)
    sql.add("key" + std::to_string(i)).add(query_.order[i].descending ? " DESC, " : ", ");
  sql.add("seq").add(query_.order.back().descending ? " DESC" : "");
  return sql.add(" LIMIT ").value(limit).add(" OFFSET ").value(offset);
}

Sql Matches::sortedRows(std::span<const std::int64_t> seqs, Columns columns) const {
  Sql sql;
  addSelect(sql, resource_, columns, "t.seq", "");
  sql.add(" FROM ").add(resource_.plural).add(" AS t WHERE t.seq IN (");
  for (std::size_t i = 0; i < kRowsAtOnce; ++i)
    sql.add(i == 0 ? "" : ", ").value(seqs[std::min(i, seqs.size() - 1)]);
  sql.add(") ORDER BY ");
  for (const Sort& sort : query_.order)
    sql.add(keyExpression(sort.key)).add(sort.descending ? " DESC, " : ", ");
  return sql.add("t.seq").add(query_.order.back().descending ? " DESC" : "");
}

Sql Matches::count(const Branch& branch) const {
  Sql sql;
  sql.add("SELECT count(*)");
  addFrom(sql, branch, {});
  return sql;
}

/// Adds FROM and WHERE; more conditions can be added with AND.
void Matches::addFrom(Sql& sql, const Branch& branch, std::string_view index) const {
  sql.add(" FROM ");
  // Strays are few and sorted by document.
  if (branch.byStray) sql.add(resource_.plural).add("_strays AS s").add(dialect_.orderedJoin);
  sql.add(resource_.plural).add(" AS t");
  if (!index.empty()) sql.add(dialect_.useIndex(index));
  sql.add(" WHERE TRUE");
  if (scope_.by != Scope::By::Everyone) addOwner(sql, branch);
  if (leading_ != nullptr) addLeading(sql, branch);
  if (!query_.search.idPrefix.empty()) addIdPrefix(sql);
  addTime(sql, " >= ", query_.search.timeAfter);
  addTime(sql, " <= ", query_.search.timeBefore);
  addConditions(sql, dialect_, resource_, query_.search, leading_);
}

void Matches::addOwner(Sql& sql, const Branch& branch) const {
  if (branch.ofOthers) sql.add(" AND t.is_central = 1");
  // A sign hides the column from SQLite's search for an index: that of the ID finds fewer rows.
  sql.add(query_.search.idPrefix.empty() ? " AND t." : " AND +t.").add(ownerColumn(scope_.by));
  sql.add(branch.ofOthers ? " <> " : " = ").value(scope_.id);
}

void Matches::addLeading(Sql& sql, const Branch& branch) const {
  if (branch.byStray) {
    sql.add(" AND t.seq = s.seq AND s.name = ").value(leading_->key);
    sql.add(" AND s.value = ").value(indexedText(*leading_->text, dialect_.longestText));
  }
  sql.add(" AND (t.").add(match_->column).add(" = ");
  sql.value(indexedValue(match_->value, dialect_.longestText));
  sql.add(branch.byStray ? ") IS NOT TRUE" : ")");
}

void Matches::addTime(Sql& sql, std::string_view relation,
                      const std::optional<std::int64_t>& time) const {
  if (!time) return;
  const std::string& chosen = query_.search.timeKey;
  const std::string key = keyExpression(chosen.empty() ? resource_.timeColumn : chosen);
  if (findDerivedKey(resource_, chosen) != nullptr) sql.add(" AND ").add(key).add(" >= 0");
  sql.add(" AND ").add(key).add(relation).value(*time);
}

/// IDs are ASCII, so the prefixes that are not in it match none.
void Matches::addIdPrefix(Sql& sql) const {
  std::string end = query_.search.idPrefix;
  constexpr char kLastOfAscii = '\x7f';
  if (end.back() < 0 || end.back() == kLastOfAscii) {
    sql.add(" AND FALSE");
    return;
  }
  ++end.back();
  sql.add(" AND t.id >= ").value(query_.search.idPrefix).add(" AND t.id < ").value(std::move(end));
}

/// The value of a sort key of a row.
std::string Matches::keyExpression(std::string_view key) const {
  const DerivedKey* const derived = findDerivedKey(resource_, key);
  if (derived == nullptr) return "t." + std::string(key == resource_.idField ? "id" : key);
  const auto integerAt = [this](std::string_view pointer) {
    return dialect_.jsonInteger("t.doc", pointer);
  };
  if (derived->otherwise.empty()) return integerAt(derived->pointer);
  return "coalesce(" + integerAt(derived->pointer) + ", " + integerAt(derived->otherwise) + ")";
}

void Matches::addPart(Sql& sql, Part part, const std::optional<Position>& after,
                      std::string_view seq) const {
  const std::string_view beyond = isDescending() ? " < " : " > ";
  const auto addKey = [&](std::string_view condition) -> Sql& {
    return sql.add(" AND t.").add(sortColumn_).add(condition);
  };
  switch (part) {
    case Part::All: return;
    case Part::Ties:
      if (hasSortKey()) {
        if (std::holds_alternative<std::monostate>(after->sortKey)) {
          addKey(" IS NULL");
        } else {
          addKey(" = ").value(after->sortKey);
        }
      }
      sql.add(" AND ").add(seq).add(beyond).value(after->seq);
      return;
    case Part::Beyond: addKey(beyond).value(after->sortKey); return;
    case Part::Nulls: addKey(" IS NULL"); return;
    case Part::NotNulls: addKey(" IS NOT NULL"); return;
  }
}

/// The index that yields the rows of a branch in order; empty if the engine has to find out.
std::string Matches::indexFor(const Branch& branch) const {
  if (!query_.search.idPrefix.empty()) return branch.byStray ? "" : "id";
  const bool byTime = query_.search.timeAfter || query_.search.timeBefore;
  if (scope_.by == Scope::By::Everyone || branch.ofOthers || branch.byStray || byTime) return {};
  const auto isPromoted = [this](std::string_view name) {
    return name == "updated_at" || findColumn(resource_, name) != nullptr;
  };
  if (match_) {
    return isPromoted(match_->column) ? indexName(resource_.plural, scope_.by, match_->column)
                                      : std::string();
  }
  if (hasSortKey() && !isPromoted(sortColumn_)) return {};
  return indexName(resource_.plural, scope_.by, sortColumn_);
}

const std::string& selectAllSql(const Resource& resource) {
  static const OfKinds kTexts([](const Resource& each) {
    return selectRows(each) + " WHERE t.seq > ? ORDER BY t.seq LIMIT ?";
  });
  return kTexts.of(resource);
}

const std::string& insertSql(const Resource& resource) {
  static const OfKinds kTexts([](const Resource& each) {
    const std::string own = ownColumns(each);
    std::string values = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    for (auto commas = std::ranges::count(own, ','); commas > 0; --commas) values += ", ?";
    return "INSERT INTO " + std::string(each.plural) +
           " (seq, id, project_id, user_id, version, created_at, updated_at, doc, updated_by, "
           "checksum" +
           own + ") VALUES (" + values + ")";
  });
  return kTexts.of(resource);
}

}  // namespace freezer::sql
