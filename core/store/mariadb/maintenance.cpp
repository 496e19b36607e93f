#include "core/store/mariadb/maintenance.h"

#include <string>
#include <vector>

#include "core/store/mariadb/connection.h"
#include "core/store/mariadb/errors.h"
#include "core/store/mariadb/schema.h"
#include "core/store/open.h"
#include "core/store/sql/kept_documents.h"
#include "core/store/sql/open_transaction.h"

namespace freezer::mariadb {
namespace {

/// One view of the whole store.
constexpr sql::OpenTransaction::Statements kView = {
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", "COMMIT", "ROLLBACK"};

/// A load of a dump turns foreign keys off, so rows may break them.
void findBrokenKeys(Connection& connection, Findings& faults) {
  struct Key {
    std::string table;
    std::string parent;
    std::string query;  ///< Has a row if the key is broken.
  };
  std::vector<Key> keys;
  sql::Cursor rows = connection.run(
      "SELECT table_name, column_name, referenced_table_name, referenced_column_name "
      "FROM information_schema.key_column_usage WHERE table_schema = database() "
      "AND referenced_table_name IS NOT NULL ORDER BY table_name, referenced_table_name");
  while (rows.next()) {
    const std::string table(rows.text(0));
    const std::string column(rows.text(1));
    const std::string parent(rows.text(2));
    const std::string key(rows.text(3));
    keys.push_back({table, parent,
                    "SELECT 1 FROM " + table + " AS c WHERE c." + column +
                        " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + parent + " AS p WHERE p." +
                        key + " = c." + column + ") LIMIT 1"});
  }
  for (const Key& key : keys) {
    if (connection.integers(key.query).empty()) continue;
    faults.add("a row of " + key.table + " refers to a missing row of " + key.parent);
  }
}

}  // namespace

Result<Findings> inspectDatabase(const Address& address, const InspectDocuments& inspect) try {
  Connection connection(address, Role::Inspector, StoreOptions().busyTimeoutMs);
  const auto version = readSchemaVersion(connection, address);
  if (!version) return version.error();
  Findings faults;
  if (version.value().current == 0) return faults;
  const sql::OpenTransaction view(connection, kView);
  findBrokenKeys(connection, faults);
  // Their documents would be reported once more.
  if (!faults.lines().empty()) return faults;
  const auto inspected = sql::inspectKept(connection, inspect, faults);
  if (!inspected) return inspected.error();
  return faults;
} catch (const Failure& failure) {
  return storeError(failure, address);
}

Result<StoreStats> statsOf(const Address& address) try {
  Connection connection(address, Role::Inspector, StoreOptions().busyTimeoutMs);
  const auto version = readSchemaVersion(connection, address);
  if (!version) return version.error();
  const sql::OpenTransaction view(connection, kView);
  StoreStats stats;
  stats.engine = "MariaDB " + connection.texts("SELECT version()").at(0);
  stats.schemaVersion = version.value().current;
  sql::countKept(connection, stats);
  stats.bytes = connection
                    .integers(
                        "SELECT coalesce(sum(data_length + index_length), 0) "
                        "FROM information_schema.tables WHERE table_schema = database()")
                    .at(0);
  stats.pageSize = connection.integers("SELECT @@innodb_page_size").at(0);
  return stats;
} catch (const Failure& failure) {
  return storeError(failure, address);
}

}  // namespace freezer::mariadb
