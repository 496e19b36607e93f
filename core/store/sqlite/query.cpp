#include "core/store/sqlite/query.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/store/sqlite/condition.h"

namespace freezer::sqlite {
namespace {

std::string_view ownerColumn(Scope::By by) {
  return by == Scope::By::Project ? "t.project_id" : "t.user_id";
}

/// The matching documents in scope, as disjoint branches with one index each.
class Matches {
 public:
  struct Branch {
    bool ofOthers = false;  ///< Central clients of other owners.
    bool byStray = false;   ///< Documents that match the leading condition only by a stray.

    /// The seq that the index yields in order.
    std::string_view seq() const { return byStray ? "s.seq" : "t.seq"; }
  };

  Matches(const Resource& resource, const Scope& scope, const Search& search)
      : resource_(resource), scope_(scope), search_(search) {
    for (const Condition& condition : search.conditions) {
      if (condition.negated) continue;
      auto match = columnMatch(resource, condition);
      if (!match || (match_ && match->rank >= match_->rank)) continue;
      match_ = std::move(match);
      leading_ = &condition;
    }
  }

  std::vector<Branch> branches() const {
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

  /// Adds FROM and WHERE; more conditions can be added with AND.
  void addTo(Sql& sql, const Branch& branch) const {
    sql.add(" FROM ");
    // CROSS JOIN fixes the order: strays are few and sorted by document.
    if (branch.byStray) sql.add(resource_.plural).add("_strays AS s CROSS JOIN ");
    sql.add(resource_.plural).add(" AS t WHERE TRUE");
    if (scope_.by != Scope::By::Everyone) addOwner(sql, branch);
    if (leading_ != nullptr) addLeading(sql, branch);
    addTime(sql, " >= ", search_.timeAfter);
    addTime(sql, " <= ", search_.timeBefore);
    addSearch(sql, resource_, search_, leading_);
  }

 private:
  void addOwner(Sql& sql, const Branch& branch) const {
    if (branch.ofOthers) sql.add(" AND t.is_central = 1");
    sql.add(" AND ").add(ownerColumn(scope_.by));
    sql.add(branch.ofOthers ? " IS NOT " : " = ").value(scope_.id);
  }

  void addLeading(Sql& sql, const Branch& branch) const {
    if (branch.byStray) {
      sql.add(" AND t.seq = s.seq AND s.name = ").value(leading_->key);
      sql.add(" AND s.value = ").value(*leading_->text);
    }
    sql.add(" AND t.").add(match_->column);
    sql.add(branch.byStray ? " IS NOT " : " = ").value(match_->value);
  }

  void addTime(Sql& sql, std::string_view relation, const std::optional<std::int64_t>& time) const {
    if (time) sql.add(" AND t.").add(resource_.timeColumn).add(relation).value(*time);
  }

  const Resource& resource_;
  const Scope& scope_;
  const Search& search_;
  /// The most selective condition; a condition on the ID comes first.
  const Condition* leading_ = nullptr;
  std::optional<ColumnMatch> match_;  ///< The column of the leading condition.
};

/// The sort column; empty for creation order, which includes created_at.
std::string sortColumn(const Resource& resource, const Sort& sort) {
  if (sort.key.empty() || sort.key == "created_at") return {};
  return sort.key == resource.idField ? "t.id" : "t." + sort.key;
}

/// The rows after a position, as disjoint parts. Null sorts before all other keys.
class After {
 public:
  enum class Part { All, Beyond, Ties, Nulls, NotNulls };

  After(const std::string& column, bool descending, const std::optional<Position>& position)
      : column_(column), beyond_(descending ? " < " : " > "), position_(position) {
    if (!position) {
      parts_ = {Part::All};
    } else if (column.empty()) {
      parts_ = {Part::Ties};
    } else if (std::holds_alternative<std::monostate>(position->sortKey)) {
      parts_ = {Part::Ties};
      if (!descending) parts_.push_back(Part::NotNulls);
    } else {
      parts_ = {Part::Beyond};
      if (descending) parts_.push_back(Part::Nulls);
    }
  }

  const std::vector<Part>& parts() const { return parts_; }

  void addTo(Sql& sql, Part part, std::string_view seq) const {
    switch (part) {
      case Part::All: return;
      case Part::Beyond:
        sql.add(" AND (").add(column_).add(", ").add(seq).add(")").add(beyond_);
        sql.add("(").value(position_->sortKey).add(", ").value(position_->seq).add(")");
        return;
      case Part::Ties:
        if (!column_.empty()) sql.add(" AND ").add(column_).add(" IS NULL");
        sql.add(" AND ").add(seq).add(beyond_).value(position_->seq);
        return;
      case Part::Nulls: sql.add(" AND ").add(column_).add(" IS NULL"); return;
      case Part::NotNulls: sql.add(" AND ").add(column_).add(" IS NOT NULL"); return;
    }
  }

