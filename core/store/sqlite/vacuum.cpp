#include <Poco/Exception.h>

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/maintenance.h"

namespace freezer::sqlite {

Result<Vacuumed> vacuumFile(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file, false); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  if (const auto version = readSchemaVersion(connection, file); !version) return version.error();
  Vacuumed vacuumed;
  vacuumed.bytesBefore = bytesOf(file) + journalBytes(file);
  connection.executeScript("VACUUM");
  // All of it is in the journal now. Where others read, this waits for them a while.
  connection.executeScript("PRAGMA wal_checkpoint(TRUNCATE)");
  vacuumed.bytesAfter = bytesOf(file) + journalBytes(file);
  return vacuumed;
} catch (const Poco::Exception& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
