#include "core/store/sql/transaction.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/store/checksum.h"
#include "core/store/indexed_text.h"
#include "core/store/sql/failure.h"
#include "core/store/sql/index_name.h"
#include "core/store/sql/listing.h"
#include "core/store/sql/overview_query.h"
#include "core/store/sql/query.h"
#include "core/store/sql/strays.h"

namespace freezer::sql {
namespace {

std::string tableOf(const Resource& resource) {
  return std::string(resource.plural);
}

/// The rows of an IN list of a fixed length.
Cursor runFor(Connection& connection, const std::string& sql, std::span<const std::string> ids) {
  Cursor rows = connection.run(sql);
  for (std::size_t i = 0; i < kRowsAtOnce; ++i) rows.bind(ids[std::min(i, ids.size() - 1)]);
  return rows;
}

}  // namespace

/// Runs a query whose rows stay as they are if the transaction writes.
Cursor SqlTransaction::runLocked(const std::string& sql) {
  return lock_.empty() ? connection_.run(sql) : connection_.run(sql + std::string(lock_));
}

Result<std::optional<Record>> SqlTransaction::find(const Resource& resource, const Scope& scope,
                                                   std::string_view id) {
  const std::optional<Row>* const known = known_.find(resource, id);
  if (known != nullptr && !*known) return std::optional<Record>();
  // A central client of another owner is left to the query.
  if (known != nullptr && owns(scope, (*known)->record)) return std::optional((*known)->record);
  Cursor rows = runLocked(locks() ? findRowSql(resource, scope.by) : findSql(resource, scope.by));
  rows.bind(id);
  if (scope.by != Scope::By::Everyone) rows.bind(scope.id);
  if (!rows.next()) return std::optional<Record>();
  if (!locks()) {
    std::optional<Record> record(std::in_place);
    readRecord(rows, *record);
    return record;
  }
  Row row = readRow(rows, resource);
  std::optional<Record> record(row.record);
  known_.set(resource, std::move(row));
  return record;
}

void SqlTransaction::expect(const Resource& resource, std::span<const std::string> ids) {
  if (!connection_.dialect().readsTogether) return;
  for (; !ids.empty(); ids = ids.subspan(std::min(ids.size(), kRowsAtOnce))) {
    const auto some = ids.first(std::min(ids.size(), kRowsAtOnce));
    std::set<std::string_view> absent(some.begin(), some.end());
    const std::string sql = findRowsSql(connection_.dialect(), resource) + std::string(lock_);
    for (Cursor rows = runFor(connection_, sql, some); rows.next();) {
      absent.erase(rows.text(0));
      known_.set(resource, readRow(rows, resource));
    }
    for (const std::string_view id : absent) known_.setAbsent(resource, id);
  }
}

Result<PageEnd> SqlTransaction::list(const Resource& resource, const Scope& scope,
                                     const Query& query, const VisitRecord& visit) {
  Record record;
  return listRows(connection_, resource, scope, query, Columns::All, [&](const Cursor& row) {
    readRecord(row, record);
    return visit(record);
  });
}

Result<PageEnd> SqlTransaction::listTexts(const Resource& resource, const Scope& scope,
                                          const Query& query, const VisitText& visit) {
  return listRows(connection_, resource, scope, query, Columns::IdAndText,
                  [&](const Cursor& row) { return visit(row.text(0), row.text(1)); });
}

/// New links wait for the end of a transaction that decides by those there are, because they write
/// the row of the action (Dialect::touchAction).
Result<std::vector<std::string>> SqlTransaction::jobsOfAction(std::string_view action_id) {
  if (locks()) runLocked("SELECT id FROM actions WHERE id = ?").bind(action_id).next();
  return connection_.texts(
      "SELECT jobs.id FROM job_actions JOIN jobs ON jobs.id = job_actions.job_id "
      "WHERE action_id = ? ORDER BY jobs.seq",
      {std::string(action_id)});
}

Result<std::int64_t> SqlTransaction::countJobsOfAction(std::string_view action_id,
                                                       std::int64_t most) {
  return connection_
      .integers(
          "SELECT count(*) FROM (SELECT 1 FROM job_actions WHERE action_id = ? LIMIT ?) AS counted",
          {std::string(action_id), most})
      .at(0);
}

Result<std::optional<std::string>> SqlTransaction::clientWithHostname(std::string_view hostname,
                                                                      std::string_view except,
                                                                      bool any) {
  const std::string host = indexedText(hostname, connection_.dialect().longestText);
  const std::string_view touch = connection_.dialect().touchHostname;
  if (locks() && !touch.empty()) connection_.execute(touch, {host});
  const auto ids =
      connection_.texts(std::string("SELECT id FROM clients WHERE hostname = ? AND id <> ?") +
                            (any ? "" : " AND is_central = 1") + " LIMIT 1",
                        {host, std::string(except)});
  if (ids.empty()) return std::optional<std::string>();
  return std::optional(ids.front());
}

Result<std::vector<LastBackup>> SqlTransaction::lastBackups(const Scope& scope) {
  const Sql sql = lastBackupsSql(connection_.dialect(), scope);
  std::vector<LastBackup> backups;
  for (Cursor rows = connection_.run(sql.text, sql.values); rows.next();) {
    const Value time = rows.value(1);
    if (const auto* const seconds = std::get_if<std::int64_t>(&time))
      backups.push_back({std::string(rows.text(0)), *seconds});
  }
  return backups;
}

Result<std::vector<ClientPoll>> SqlTransaction::lastPolls(const Scope& scope) {
  Sql sql;
  sql.add("SELECT client_polls.client_id, client_polls.last_seen, client_polls.poll_interval ");
  sql.add("FROM client_polls JOIN clients ON clients.id = client_polls.client_id");
  if (scope.by != Scope::By::Everyone)
    sql.add(" WHERE clients.").add(ownerColumn(scope.by)).add(" = ").value(scope.id);
  std::vector<ClientPoll> polls;
  for (Cursor rows = connection_.run(sql.text, sql.values); rows.next();)
    polls.push_back({std::string(rows.text(0)), rows.integer(1), rows.integer(2)});
  return polls;
}

Result<std::vector<BackupDay>> SqlTransaction::backupsPerDay(const Scope& scope, std::int64_t since,
                                                             std::int64_t until) {
  std::vector<BackupDay> days;
  for (std::int64_t day = since; day < until; day += kSecondsOfDay) {
    const Sql sql = backupsOfDaySql(connection_.dialect(), scope, day);
    for (Cursor rows = connection_.run(sql.text, sql.values); rows.next();) {
      if (rows.integer(0) > 0) days.push_back({day, rows.integer(0), rows.integer(1)});
    }
  }
  return days;
}

/// Steps from each project to the next one in the indexes, over all documents in between.
Result<std::vector<std::string>> SqlTransaction::projectIds(std::string_view prefix,
                                                            std::size_t most) {
  std::set<std::string> ids;
  for (const Resource& resource : resources()) {
    const std::string from = "SELECT project_id FROM " + std::string(resource.plural);
    std::string comparison = " WHERE project_id >= ?";
    std::string bound(prefix);
    for (std::size_t found = 0; found < most; ++found) {
      const auto next =
          connection_.texts(from + comparison + " ORDER BY project_id LIMIT 1", {bound});
      if (next.empty() || !next.front().starts_with(prefix)) break;
      bound = next.front();
      comparison = " WHERE project_id > ?";
      ids.insert(bound);
    }
  }
  std::vector<std::string> sorted(ids.begin(), ids.end());
  if (sorted.size() > most) sorted.resize(most);
  return sorted;
}

Result<void> SqlTransaction::insert(const Resource& resource, const Record& record,
                                    const IndexEntries& entries) try {
  const auto shorter = shortened(entries, connection_.dialect().longestText);
  const IndexEntries& indexed = shorter ? *shorter : entries;
  const Value reserved = connection_.nextSeq();
  const std::uint32_t checksum = checksumOf(record);
  Values values = {reserved,          record.id,
                   record.project_id, record.user_id,
                   record.version,    record.created_at,
                   record.updated_at, record.text,
                   record.updated_by, std::int64_t{checksum}};
  if (!resource.sidecar.empty()) values.emplace_back(record.sidecar);
  values.insert(values.end(), indexed.columns.begin(), indexed.columns.end());
  connection_.executeLater(Connection::Later::Rows, insertSql(resource), values);
  const auto* const given = std::get_if<std::int64_t>(&reserved);
  const std::int64_t seq = given == nullptr ? connection_.lastSeq() : *given;
  insertStrays(connection_, resource, seq, indexed.strays);
  if (resource.kind == Kind::Job) unlinked_.insert(record.id);
  if (!locks()) return {};
  Row row{record, seq, !indexed.strays.empty(), indexed.columns};
  row.record.checksum = checksum;
  known_.set(resource, std::move(row));
  return {};
} catch (const Failure& failure) {
  if (failure.kind() != Failure::Kind::Duplicate) throw;
  return Error{ErrorCode::AlreadyExists,
               "a " + std::string(resource.name) + " with the id " + record.id + " already exists"};
}

Result<void> SqlTransaction::update(const Resource& resource, const Record& record,
                                    const IndexEntries& entries) {
  updateRow(resource, nullptr, record, entries);
  return {};
}

Result<bool> SqlTransaction::updateIfUnchanged(const Resource& resource, const Record& before,
                                               const Record& record, const IndexEntries& entries) {
  return updateRow(resource, &before, record, entries);
}

/// The row as it is now; locked, if rows are.
std::optional<Row> SqlTransaction::rowOf(const Resource& resource, std::string_view id) {
  if (const auto* const known = known_.find(resource, id)) return *known;
  Cursor rows = runLocked(findRowSql(resource, Scope::By::Everyone));
  rows.bind(id);
  if (!rows.next()) return std::nullopt;
  return readRow(rows, resource);
}

/// Updates the row of the record, if it exists and, unless `expected` is null, holds that record.
/// Returns whether it did.
bool SqlTransaction::updateRow(const Resource& resource, const Record* expected,
                               const Record& record, const IndexEntries& entries) {
  const auto shorter = shortened(entries, connection_.dialect().longestText);
  const IndexEntries& indexed = shorter ? *shorter : entries;
  std::optional<Row> row = rowOf(resource, record.id);
  if (!row) return false;
  if (expected != nullptr) {
    row->record.checksum = expected->checksum;  // Only records that were read have one.
    if (row->record != *expected) return false;
  }
  const Record before = std::exchange(row->record, record);
  row->record.project_id = before.project_id;
  row->record.user_id = before.user_id;
  row->record.created_at = before.created_at;
  row->record.checksum = checksumOf(row->record);

  // Updating a column writes all its indexes, even if the value is unchanged.
  std::string assignments = "version = ?, doc = ?, checksum = ?";
  Values values = {record.version, record.text, std::int64_t{row->record.checksum}};
  const auto setChanged = [&](std::string_view column, const Value& former, const Value& value) {
    if (former == value) return;
    assignments.append(", ").append(column).append(" = ?");
    values.push_back(value);
  };
  setChanged("updated_at", before.updated_at, record.updated_at);
  setChanged("updated_by", before.updated_by, record.updated_by);
  if (!resource.sidecar.empty()) setChanged(resource.sidecar, before.sidecar, record.sidecar);
  for (std::size_t i = 0; i < resource.columns.size(); ++i)
    setChanged(resource.columns[i].name, row->columns[i], indexed.columns[i]);
  values.emplace_back(row->seq);
  connection_.execute("UPDATE " + tableOf(resource) + " SET " + assignments + " WHERE seq = ?",
                      values);
  if (row->hasStrays) {
    replaceStrays(connection_, resource, row->seq, indexed.strays);
  } else {
    insertStrays(connection_, resource, row->seq, indexed.strays);
  }
  row->hasStrays = !indexed.strays.empty();
  row->columns = indexed.columns;
  if (locks()) known_.set(resource, *std::move(row));
  return true;
}

Result<void> SqlTransaction::remove(const Resource& resource, std::string_view id) {
  connection_.execute("DELETE FROM " + tableOf(resource) + " WHERE id = ?", {std::string(id)});
  if (locks()) known_.setAbsent(resource, id);
  return {};
}

Result<void> SqlTransaction::linkActions(std::string_view job_id,
                                         std::span<const std::string> action_ids) {
  // A job can contain the same action twice.
  const std::set<std::string> wanted(action_ids.begin(), action_ids.end());
  const std::string job(job_id);
  if (unlinked_.erase(job) == 0) {
    const auto linked = connection_.texts(
        "SELECT action_id FROM job_actions WHERE job_id = ? ORDER BY action_id", {job});
    if (std::ranges::equal(linked, wanted)) return {};
    connection_.execute("DELETE FROM job_actions WHERE job_id = ?", {job});
  }
  const std::string_view touch = connection_.dialect().touchAction;
  for (const std::string& action_id : wanted) {
    if (!touch.empty()) connection_.executeLater(Connection::Later::Touches, touch, {action_id});
    connection_.executeLater(Connection::Later::References,
                             "INSERT INTO job_actions (job_id, action_id) VALUES (?, ?)",
                             {job, action_id});
  }
  return {};
}

Result<void> SqlTransaction::notePoll(const Scope& scope, const ClientPoll& poll) {
  std::string sql =
      "INSERT INTO client_polls (client_id, last_seen, poll_interval) "
      "SELECT clients.id, ?, ? FROM clients WHERE clients.id = ?";
  Values values = {poll.time, poll.interval, poll.client_id};
  if (scope.by != Scope::By::Everyone) {
    sql.append(" AND clients.").append(ownerColumn(scope.by)).append(" = ?");
    values.emplace_back(scope.id);
  }
  connection_.execute(sql.append(connection_.dialect().keepLaterPoll), values);
  return {};
}

}  // namespace freezer::sql
