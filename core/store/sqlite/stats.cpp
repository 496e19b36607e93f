#include <Poco/Exception.h>
#include <sqlite3.h>

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/maintenance.h"
#include "core/store/sqlite/open_transaction.h"

namespace freezer::sqlite {
namespace {

/// What a query of one integer yields; none for NULL.
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

}  // namespace freezer::sqlite
