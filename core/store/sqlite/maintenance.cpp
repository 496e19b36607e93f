#include "core/store/sqlite/maintenance.h"

#include <Poco/Exception.h>
#include <sqlite3.h>

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/open_transaction.h"
#include "core/store/sqlite/query.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/transaction.h"

namespace freezer::sqlite {
namespace {

IndexEntries::Scalar toScalar(const Binding& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::monostate();  // The schema has no columns of other types.
}

/// Reads documents with their columns and links.
class KeptReader {
 public:
  explicit KeptReader(Connection& connection) : connection_(connection) {}

  Result<void> visitAll(const Resource& resource, const VisitKept& visit) {
    const std::string strays =
        "SELECT name, value FROM " + std::string(resource.plural) + "_strays WHERE seq = ?";
    KeptDocument kept;
    for (Run rows = connection_.run(selectAllSql(resource)); rows.next();) {
      readRecord(rows, kept.record);
      kept.entries.columns.clear();
      for (std::size_t i = 0; i < resource.columns.size(); ++i) {
        kept.entries.columns.push_back(toScalar(rows.value(kPlaceOfColumns + static_cast<int>(i))));
      }
      readStrays(strays, rows.integer(kPlaceOfSeq), kept.entries.strays);
      if (resource.kind == Kind::Job) readLinks(kept);
      if (const auto visited = visit(kept); !visited) return visited;
    }
    return {};
  }

 private:
  void readStrays(const std::string& sql, std::int64_t seq, std::set<IndexEntries::Stray>& strays) {
    strays.clear();
    Run rows = connection_.run(sql);
    rows.bind(seq);
    while (rows.next()) strays.insert({std::string(rows.text(0)), std::string(rows.text(1))});
  }

  void readLinks(KeptDocument& job) {
    job.action_ids.clear();
    Run rows = connection_.run("SELECT action_id FROM job_actions WHERE job_id = ?");
    rows.bind(job.record.id);
    while (rows.next()) job.action_ids.emplace(rows.text(0));
  }

  Connection& connection_;
};

/// An integer column; none for NULL.
std::optional<std::int64_t> optionalInteger(const Run& row, int column) {
  const Binding value = row.value(column);
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer == nullptr ? std::nullopt : std::optional(*integer);
}

KindStats statsOf(Connection& connection, const Resource& resource) {
  Run row = connection.run(
      "SELECT count(*), coalesce(sum(length(CAST(doc AS BLOB))), 0), min(created_at), "
      "max(created_at) FROM " +
      std::string(resource.plural));
  row.next();
  return {&resource, row.integer(0), row.integer(1), optionalInteger(row, 2),
          optionalInteger(row, 3)};
}

std::int64_t countProjects(Connection& connection) {
  std::string ids;
  for (const Resource& resource : resources()) {
    ids += (ids.empty() ? "" : " UNION ") + std::string("SELECT project_id FROM ") +
           std::string(resource.plural);
  }
  return connection.integers("SELECT count(*) FROM (" + ids + ")").at(0);
}

}  // namespace

Result<Findings> inspectFile(const std::filesystem::path& file,
                             const InspectDocuments& inspect) try {
  if (const auto prepared = prepareFile(file, false); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  // One snapshot for all checks.
  OpenTransaction view(connection, {"BEGIN", "COMMIT", "ROLLBACK"});
  const auto version = readSchemaVersion(connection, file);
  if (!version) return version.error();
  Findings faults;
  findDamage(connection, faults);
  // In a damaged file, faults of documents would be misleading.
  if (!faults.lines().empty() || version.value().current == 0) return faults;
  SqliteTransaction snapshot(connection);
  KeptReader reader(connection);
  const auto visitAll = [&](const Resource& resource, const VisitKept& visit) {
    return reader.visitAll(resource, visit);
  };
  const auto inspected = inspect(snapshot, visitAll, faults);
  if (!inspected) return inspected.error();
  return faults;
} catch (const Poco::Exception& failure) {
  return storeError(failure, file);
}

Result<StoreStats> statsOf(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file, false); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  OpenTransaction view(connection, {"BEGIN", "COMMIT", "ROLLBACK"});
  const auto version = readSchemaVersion(connection, file);
  if (!version) return version.error();
  StoreStats stats;
  stats.engine = std::string("SQLite ") + sqlite3_libversion();
  stats.schemaVersion = version.value().current;
  stats.bytes = bytesOf(file);
  stats.journalBytes = journalBytes(file);
  stats.pageSize = connection.integers("PRAGMA page_size").at(0);
  stats.freePages = connection.integers("PRAGMA freelist_count").at(0);
  const bool isEmpty = stats.schemaVersion == 0;
  for (const Resource& resource : resources()) {
    stats.kinds.push_back(isEmpty ? KindStats{&resource, 0, 0, {}, {}}
                                  : statsOf(connection, resource));
  }
  if (!isEmpty) stats.projects = countProjects(connection);
  return stats;
} catch (const Poco::Exception& failure) {
  return storeError(failure, file);
}

Result<Vacuumed> vacuumFile(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file, false); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  if (const auto version = readSchemaVersion(connection, file); !version) return version.error();
  Vacuumed vacuumed;
  vacuumed.bytesBefore = bytesOf(file) + journalBytes(file);
  connection.executeScript("VACUUM");
  // Copies all changes from the log to the file, and truncates the log. Waits for readers.
  connection.executeScript("PRAGMA wal_checkpoint(TRUNCATE)");
  vacuumed.bytesAfter = bytesOf(file) + journalBytes(file);
  return vacuumed;
} catch (const Poco::Exception& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
