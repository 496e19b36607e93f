#include <system_error>

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/maintenance.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/whole_copy.h"

namespace freezer::sqlite {
namespace {

namespace fs = std::filesystem;

/// Opens the copy, which must not be the store itself.
Result<std::unique_ptr<WholeCopy>> openCopy(const fs::path& copy, const fs::path& store) {
  std::error_code absent;
  if (fs::equivalent(copy, store, absent)) {
    return Error{ErrorCode::InvalidRequest, copy.string() + " is the store itself"};
  }
  return WholeCopy::open(copy);
}

/// The Error if SQLite cannot open the store even for overwriting.
Error beyondRestore(const Failure& failure, const fs::path& file) {
  Error error = storeError(failure, file);
  if (error.code == ErrorCode::StoreFailure) {
    error.message +=
        "; to restore it, stop the programs that use it and move it away first, with the files " +
        file.filename().string() + "-wal and " + file.filename().string() + "-shm";
  }
  return error;
}

int pageSize(Connection& connection) {
  return static_cast<int>(connection.integers("PRAGMA page_size").at(0));
}

/// SQLite copies pages, so the page sizes must be equal.
Result<void> checkPageSizes(Connection& copy, Connection& store, const fs::path& file) {
  const int ofCopy = pageSize(copy);
  const int ofStore = pageSize(store);
  if (ofCopy == ofStore) return {};
  return unusable(file,
                  "its pages have " + std::to_string(ofCopy) + " bytes, and those of the store " +
                      std::to_string(ofStore),
                  {}, Role::Copy);
}

/// The current counts; none if the store is too damaged to read.
Result<std::optional<Counts>> countStore(const fs::path& file) {
  std::error_code absent;
  if (!fs::exists(file, absent)) return std::optional(countNothing());
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  if (const auto version = readSchemaVersion(connection, file); !version) return version.error();
  try {
    return std::optional(countAll(connection));
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::Corrupt) throw;
    return std::optional<Counts>();
  }
}

}  // namespace

Result<RestorePlan> planRestore(const fs::path& file, const fs::path& copy) try {
  const auto whole = openCopy(copy, file);
  if (!whole) return whole.error();
  auto now = countStore(file);
  if (!now) return now.error();
  return RestorePlan{std::move(now).value(), whole.value()->counts()};
} catch (const Failure& failure) {
  return beyondRestore(failure, file);
}

Result<Counts> restoreFile(const fs::path& file, const fs::path& copy) try {
  const auto whole = openCopy(copy, file);
  if (!whole) return whole.error();
  if (const auto prepared = prepareFile(file, Missing::CreateWithFolder); !prepared)
    return prepared.error();
  Connection store(file.string(), StoreOptions().busyTimeoutMs);
  if (const auto ours = readSchemaVersion(store, file); !ours) return ours.error();
  const auto sameSize = checkPageSizes(whole.value()->connection(), store, copy);
  if (!sameSize) return sameSize.error();
  store.replaceContent(whole.value()->connection());
  const auto version = readSchemaVersion(store, file);
  if (!version) return version.error();
  if (version.value().current < version.value().latest) {
    if (const auto upgraded = upgrade(store, file); !upgraded) return upgraded.error();
  }
  // Shrinks the log. It does not matter if another program prevents this.
  store.executeScript("PRAGMA wal_checkpoint(PASSIVE)");
  return whole.value()->counts();
} catch (const Failure& failure) {
  return beyondRestore(failure, file);
}

}  // namespace freezer::sqlite
