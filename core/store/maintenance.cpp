#include "core/store/maintenance.h"

#include "core/store/open.h"
#include "core/store/sqlite/maintenance.h"

namespace freezer {

Result<StoreCopy> backUpStore(const std::string& url, const std::filesystem::path& file,
                              bool replace, const WorkBegun& begun) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::backUpFile(store.value(), file, replace, begun);
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

Result<Findings> inspectStore(const std::string& url, const InspectDocuments& inspect) {
  const auto store = sqliteFile(url);
  if (!store) return store.error();
  return sqlite::inspectFile(store.value(), inspect);
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
