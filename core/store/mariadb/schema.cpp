#include "core/store/mariadb/schema.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/store/foreign.h"
#include "core/store/mariadb/errors.h"
#include "core/store/mariadb/migrations.h"

namespace freezer::mariadb {
namespace {

/// How long to wait for another node that migrates.
constexpr std::int64_t kMigrationSeconds = 300;

/// How often to begin again when another database node of a cluster migrates.
constexpr int kMostTries = 100;

/// Holds the lock for migrations of a database on one database server. It ends with the connection
/// at the latest.
class MigrationLock {
 public:
  MigrationLock(Connection& connection, const std::string& database)
      : connection_(connection), name_("freezer-api " + database) {
    connection_.integers("SELECT get_lock(?, ?)", {name_, kMigrationSeconds});
  }
  MigrationLock(const MigrationLock&) = delete;
  MigrationLock& operator=(const MigrationLock&) = delete;
  ~MigrationLock() {
    try {
      connection_.integers("SELECT release_lock(?)", {name_});
    } catch (...) {
      // The lock ended with the connection.
    }
  }

 private:
  Connection& connection_;
  const std::string name_;
};

/// One statement after another: a statement that changes tables is its own transaction. A cluster
/// that ends one of several statements in one message does not answer the rest.
void executeEach(Connection& connection, std::string_view script) {
  constexpr std::string_view kEnd = ";\n";
  for (std::size_t end = script.find(kEnd); end != std::string_view::npos;
       end = script.find(kEnd)) {
    connection.executeScript(std::string(script.substr(0, end)));
    script.remove_prefix(end + kEnd.size());
  }
}

/// Applies the missing migrations. Each can run twice.
Result<void> migrate(Connection& connection, const Address& address) {
  const MigrationLock lock(connection, address.database);
  // Another node may have upgraded first.
  const auto found = readSchemaVersion(connection, address);
  if (!found) return found.error();
  const std::string table(kVersionTable);
  connection.executeScript("CREATE TABLE IF NOT EXISTS " + table +
                           " (one TINYINT PRIMARY KEY DEFAULT 1, version INT NOT NULL) "
                           "ENGINE=InnoDB");
  for (int version = found.value().current; version < found.value().latest; ++version) {
    executeEach(connection, migrations()[static_cast<std::size_t>(version)]);
    connection.execute("REPLACE INTO " + table + " (one, version) VALUES (1, ?)",
                       {std::int64_t{version} + 1});
  }
  return {};
}

}  // namespace

Result<SchemaVersion> readSchemaVersion(Connection& connection, const Address& address) {
  const auto tables = connection.texts(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = database()");
  SchemaVersion found{0, static_cast<int>(migrations().size())};
  if (std::ranges::find(tables, kVersionTable) == tables.end()) {
    if (tables.empty()) return found;
    return unusable(address, whyNoStore(tables));
  }
  const auto versions = connection.integers("SELECT version FROM " + std::string(kVersionTable));
  if (!versions.empty()) found.current = static_cast<int>(versions.front());
  if (found.current > found.latest) {
    return unusable(address, "its schema version " + std::to_string(found.current) +
                                 " is newer than this program, which supports versions up to " +
                                 std::to_string(found.latest) + "; use a newer freezer-api");
  }
  return found;
}

Result<void> upgrade(Connection& connection, const Address& address) {
  for (int tries = 1;; ++tries) {
    try {
      return migrate(connection, address);
    } catch (const Failure& failure) {
      // Other database nodes of a cluster do not know the lock.
      if (failure.kind() != Failure::Kind::Conflict || tries == kMostTries) throw;
    }
  }
}

Error outdated(const Address& address, const SchemaVersion& version) {
  if (version.current == 0) return unusable(address, "it is empty; initialize it with `db init`");
  return {ErrorCode::StoreFailure,
          "the store " + address.shown() + " has an older schema; upgrade it with `db upgrade`"};
}

}  // namespace freezer::mariadb
