#include "core/store/sqlite/query.h"

#include "core/store/sqlite/condition.h"

namespace freezer::sqlite {
namespace {

/// Conditions that must all hold.
class Conjunction {
 public:
  void add(const Sql& sql) {
    sql_.text += (sql_.text.empty() ? " WHERE " : " AND ") + sql.text;
    sql_.bindings.insert(sql_.bindings.end(), sql.bindings.begin(), sql.bindings.end());
  }

  const Sql& sql() const { return sql_; }

 private:
  Sql sql_;
};

using Branches = std::vector<Conjunction>;

/// Each branch once for each alternative. The alternatives must not overlap.
Branches multiply(const Branches& branches, const std::vector<Sql>& alternatives) {
  Branches product;
  for (const Conjunction& branch : branches) {
    for (const Sql& alternative : alternatives) {
      product.push_back(branch);
      product.back().add(alternative);
    }
  }
  return product;
}

std::vector<Sql> scopeAlternatives(const Resource& resource, const Scope& scope) {
  if (scope.by == Scope::By::Everyone) return {};
  const std::string owner = scope.by == Scope::By::Project ? "t.project_id" : "t.user_id";
  std::vector<Sql> alternatives = {{owner + " = ?", {scope.id}}};
  if (resource.kind == Kind::Client) {
    alternatives.push_back({"t.is_central = 1 AND " + owner + " IS NOT ?", {scope.id}});
  }
  return alternatives;
}

/// The place in `conditions` of the one to go by: the one whose column narrows
/// the search most, the id first of all.
std::optional<std::size_t> leadingCondition(const Resource& resource, const Search& search) {
  std::optional<std::size_t> best;
  std::size_t bestRank = 0;
  for (std::size_t i = 0; i < search.conditions.size(); ++i) {
    const auto indexed = indexedCondition(resource, search.conditions[i]);
    if (!indexed || (best && indexed->rank >= bestRank)) continue;
    best = i;
    bestRank = indexed->rank;
  }
  return best;
}

/// All that is in scope and matches.
Branches matching(const Resource& resource, const Scope& scope, const Search& search) {
  Branches branches(1);
  if (const auto owners = scopeAlternatives(resource, scope); !owners.empty()) {
    branches = multiply(branches, owners);
  }
  const auto leading = leadingCondition(resource, search);
  if (leading) {
    const auto indexed = indexedCondition(resource, search.conditions[*leading]);
    std::vector<Sql> alternatives = {indexed->byColumn};
    if (indexed->byStray) alternatives.push_back(*indexed->byStray);
    branches = multiply(branches, alternatives);
  }
  const std::string time = "t." + std::string(resource.timeColumn);
  for (Conjunction& branch : branches) {
    if (search.timeAfter) branch.add({time + " >= ?", {*search.timeAfter}});
    if (search.timeBefore) branch.add({time + " <= ?", {*search.timeBefore}});
    for (std::size_t i = 0; i < search.conditions.size(); ++i) {
      if (i != leading) branch.add(conditionSql(resource, search.conditions[i]));
    }
    for (const Word& word : search.words) branch.add(wordSql(word));
  }
  return branches;
}

/// The column to sort by; empty for creation order, which created_at is as well.
std::string sortColumn(const Resource& resource, const Sort& sort) {
  if (sort.key.empty() || sort.key == "created_at") return {};
  return sort.key == resource.idField ? "t.id" : "t." + sort.key;
}

/// What lies after `position`. Null comes before every other key.
std::vector<Sql> afterAlternatives(const std::string& column, bool descending,
                                   const Position& position) {
  const std::string beyond = descending ? " < " : " > ";
  if (column.empty()) return {{"t.seq" + beyond + "?", {position.seq}}};
  if (std::holds_alternative<std::monostate>(position.sortKey)) {
    std::vector<Sql> alternatives = {
        {column + " IS NULL AND t.seq" + beyond + "?", {position.seq}}};
    if (!descending) alternatives.push_back({column + " IS NOT NULL", {}});
    return alternatives;
  }
  std::vector<Sql> alternatives = {
      {"(" + column + ", t.seq)" + beyond + "(?, ?)", {position.sortKey, position.seq}}};
  if (descending) alternatives.push_back({column + " IS NULL", {}});
  return alternatives;
}

std::string selectRows(const Resource& resource, const std::string& sortKey) {
  const std::string sidecar =
      resource.sidecar.empty() ? "''" : "t." + std::string(resource.sidecar);
  return "SELECT t.id, t.project_id, t.user_id, t.version, t.created_at, t.updated_at, t.doc, " +
         sidecar + ", t.seq, " + (sortKey.empty() ? "''" : sortKey) + " FROM " +
         std::string(resource.plural) + " AS t";
}

/// `select` over all branches, joined by `separator`.
Sql join(const Branches& branches, const std::string& select, const std::string& separator) {
  Sql sql;
  for (const Conjunction& branch : branches) {
    if (!sql.text.empty()) sql.text += separator;
    sql.text += select + branch.sql().text;
    sql.bindings.insert(sql.bindings.end(), branch.sql().bindings.begin(),
                        branch.sql().bindings.end());
  }
  return sql;
}

Branches oneById(const Resource& resource, const Scope& scope, const std::string& id) {
  Branches branches(1);
  if (const auto owners = scopeAlternatives(resource, scope); !owners.empty()) {
    branches = multiply(branches, owners);
  }
  return multiply(branches, {{"t.id = ?", {id}}});
}

}  // namespace

Sql findSql(const Resource& resource, const Scope& scope, const std::string& id) {
  return join(oneById(resource, scope, id), selectRows(resource, ""), " UNION ALL ");
}

Sql markerSql(const Resource& resource, const Scope& scope, const Query& query) {
  const std::string column = sortColumn(resource, query.sort);
  const std::string key = column.empty() ? "" : "typeof(" + column + ") || ':' || " + column;
  return join(oneById(resource, scope, query.marker), selectRows(resource, key), " UNION ALL ");
}

Position positionOf(const Row& marker) {
  const std::string& key = marker.get<9>();
  Position position{marker.get<8>(), std::monostate()};
  const std::size_t colon = key.find(':');
  if (colon == std::string::npos) return position;  // NULL, or not sorted by a key.
  const std::string text = key.substr(colon + 1);
  if (key.starts_with("integer:")) {
    position.sortKey = static_cast<std::int64_t>(std::stoll(text));
  } else {
    position.sortKey = text;
  }
  return position;
}

Sql listSql(const Resource& resource, const Scope& scope, const Query& query,
            const std::optional<Position>& after) {
  const std::string column = sortColumn(resource, query.sort);
  Branches branches = matching(resource, scope, query.search);
  if (after) {
    branches = multiply(branches, afterAlternatives(column, query.sort.descending, *after));
  }
  Sql sql = join(branches, selectRows(resource, column), " UNION ALL ");
  const std::string direction = query.sort.descending ? " DESC" : "";
  sql.text += " ORDER BY " + (column.empty() ? "" : "10" + direction + ", ") + "9" + direction +
              " LIMIT ? OFFSET ?";
  sql.bindings.emplace_back(query.limit + 1);
  sql.bindings.emplace_back(query.offset);
  return sql;
}

Sql countSql(const Resource& resource, const Scope& scope, const Query& query) {
  Sql sql = join(matching(resource, scope, query.search),
                 "(SELECT count(*) FROM " + std::string(resource.plural) + " AS t", ") + ");
  sql.text = "SELECT " + sql.text + ")";
  return sql;
}

}  // namespace freezer::sqlite
