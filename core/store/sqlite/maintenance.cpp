#include "core/store/sqlite/maintenance.h"

#include <sqlite3.h>

#include "core/store/sql/kept_documents.h"
#include "core/store/sql/open_transaction.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/schema.h"

namespace freezer::sqlite {

Result<Findings> inspectFile(const std::filesystem::path& file,
                             const InspectDocuments& inspect) try {
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  // One snapshot for all checks.
  sql::OpenTransaction view(connection, {"BEGIN", "COMMIT", "ROLLBACK"});
  const auto version = readSchemaVersion(connection, file);
  if (!version) return version.error();
  Findings faults;
  findDamage(connection, faults);
  // In a damaged file, faults of documents would be misleading.
  if (!faults.lines().empty() || version.value().current == 0) return faults;
  const auto inspected = sql::inspectKept(connection, inspect, faults);
  if (!inspected) return inspected.error();
  return faults;
} catch (const Failure& failure) {
  return storeError(failure, file);
}

Result<StoreStats> statsOf(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  sql::OpenTransaction view(connection, {"BEGIN", "COMMIT", "ROLLBACK"});
  const auto version = readSchemaVersion(connection, file);
  if (!version) return version.error();
  StoreStats stats;
  stats.engine = std::string("SQLite ") + sqlite3_libversion();
  stats.schemaVersion = version.value().current;
  stats.bytes = bytesOf(file);
  stats.journalBytes = journalBytes(file);
  stats.pageSize = connection.integers("PRAGMA page_size").at(0);
  stats.freePages = connection.integers("PRAGMA freelist_count").at(0);
  sql::countKept(connection, stats);
  return stats;
} catch (const Failure& failure) {
  return storeError(failure, file);
}

Result<Vacuumed> vacuumFile(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  if (const auto version = readSchemaVersion(connection, file); !version) return version.error();
  Vacuumed vacuumed;
  vacuumed.bytesBefore = bytesOf(file) + journalBytes(file);
  connection.executeScript("VACUUM");
  // Copies all changes from the log to the file, and truncates the log. Waits for readers.
  connection.executeScript("PRAGMA wal_checkpoint(TRUNCATE)");
  vacuumed.bytesAfter = bytesOf(file) + journalBytes(file);
  return vacuumed;
} catch (const Failure& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
