#include "core/store/sql/overview_query.h"

#include <string>
#include <string_view>

#include "core/store/sql/index_name.h"

namespace freezer::sql {
namespace {

/// The scope whose indexes are used: for Everyone, those of each project.
Scope::By ownerOf(const Scope& scope) {
  return scope.by == Scope::By::User ? Scope::By::User : Scope::By::Project;
}

/// The backups with the alias `b`, by the index that begins with the owner and `column`.
std::string backupsBy(const Dialect& dialect, const Scope& scope, std::string_view column) {
  return "backups AS b" + dialect.useIndex(indexName("backups", ownerOf(scope), column));
}

/// Adds a condition on the owner of the backups for a row of `table`: the scope or, for Everyone,
/// the project of the row.
void addOwnerOf(Sql& sql, const Scope& scope, std::string_view table) {
  if (scope.by == Scope::By::Everyone) {
    sql.add(table).add(".project_id");
  } else {
    sql.value(scope.id);
  }
}

/// Adds the time of the newest backup with `value` in `column`: one index lookup, because the last
/// column of the index is the creation order.
void addNewest(Sql& sql, const Dialect& dialect, const Scope& scope, std::string_view table,
               std::string_view column, std::string_view value) {
  sql.add("(SELECT coalesce(b.time_stamp, b.created_at) FROM ");
  sql.add(backupsBy(dialect, scope, column)).add(" WHERE b.");
  sql.add(ownerColumn(ownerOf(scope))).add(" = ");
  addOwnerOf(sql, scope, table);
  sql.add(" AND b.").add(column).add(" = ").add(value).add(" ORDER BY b.seq DESC LIMIT 1)");
}

/// Adds FROM and WHERE for the rows of `table` in scope.
void addFrom(Sql& sql, const Scope& scope, std::string_view table) {
  sql.add(" FROM ").add(table);
  if (scope.by == Scope::By::Everyone) return;
  sql.add(" WHERE ").add(table).add(".").add(ownerColumn(scope.by)).add(" = ").value(scope.id);
}

/// The size of a backup.
std::string bytesOfBackup(const Dialect& dialect) {
  const auto member = [&dialect](const char* name) {
    return dialect.jsonInteger("b.doc", std::string("/backup_metadata/") + name);
  };
  return "coalesce(" + member("backup_size_compressed") + ", " +
         member("backup_size_uncompressed") + ")";
}

/// The owners with backups, by one index lookup per owner.
constexpr std::string_view kOwners = R"sql(
WITH RECURSIVE owners (id) AS (
  SELECT min(project_id) FROM backups
  UNION ALL
  SELECT (SELECT min(project_id) FROM backups WHERE project_id > owners.id)
  FROM owners WHERE owners.id IS NOT NULL)
)sql";

}  // namespace

Sql lastBackupsSql(const Dialect& dialect, const Scope& scope) {
  Sql sql;
  sql.add("SELECT clients.id, ");
  addNewest(sql, dialect, scope, "clients", "hostname", "coalesce(clients.hostname, clients.id)");
  addFrom(sql, scope, "clients");
  sql.add(" UNION ALL SELECT jobs.client_id, max(");
  addNewest(sql, dialect, scope, "jobs", "job_id", "jobs.id");
  sql.add(")");
  addFrom(sql, scope, "jobs");
  return sql.add(" GROUP BY jobs.client_id");
}

Sql backupsOfDaySql(const Dialect& dialect, const Scope& scope, std::int64_t day) {
  const bool ofEveryone = scope.by == Scope::By::Everyone;
  const std::string backups = backupsBy(dialect, scope, "time_stamp");
  Sql sql;
  if (ofEveryone) sql.add(kOwners);
  // A sum of integers could overflow.
  sql.add("SELECT count(*), coalesce(sum(1.0 * ").add(bytesOfBackup(dialect)).add("), 0) FROM ");
  if (ofEveryone) {
    sql.add("owners").add(dialect.orderedJoin).add(backups);
    sql.add(" WHERE b.project_id = owners.id");
  } else {
    sql.add(backups).add(" WHERE b.").add(ownerColumn(scope.by)).add(" = ").value(scope.id);
  }
  sql.add(" AND b.time_stamp >= ").value(day);
  return sql.add(" AND b.time_stamp < ").value(day + kSecondsOfDay);
}

}  // namespace freezer::sql
