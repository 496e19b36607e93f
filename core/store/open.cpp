#include <filesystem>

#include "core/store/maintenance.h"
#include "core/store/sqlite/maintenance.h"
#include "core/store/sqlite/sqlite_store.h"
#include "core/store/store.h"

namespace freezer {
namespace {

constexpr std::string_view kSqlite = "sqlite:///";

/// The file that a SQLite URL names. Other URLs may hold a password and are
/// not repeated.
Result<std::filesystem::path> sqliteFile(const std::string& url) {
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
    return std::filesystem::path(url.substr(kSqlite.size()));
  }
  return Error{ErrorCode::InvalidRequest,
               "the store URL must be sqlite:///relative/path or sqlite:////absolute/path"};
}

}  // namespace

Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options) {
  const auto file = sqliteFile(url);
  if (!file) return file.error();
  return sqlite::openFile(file.value(), options);
}

Result<SchemaVersion> schemaVersion(const std::string& url) {
  const auto file = sqliteFile(url);
  if (!file) return file.error();
  return sqlite::schemaVersionOf(file.value());
}

Result<StoreCopy> backUpStore(const std::string& url, const std::filesystem::path& file,
                              bool replace) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::backUpFile(store.value(), file, replace);
}

Result<RestorePlan> planRestore(const std::string& url, const std::filesystem::path& file) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::planRestore(store.value(), file);
}

Result<Counts> restoreStore(const std::string& url, const std::filesystem::path& file) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::restoreFile(store.value(), file);
}

Result<Findings> checkStore(const std::string& url) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::checkFile(store.value());
}

Result<StoreStats> storeStats(const std::string& url) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::statsOf(store.value());
}

Result<Vacuumed> vacuumStore(const std::string& url) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::vacuumFile(store.value());
}

}  // namespace freezer
