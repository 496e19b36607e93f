#include "core/store/sqlite/transaction.h"

#include <Poco/Data/SQLite/SQLiteException.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/store/checksum.h"
#include "core/store/sqlite/overview_query.h"

namespace freezer::sqlite {
namespace {

Binding toBinding(const IndexEntries::Scalar& scalar) {
  return std::visit([](const auto& value) -> Binding { return value; }, scalar);
}

std::string tableOf(const Resource& resource) {
  return std::string(resource.plural);
}

/// The checksum of `record` in this row, which keeps its owner and created_at.
std::uint32_t checksumOfUpdate(const Run& before, const Record& record) {
  Record stored = record;
  readOwner(before, stored);
  return checksumOf(stored);
}

}  // namespace

Result<std::optional<Record>> SqliteTransaction::find(const Resource& resource, const Scope& scope,
                                                      std::string_view id) {
  Run rows = connection_.run(findSql(resource, scope.by));
  rows.bind(scope.id).bind(id);
  if (!rows.next()) return std::optional<Record>();
  std::optional<Record> record(std::in_place);
  readRecord(rows, *record);
  return record;
}

Result<PageEnd> SqliteTransaction::list(const Resource& resource, const Scope& scope,
                                        const Query& query, const VisitRecord& visit) {
  Record record;
  return listRows(resource, scope, query, Columns::All, [&](const Run& row) {
    readRecord(row, record);
    return visit(record);
  });
}

Result<PageEnd> SqliteTransaction::listTexts(const Resource& resource, const Scope& scope,
                                             const Query& query, const VisitText& visit) {
  return listRows(resource, scope, query, Columns::IdAndText,
                  [&](const Run& row) { return visit(row.text(0), row.text(1)); });
}

Result<PageEnd> SqliteTransaction::listRows(const Resource& resource, const Scope& scope,
                                            const Query& query, Columns columns,
                                            const VisitRow& visit) {
  const Connection::Watch watch(connection_, query.proceed);
  try {
    return listWatchedRows(resource, scope, query, columns, visit);
  } catch (const Poco::Data::SQLite::InterruptException&) {
    return watch.error();
  }
}

Result<PageEnd> SqliteTransaction::listWatchedRows(const Resource& resource, const Scope& scope,
                                                   const Query& query, Columns columns,
                                                   const VisitRow& visit) {
  std::optional<Position> after;
  if (!query.marker.empty()) {
    Run rows = connection_.run(markerSql(resource, scope.by, query.sort));
    rows.bind(scope.id).bind(query.marker);
    if (!rows.next()) {
      return Error{ErrorCode::InvalidRequest,
                   "marker must be the id of a " + std::string(resource.name) + " of the list"};
    }
    after = positionOf(rows);
  }
  const Sql sql = listSql(resource, scope, query, after, columns);
  PageEnd end;
  std::int64_t visited = 0;
  std::size_t bytes = 0;
  for (Run rows = connection_.run(sql.text, sql.bindings); rows.next(); ++visited) {
    end.more = visited == query.limit || (query.hasRoom && !query.hasRoom(bytes));
    if (end.more) break;
    bytes += rows.text(placeOfText(columns)).size();
    if (const auto taken = visit(rows); !taken) return taken.error();
  }
  if (query.withCount) {
    const Sql count = countSql(resource, scope, query);
    end.count = connection_.integers(count.text, count.bindings).at(0);
  }
  return end;
}

Result<std::vector<std::string>> SqliteTransaction::jobsOfAction(std::string_view action_id) {
  return connection_.texts(
      "SELECT jobs.id FROM job_actions JOIN jobs ON jobs.id = job_actions.job_id "
      "WHERE action_id = ? ORDER BY jobs.seq",
      {std::string(action_id)});
}

Result<std::int64_t> SqliteTransaction::countJobsOfAction(std::string_view action_id,
                                                          std::int64_t most) {
  return connection_
      .integers("SELECT count(*) FROM (SELECT 1 FROM job_actions WHERE action_id = ? LIMIT ?)",
                {std::string(action_id), most})
      .at(0);
}

Result<std::optional<std::string>> SqliteTransaction::clientWithHostname(std::string_view hostname,
                                                                         std::string_view except,
                                                                         bool any) {
  const auto ids =
      connection_.texts(std::string("SELECT id FROM clients WHERE hostname = ? AND id <> ?") +
                            (any ? "" : " AND is_central = 1") + " LIMIT 1",
                        {std::string(hostname), std::string(except)});
  if (ids.empty()) return std::optional<std::string>();
  return std::optional(ids.front());
}

Result<std::vector<LastBackup>> SqliteTransaction::lastBackups(const Scope& scope) {
  const Sql sql = lastBackupsSql(scope);
  std::vector<LastBackup> backups;
  for (Run rows = connection_.run(sql.text, sql.bindings); rows.next();) {
    const Binding time = rows.value(1);
    if (const auto* const seconds = std::get_if<std::int64_t>(&time))
      backups.push_back({std::string(rows.text(0)), *seconds});
  }
  return backups;
}

Result<std::vector<BackupDay>> SqliteTransaction::backupsPerDay(const Scope& scope,
                                                                std::int64_t since,
                                                                std::int64_t until) {
  const Sql sql = backupsPerDaySql(scope, since, until);
  std::vector<BackupDay> days;
  for (Run rows = connection_.run(sql.text, sql.bindings); rows.next();)
    days.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
  return days;
}

Result<void> SqliteTransaction::insert(const Resource& resource, const Record& record,
                                       const IndexEntries& entries) {
  Run run = connection_.run(insertSql(resource));
  run.bind(record.id).bind(record.project_id).bind(record.user_id);
  run.bind(record.version).bind(record.created_at).bind(record.updated_at).bind(record.text);
  run.bind(std::int64_t{checksumOf(record)});
  if (!resource.sidecar.empty()) run.bind(record.sidecar);
  for (const IndexEntries::Scalar& scalar : entries.columns) run.bind(scalar);
  run.next();
  if (connection_.changes() == 0) {
    return Error{ErrorCode::AlreadyExists, "a " + std::string(resource.name) + " with the id " +
                                               record.id + " already exists"};
  }
  insertStrays(resource, connection_.lastRowId(), entries.strays);
  return {};
}

Result<void> SqliteTransaction::update(const Resource& resource, const Record& record,
                                       const IndexEntries& entries) {
  updateRow(resource, nullptr, record, entries);
  return {};
}

Result<bool> SqliteTransaction::updateIfUnchanged(const Resource& resource, const Record& before,
                                                  const Record& record,
                                                  const IndexEntries& entries) {
  return updateRow(resource, &before, record, entries);
}

/// Updates the row of the record, if it exists and, unless `expected` is null, holds that record.
/// Returns whether it did.
bool SqliteTransaction::updateRow(const Resource& resource, const Record* expected,
                                  const Record& record, const IndexEntries& entries) {
  // Updating a column writes all its indexes, even if the value is unchanged.
  std::string assignments = "version = ?, doc = ?, checksum = ?";
  Bindings bindings = {record.version, record.text};
  std::int64_t seq = 0;
  {
    Run before = connection_.run(selectIndexedSql(resource));
    before.bind(record.id);
    if (!before.next()) return false;
    if (expected != nullptr && !isRecord(before, *expected)) return false;
    seq = before.integer(kPlaceOfSeq);
    bindings.emplace_back(std::int64_t{checksumOfUpdate(before, record)});
    const auto setChanged = [&](std::string_view column, int place, Binding value) {
      if (before.value(place) == value) return;
      assignments.append(", ").append(column).append(" = ?");
      bindings.push_back(std::move(value));
    };
    setChanged("updated_at", kPlaceOfUpdatedAt, record.updated_at);
    if (!resource.sidecar.empty()) setChanged(resource.sidecar, kPlaceOfSidecar, record.sidecar);
    int place = kPlaceOfColumns;
    for (std::size_t i = 0; i < resource.columns.size(); ++i, ++place)
      setChanged(resource.columns[i].name, place, toBinding(entries.columns[i]));
  }
  bindings.emplace_back(seq);
  connection_.execute("UPDATE " + tableOf(resource) + " SET " + assignments + " WHERE seq = ?",
                      bindings);
  replaceStrays(resource, seq, entries.strays);
  return true;
}

Result<void> SqliteTransaction::remove(const Resource& resource, std::string_view id) {
  connection_.execute("DELETE FROM " + tableOf(resource) + " WHERE id = ?", {std::string(id)});
  return {};
}

Result<void> SqliteTransaction::linkActions(std::string_view job_id,
                                            std::span<const std::string> action_ids) {
  // A job can contain the same action twice.
  const std::set<std::string> wanted(action_ids.begin(), action_ids.end());
  const std::string job(job_id);
  const auto linked = connection_.texts(
      "SELECT action_id FROM job_actions WHERE job_id = ? ORDER BY action_id", {job});
  if (std::ranges::equal(linked, wanted)) return {};
  connection_.execute("DELETE FROM job_actions WHERE job_id = ?", {job});
  for (const std::string& action_id : wanted) {
    connection_.execute("INSERT INTO job_actions (job_id, action_id) VALUES (?, ?)",
                        {job, action_id});
  }
  return {};
}

void SqliteTransaction::insertStrays(const Resource& resource, std::int64_t seq,
                                     const Strays& strays) {
  for (const IndexEntries::Stray& stray : strays) {
    connection_.execute(
        "INSERT INTO " + tableOf(resource) + "_strays (seq, name, value) VALUES (?, ?, ?)",
        {seq, stray.name, stray.text});
  }
}

void SqliteTransaction::replaceStrays(const Resource& resource, std::int64_t seq,
                                      const Strays& strays) {
  Strays before;
  {
    Run rows =
        connection_.run("SELECT name, value FROM " + tableOf(resource) + "_strays WHERE seq = ?");
    rows.bind(seq);
    while (rows.next()) before.insert({std::string(rows.text(0)), std::string(rows.text(1))});
  }
  if (before == strays) return;
  connection_.execute("DELETE FROM " + tableOf(resource) + "_strays WHERE seq = ?", {seq});
  insertStrays(resource, seq, strays);
}

}  // namespace freezer::sqlite
