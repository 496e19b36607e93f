#include "core/store/open.h"

#include "core/store/sqlite/sqlite_store.h"

namespace freezer {
namespace {

constexpr std::string_view kSqlite = "sqlite:///";

}  // namespace

Result<std::filesystem::path> sqliteFile(const std::string& url) {
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
    return std::filesystem::path(url.substr(kSqlite.size()));
  }
  return Error{ErrorCode::InvalidRequest,
               "the store URL must be sqlite:///relative/path or sqlite:////absolute/path"};
}

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

}  // namespace freezer
