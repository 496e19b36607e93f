#include "core/store/sqlite/overview_query.h"

#include <string_view>

namespace freezer::sqlite {
namespace {

/// The leading column of the indexes for the scope.
std::string_view ownerColumn(const Scope& scope) {
  return scope.by == Scope::By::User ? "user_id" : "project_id";
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
void addNewest(Sql& sql, const Scope& scope, std::string_view table, std::string_view column,
               std::string_view value) {
  sql.add("(SELECT coalesce(b.time_stamp, b.created_at) FROM backups AS b WHERE b.");
  sql.add(ownerColumn(scope)).add(" = ");
  addOwnerOf(sql, scope, table);
  sql.add(" AND b.").add(column).add(" = ").add(value).add(" ORDER BY b.seq DESC LIMIT 1)");
}

/// Adds FROM and WHERE for the rows of `table` in scope.
void addFrom(Sql& sql, const Scope& scope, std::string_view table) {
  sql.add(" FROM ").add(table);
  if (scope.by == Scope::By::Everyone) return;
  sql.add(" WHERE ").add(table).add(".").add(ownerColumn(scope)).add(" = ").value(scope.id);
}

/// The size of a backup. The substring test avoids parsing documents without these members.
constexpr std::string_view kBytes = R"sql(
CASE WHEN instr(b.doc, '"backup_size_') > 0 THEN coalesce(
  iif(json_type(b.doc, '$.backup_metadata.backup_size_compressed') = 'integer',
      json_extract(b.doc, '$.backup_metadata.backup_size_compressed'), NULL),
  iif(json_type(b.doc, '$.backup_metadata.backup_size_uncompressed') = 'integer',
      json_extract(b.doc, '$.backup_metadata.backup_size_uncompressed'), NULL))
END)sql";

/// The owners with backups, by one index lookup per owner.
constexpr std::string_view kOwners = R"sql(
WITH RECURSIVE owners (id) AS (
  SELECT min(project_id) FROM backups
  UNION ALL
  SELECT (SELECT min(project_id) FROM backups WHERE project_id > owners.id)
  FROM owners WHERE owners.id IS NOT NULL)
)sql";

}  // namespace

Sql lastBackupsSql(const Scope& scope) {
  Sql sql;
  sql.add("SELECT clients.id, ");
  addNewest(sql, scope, "clients", "hostname", "coalesce(clients.hostname, clients.id)");
  addFrom(sql, scope, "clients");
  sql.add(" UNION ALL SELECT jobs.client_id, max(");
  addNewest(sql, scope, "jobs", "job_id", "jobs.id");
  sql.add(")");
  addFrom(sql, scope, "jobs");
  return sql.add(" GROUP BY jobs.client_id");
}

Sql backupsPerDaySql(const Scope& scope, std::int64_t since, std::int64_t until) {
  const bool ofEveryone = scope.by == Scope::By::Everyone;
  Sql sql;
  if (ofEveryone) sql.add(kOwners);
  sql.add("SELECT b.time_stamp / 86400 * 86400 AS day, count(*), CAST(total(").add(kBytes);
  sql.add(") AS INTEGER) FROM ");
  if (ofEveryone) {
    sql.add("owners CROSS JOIN backups AS b WHERE b.project_id = owners.id");
  } else {
    sql.add("backups AS b WHERE b.").add(ownerColumn(scope)).add(" = ").value(scope.id);
  }
  sql.add(" AND b.time_stamp >= ").value(since).add(" AND b.time_stamp < ").value(until);
  return sql.add(" GROUP BY day ORDER BY day");
}

}  // namespace freezer::sqlite
