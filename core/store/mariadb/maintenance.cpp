#include "core/store/mariadb/maintenance.h"

#include "core/store/mariadb/connection.h"
#include "core/store/mariadb/errors.h"
#include "core/store/mariadb/schema.h"
#include "core/store/sql/kept_documents.h"
#include "core/store/sql/open_transaction.h"
#include "core/store/sql/transaction.h"

namespace freezer::mariadb {
namespace {

/// One view of the whole store.
constexpr sql::OpenTransaction::Statements kView = {
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", "COMMIT", "ROLLBACK"};

/// A statement over many documents may take long.
constexpr int kPatienceMs = 300'000;

}  // namespace

Result<Findings> inspectDatabase(const Address& address, const InspectDocuments& inspect) try {
  Connection connection(address, Role::Reader, kPatienceMs);
  const auto version = readSchemaVersion(connection, address);
  if (!version) return version.error();
  Findings faults;
  if (version.value().current == 0) return faults;
  const sql::OpenTransaction view(connection, kView);
  sql::SqlTransaction snapshot(connection, sql::Access::Read);
  const auto visitAll = [&](const Resource& resource, const VisitKept& visit) {
    return sql::visitKept(connection, resource, visit);
  };
  const auto inspected = inspect(snapshot, visitAll, faults);
  if (!inspected) return inspected.error();
  return faults;
} catch (const Failure& failure) {
  return storeError(failure, address);
}

Result<StoreStats> statsOf(const Address& address) try {
  Connection connection(address, Role::Reader, kPatienceMs);
  const auto version = readSchemaVersion(connection, address);
  if (!version) return version.error();
  const sql::OpenTransaction view(connection, kView);
  StoreStats stats;
  stats.engine = "MariaDB " + connection.texts("SELECT version()").at(0);
  stats.schemaVersion = version.value().current;
  const bool isEmpty = stats.schemaVersion == 0;
  for (const Resource& resource : resources()) {
    stats.kinds.push_back(isEmpty ? KindStats{&resource, 0, 0, {}, {}}
                                  : sql::kindStats(connection, resource));
  }
  if (!isEmpty) stats.projects = sql::countProjects(connection);
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
