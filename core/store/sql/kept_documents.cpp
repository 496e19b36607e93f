#include "core/store/sql/kept_documents.h"

#include <limits>
#include <optional>
#include <string>
#include <variant>

#include "core/store/sql/query.h"
#include "core/store/sql/strays.h"
#include "core/store/sql/transaction.h"

namespace freezer::sql {
namespace {

void readLinks(Connection& connection, KeptDocument& job) {
  job.action_ids.clear();
  Cursor rows = connection.run("SELECT action_id FROM job_actions WHERE job_id = ?");
  rows.bind(job.record.id);
  while (rows.next()) job.action_ids.emplace(rows.text(0));
}

/// An integer column; none for NULL.
std::optional<std::int64_t> optionalInteger(const Cursor& row, int column) {
  const Value value = row.value(column);
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer == nullptr ? std::nullopt : std::optional(*integer);
}

/// Visits all documents of a kind with their columns and links, in creation order.
Result<void> visitKept(Connection& connection, const Resource& resource, const VisitKept& visit) {
  const std::int64_t batch = connection.dialect().rowsOfBatch;
  KeptDocument kept;
  kept.longestText = connection.dialect().longestText;
  std::int64_t read = 0;
  std::int64_t after = std::numeric_limits<std::int64_t>::min();
  do {
    read = 0;
    Cursor rows = connection.run(selectAllSql(resource));
    rows.bind(after).bind(batch);
    for (; rows.next(); ++read) {
      after = rows.integer(kPlaceOfSeq);
      readRecord(rows, kept.record);
      readColumns(rows, resource, kept.entries.columns);
      const bool hasStrays = rows.integer(kPlaceOfHasStrays) != 0;
      kept.entries.strays = hasStrays ? readStrays(connection, resource, after) : Strays();
      if (resource.kind == Kind::Job) readLinks(connection, kept);
      if (const auto visited = visit(kept); !visited) return visited;
    }
  } while (read == batch);
  return {};
}

/// The documents of a kind, counted.
KindStats kindStats(Connection& connection, const Resource& resource) {
  Cursor row = connection.run(
      "SELECT count(*), coalesce(sum(" + connection.dialect().octets("doc") +
      "), 0), min(created_at), max(created_at) FROM " + std::string(resource.plural));
  row.next();
  return {&resource, row.integer(0), row.integer(1), optionalInteger(row, 2),
          optionalInteger(row, 3)};
}

/// The number of projects that have documents.
std::int64_t countProjects(Connection& connection) {
  std::string ids;
  for (const Resource& resource : resources()) {
    ids += (ids.empty() ? "" : " UNION ") + std::string("SELECT project_id FROM ") +
           std::string(resource.plural);
  }
  return connection.integers("SELECT count(*) FROM (" + ids + ") AS ids").at(0);
}

}  // namespace

Result<void> inspectKept(Connection& connection, const InspectDocuments& inspect,
                         Findings& faults) {
  SqlTransaction snapshot(connection, Access::Read);
  const auto visitAll = [&](const Resource& resource, const VisitKept& visit) {
    return visitKept(connection, resource, visit);
  };
  return inspect(snapshot, visitAll, faults);
}

void countKept(Connection& connection, StoreStats& stats) {
  const bool isEmpty = stats.schemaVersion == 0;
  for (const Resource& resource : resources()) {
    stats.kinds.push_back(isEmpty ? KindStats{&resource, 0, 0, {}, {}}
                                  : kindStats(connection, resource));
  }
  if (!isEmpty) stats.projects = countProjects(connection);
}

std::int64_t countRows(Connection& connection, std::string_view table) {
  return connection.integers("SELECT count(*) FROM " + std::string(table)).at(0);
}

}  // namespace freezer::sql