 private:
  const std::string& column_;
  const std::string_view beyond_;
  const std::optional<Position>& position_;
  std::vector<Part> parts_;
};

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
    sql.add("t.checksum, ");
  }
  sql.add("t.doc, ").add(seq);
  if (!sortKey.empty()) sql.add(", ").add(sortKey);
}

/// Index of the column seq, from 0.
int placeOfSeq(Columns columns) {
  return columns == Columns::All ? kPlaceOfSeq : 2;
}

/// Selects one record. ?1: owner, unless the scope is Everyone; ?2: ID.
std::string selectById(const Resource& resource, Scope::By by, std::string_view sortKey) {
  Sql sql;
  const auto addBranch = [&] {
    addSelect(sql, resource, Columns::All, "t.seq", sortKey);
    sql.add(" FROM ").add(resource.plural).add(" AS t WHERE t.id = ?2");
  };
  addBranch();
  if (by == Scope::By::Everyone) return sql.text;
  sql.add(" AND ").add(ownerColumn(by)).add(" = ?1");
  if (resource.kind == Kind::Client) {
    sql.add(" UNION ALL ");
    addBranch();
    sql.add(" AND t.is_central = 1 AND ").add(ownerColumn(by)).add(" IS NOT ?1");
  }
  return sql.text;
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

/// Selects whole rows: the columns for readRecord(), seq and Resource::columns.
std::string selectRows(const Resource& resource) {
  Sql sql;
  addSelect(sql, resource, Columns::All, "t.seq", "");
  for (const Column& column : resource.columns) sql.add(", t.").add(column.name);
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

void readRecord(const Run& row, Record& record) {
  record.id = row.text(0);
  readOwner(row, record);
  record.version = row.integer(3);
  record.updated_at = row.integer(kPlaceOfUpdatedAt);
  record.sidecar = row.text(kPlaceOfSidecar);
  record.checksum = static_cast<std::uint32_t>(row.integer(kPlaceOfChecksum));
  record.text = row.text(placeOfText(Columns::All));
}

void readOwner(const Run& row, Record& record) {
  record.project_id = row.text(1);
  record.user_id = row.text(2);
  record.created_at = row.integer(4);
}

bool isRecord(const Run& row, const Record& record) {
  return row.text(0) == record.id && row.text(1) == record.project_id &&
         row.text(2) == record.user_id && row.integer(3) == record.version &&
         row.integer(4) == record.created_at &&
         row.integer(kPlaceOfUpdatedAt) == record.updated_at &&
         row.text(kPlaceOfSidecar) == record.sidecar &&
         row.text(placeOfText(Columns::All)) == record.text;
}

const std::string& findSql(const Resource& resource, Scope::By by) {
  static const OfKinds kByProject(
      [](const Resource& each) { return selectById(each, Scope::By::Project, ""); });
  static const OfKinds kByUser(
      [](const Resource& each) { return selectById(each, Scope::By::User, ""); });
  static const OfKinds kOfEveryone(
      [](const Resource& each) { return selectById(each, Scope::By::Everyone, ""); });
  switch (by) {
    case Scope::By::Project: return kByProject.of(resource);
    case Scope::By::User: return kByUser.of(resource);
    case Scope::By::Everyone: return kOfEveryone.of(resource);
  }
  std::abort();  // Not reached: every scope has a case.
}

std::string markerSql(const Resource& resource, Scope::By by, const Sort& sort) {
  return selectById(resource, by, sortColumn(resource, sort));
}

Position positionOf(const Run& marker) {
  const int seq = placeOfSeq(Columns::All);
  return {marker.integer(seq), marker.value(seq + 1)};
}

Sql listSql(const Resource& resource, const Scope& scope, const Query& query,
            const std::optional<Position>& position, Columns columns) {
  const std::string column = sortColumn(resource, query.sort);
  const Matches matches(resource, scope, query.search);
  const After after(column, query.sort.descending, position);
  Sql sql;
  sql.text.reserve(1024);
  sql.bindings.reserve(16);
  for (const Matches::Branch& branch : matches.branches()) {
    for (const After::Part part : after.parts()) {
      if (!sql.text.empty()) sql.add(" UNION ALL ");
      addSelect(sql, resource, columns, branch.seq(), column);
      matches.addTo(sql, branch);
      after.addTo(sql, part, branch.seq());
    }
  }
  // A union sorts by column numbers, from 1.
  const int seq = placeOfSeq(columns) + 1;
  const std::string_view direction = query.sort.descending ? " DESC" : "";
  sql.add(" ORDER BY ");
  if (!column.empty()) sql.add(std::to_string(seq + 1)).add(direction).add(", ");
  sql.add(std::to_string(seq)).add(direction);
  const std::int64_t limit = query.limit == kNoLimit ? kNoLimit : query.limit + 1;
  sql.add(" LIMIT ").value(limit).add(" OFFSET ").value(query.offset);
  return sql;
}

const std::string& insertSql(const Resource& resource) {
  static const OfKinds kTexts([](const Resource& each) {
    const std::string own = ownColumns(each);
    std::string values = "?, ?, ?, ?, ?, ?, ?, ?";
    for (auto commas = std::ranges::count(own, ','); commas > 0; --commas) values += ", ?";
    return "INSERT INTO " + std::string(each.plural) +
           " (id, project_id, user_id, version, created_at, updated_at, doc, checksum" + own +
           ") VALUES (" + values + ") ON CONFLICT (id) DO NOTHING";
  });
  return kTexts.of(resource);
}

const std::string& selectIndexedSql(const Resource& resource) {
  static const OfKinds kTexts(
      [](const Resource& each) { return selectRows(each) + " WHERE t.id = ?"; });
  return kTexts.of(resource);
}

const std::string& selectAllSql(const Resource& resource) {
  static const OfKinds kTexts(
      [](const Resource& each) { return selectRows(each) + " ORDER BY t.seq"; });
  return kTexts.of(resource);
}

Sql countSql(const Resource& resource, const Scope& scope, const Query& query) {
  const Matches matches(resource, scope, query.search);
  Sql sql;
  for (const Matches::Branch& branch : matches.branches()) {
    sql.add(sql.text.empty() ? "SELECT (SELECT count(*)" : " + (SELECT count(*)");
    matches.addTo(sql, branch);
    sql.add(")");
  }
  return sql;
}

}  // namespace freezer::sqlite
