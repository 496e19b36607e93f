#include "core/store/engine.h"

#include <algorithm>

#include "core/store/mariadb/address.h"
#include "core/store/mariadb/foreign.h"
#include "core/store/mariadb/maintenance.h"
#include "core/store/mariadb/mariadb_store.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/foreign.h"
#include "core/store/sqlite/maintenance.h"
#include "core/store/sqlite/sqlite_store.h"

namespace freezer {
namespace {

constexpr std::string_view kSqliteSchemes[] = {"sqlite"};
// The drivers of Python that oslo.db knows, and none.
constexpr std::string_view kMariadbSchemes[] = {
    "mysql",   "mysql+pymysql",   "mysql+mysqldb",   "mysql+mysqlconnector",
    "mariadb", "mariadb+pymysql", "mariadb+mysqldb", "mariadb+mariadbconnector"};

/// Calls `function` for the file of a URL.
template <auto function, typename... Arguments>
auto onFile(const std::string& url, Arguments... arguments)
    -> decltype(function(std::filesystem::path(), arguments...)) {
  const auto file = sqlite::fileOf(url);
  if (!file) return file.error();
  return function(file.value(), arguments...);
}

/// Calls `function` for the address of a URL.
template <auto function, typename... Arguments>
auto onAddress(const std::string& url, Arguments... arguments)
    -> decltype(function(mariadb::Address(), arguments...)) {
  const auto address = mariadb::parseAddress(url);
  if (!address) return address.error();
  return function(address.value(), arguments...);
}

constexpr Engine kEngines[] = {
    {.name = "SQLite",
     .schemes = kSqliteSchemes,
     .open = onFile<sqlite::openFile>,
     .schemaVersion = onFile<sqlite::schemaVersionOf>,
     .inspect = onFile<sqlite::inspectFile>,
     .stats = onFile<sqlite::statsOf>,
     .openForeign = onFile<sqlite::openForeignFile>,
     .backUp = onFile<sqlite::backUpFile>,
     .planRestore = onFile<sqlite::planRestore>,
     .restore = onFile<sqlite::restoreFile>,
     .insteadOfCopies = "",
     .vacuum = onFile<sqlite::vacuumFile>,
     .insteadOfVacuum = ""},
    {.name = "MariaDB",
     .schemes = kMariadbSchemes,
     .open = onAddress<mariadb::openDatabase>,
     .schemaVersion = onAddress<mariadb::schemaVersionOf>,
     .inspect = onAddress<mariadb::inspectDatabase>,
     .stats = onAddress<mariadb::statsOf>,
     .openForeign = onAddress<mariadb::openForeignDatabase>,
     .backUp = nullptr,
     .planRestore = nullptr,
     .restore = nullptr,
     .insteadOfCopies = "use mariadb-backup or mariadb-dump --single-transaction",
     .vacuum = nullptr,
     .insteadOfVacuum = "InnoDB uses freed space again; to give it back to the disk, use "
                        "mariadb-optimize"},
};

}  // namespace

std::span<const Engine> engines() {
  return kEngines;
}

Result<const Engine*> engineOf(const std::string& url) {
  const std::string_view scheme = std::string_view(url).substr(0, url.find("://"));
  const auto* const found = std::ranges::find_if(kEngines, [scheme](const Engine& engine) {
    return std::ranges::find(engine.schemes, scheme) != engine.schemes.end();
  });
  if (found != std::end(kEngines) && scheme.size() < url.size()) return found;
  return Error{ErrorCode::InvalidRequest,
               "the URL must be sqlite:///relative/path, sqlite:////absolute/path or "
               "mysql+pymysql://user:password@host/database"};
}

}  // namespace freezer
