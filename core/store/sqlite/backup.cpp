#include <string_view>
#include <system_error>

#include "core/store/part_file.h"
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

/// Whether `path` is the store file or one of its SQLite auxiliary files.
bool belongsToStore(const fs::path& path, const fs::path& store) {
  std::error_code absent;
  const fs::path full = fs::weakly_canonical(path, absent);
  for (const std::string_view suffix : {"", "-wal", "-shm", "-journal"}) {
    const fs::path own = fs::weakly_canonical(store, absent).string() + std::string(suffix);
    if (full == own || fs::equivalent(path, own, absent)) return true;
  }
  return false;
}

/// Whether a copy of `store` can be written to `target`.
Result<void> checkTarget(const fs::path& target, const fs::path& store, bool replace) {
  if (belongsToStore(target, store) || belongsToStore(PartFile::nameFor(target), store)) {
    return Error{ErrorCode::InvalidRequest, target.string() + " belongs to the store itself"};
  }
  std::error_code failure;
  const fs::file_status found = fs::symlink_status(target, failure);
  if (!fs::exists(found)) return {};
  if (!fs::is_regular_file(found)) {
    return Error{ErrorCode::InvalidRequest, target.string() + " is not a plain file"};
  }
  if (replace) return {};
  return Error{ErrorCode::AlreadyExists, "the file " + target.string() + " already exists"};
}

/// Writes a snapshot of the store. VACUUM INTO reads in one transaction, which neither blocks
/// writers nor is blocked by them, and rebuilds all indexes. The finished copy has no
/// journal file.
Result<void> writeCopy(const fs::path& store, const fs::path& copy) {
  Connection connection(store.string(), StoreOptions().busyTimeoutMs);
  const auto version = readSchemaVersion(connection, store);
  if (!version) return version.error();
  if (version.value().current == 0)
    return unusable(store, "it is empty; initialize it with `db init`");
  try {
    connection.execute("VACUUM INTO ?", {copy.string()});
  } catch (const Failure& failure) {
    const bool isOfCopy =
        failure.kind() == Failure::Kind::Full || failure.kind() == Failure::Kind::Io;
    if (!isOfCopy) throw;
    return storeError(failure, copy, Role::Copy);
  }
  return {};
}

}  // namespace

Result<StoreCopy> backUpFile(const fs::path& file, const fs::path& target, bool replace,
                             const WorkBegun& begun) try {
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  if (const auto checked = checkTarget(target, file, replace); !checked) return checked.error();
  const auto part = PartFile::make(target);
  if (!part) return part.error();
  const fs::path& path = part.value()->path();
  if (begun) begun({path, path.string() + "-journal"});
  if (const auto written = writeCopy(file, path); !written) return written.error();
  StoreCopy made;
  {
    const auto copy = WholeCopy::open(path);
    if (!copy) return copy.error();
    made = {bytesOf(path), copy.value()->counts()};
  }
  if (const auto installed = part.value()->install(); !installed) return installed.error();
  return made;
} catch (const Failure& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
