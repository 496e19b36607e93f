#include "core/store/sqlite/transaction.h"

#include "core/store/sqlite/query.h"

namespace freezer::sqlite {
namespace {

Record toRecord(Row& row) {
  return {std::move(row.get<0>()),
          std::move(row.get<1>()),
          std::move(row.get<2>()),
          row.get<3>(),
          row.get<4>(),
          row.get<5>(),
          std::move(row.get<6>()),
          std::move(row.get<7>())};
}

Binding toBinding(const IndexEntries::Scalar& scalar) {
  return std::visit([](const auto& value) -> Binding { return value; }, scalar);
}

std::string tableOf(const Resource& resource) {
  return std::string(resource.plural);
}

}  // namespace

Result<std::optional<Record>> SqliteTransaction::find(const Resource& resource, const Scope& scope,
                                                      std::string_view id) {
  const Sql sql = findSql(resource, scope, std::string(id));
  std::vector<Row> rows = connection_.rows(sql.text, sql.bindings);
  if (rows.empty()) return std::optional<Record>();
  return std::optional(toRecord(rows.front()));
}

Result<Page> SqliteTransaction::list(const Resource& resource, const Scope& scope,
                                     const Query& query) {
  std::optional<Position> after;
  if (!query.marker.empty()) {
    const Sql sql = markerSql(resource, scope, query);
    const std::vector<Row> rows = connection_.rows(sql.text, sql.bindings);
    if (rows.empty()) {
      return Error{ErrorCode::InvalidRequest,
                   "marker must be the id of a " + std::string(resource.name) + " of the list"};
    }
    after = positionOf(rows.front());
  }
  const Sql sql = listSql(resource, scope, query, after);
  std::vector<Row> rows = connection_.rows(sql.text, sql.bindings);
  Page page;
  page.more = rows.size() > static_cast<std::size_t>(query.limit);
  if (page.more) rows.pop_back();
  page.records.reserve(rows.size());
  for (Row& row : rows) page.records.push_back(toRecord(row));
  if (query.withCount) {
    const Sql count = countSql(resource, scope, query);
    page.count = connection_.integers(count.text, count.bindings).at(0);
  }
  return page;
}

Result<std::vector<std::string>> SqliteTransaction::jobsOfAction(std::string_view action_id) {
  return connection_.texts(
      "SELECT jobs.id FROM job_actions JOIN jobs ON jobs.id = job_actions.job_id "
      "WHERE action_id = ? ORDER BY jobs.seq",
      {std::string(action_id)});
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

Result<void> SqliteTransaction::insert(const Resource& resource, const Record& record,
                                       const IndexEntries& entries) {
  const Scope everyone{Scope::By::Everyone, {}};
  const auto taken = find(resource, everyone, record.id);
  if (!taken) return taken.error();
  if (taken.value()) {
    return Error{ErrorCode::AlreadyExists, "a " + std::string(resource.name) + " with the id " +
                                               record.id + " exists already"};
  }
  std::string columns = "id, project_id, user_id, version, created_at, updated_at, doc";
  std::string values = "?, ?, ?, ?, ?, ?, ?";
  Bindings bindings = {record.id,         record.project_id, record.user_id, record.version,
                       record.created_at, record.updated_at, record.text};
  const auto add = [&](std::string_view column, Binding value) {
    columns += ", " + std::string(column);
    values += ", ?";
    bindings.push_back(std::move(value));
  };
  if (!resource.sidecar.empty()) add(resource.sidecar, record.sidecar);
  for (std::size_t i = 0; i < resource.columns.size(); ++i) {
    add(resource.columns[i].name, toBinding(entries.columns[i]));
  }
  connection_.execute(
      "INSERT INTO " + tableOf(resource) + " (" + columns + ") VALUES (" + values + ")", bindings);
  if (!entries.strays.empty()) writeStrays(resource, seqOf(resource, record.id), entries);
  return {};
}

Result<void> SqliteTransaction::update(const Resource& resource, const Record& record,
                                       const IndexEntries& entries) {
  std::string assignments = "version = ?, updated_at = ?, doc = ?";
  Bindings bindings = {record.version, record.updated_at, record.text};
  const auto add = [&](std::string_view column, Binding value) {
    assignments += ", " + std::string(column) + " = ?";
    bindings.push_back(std::move(value));
  };
  if (!resource.sidecar.empty()) add(resource.sidecar, record.sidecar);
  for (std::size_t i = 0; i < resource.columns.size(); ++i) {
    add(resource.columns[i].name, toBinding(entries.columns[i]));
  }
  bindings.emplace_back(record.id);
  connection_.execute("UPDATE " + tableOf(resource) + " SET " + assignments + " WHERE id = ?",
                      bindings);
  const std::int64_t seq = seqOf(resource, record.id);
  connection_.execute("DELETE FROM " + tableOf(resource) + "_strays WHERE seq = ?", {seq});
  writeStrays(resource, seq, entries);
  return {};
}

Result<void> SqliteTransaction::remove(const Resource& resource, std::string_view id) {
  connection_.execute("DELETE FROM " + tableOf(resource) + " WHERE id = ?", {std::string(id)});
  return {};
}

Result<void> SqliteTransaction::linkActions(std::string_view job_id,
                                            std::span<const std::string> action_ids) {
  connection_.execute("DELETE FROM job_actions WHERE job_id = ?", {std::string(job_id)});
  for (const std::string& action_id : action_ids) {
    // A job may run the same action twice.
    connection_.execute("INSERT OR IGNORE INTO job_actions (job_id, action_id) VALUES (?, ?)",
                        {std::string(job_id), action_id});
  }
  return {};
}

void SqliteTransaction::writeStrays(const Resource& resource, std::int64_t seq,
                                    const IndexEntries& entries) {
  for (const IndexEntries::Stray& stray : entries.strays) {
    const Binding text = stray.text ? Binding(*stray.text) : Binding();
    connection_.execute(
        "INSERT INTO " + tableOf(resource) + "_strays (seq, name, value) VALUES (?, ?, ?)",
        {seq, stray.name, text});
  }
}

std::int64_t SqliteTransaction::seqOf(const Resource& resource, std::string_view id) {
  return connection_
      .integers("SELECT seq FROM " + tableOf(resource) + " WHERE id = ?", {std::string(id)})
      .at(0);
}

}  // namespace freezer::sqlite
