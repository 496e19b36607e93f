#pragma once

#include <Poco/Exception.h>

#include <filesystem>

#include "core/result.h"
#include "core/store/sqlite/connection.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// The Error for what SQLite or Poco threw while `file` was used.
Error storeError(const Poco::Exception& failure, const std::filesystem::path& file);

/// Makes sure that `file` is there and can be written: made with mode 0600, its
/// folder with 0700, when `create` says so.
Result<void> prepareFile(const std::filesystem::path& file, bool create);

/// The schema version of an open file. Refuses a database of another program
/// and one that is newer than this program. May throw Poco::Exception.
Result<SchemaVersion> readSchemaVersion(Connection& connection, const std::filesystem::path& file);

/// Applies the migrations that are missing, all in one transaction. May throw
/// Poco::Exception.
Result<void> upgrade(Connection& connection, const std::filesystem::path& file);

}  // namespace freezer::sqlite
