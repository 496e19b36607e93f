#pragma once

#include <Poco/Exception.h>

#include <filesystem>

#include "core/result.h"
#include "core/store/sqlite/connection.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// What a file is to who reads of it: the store that is used, or a copy of one.
enum class Role { Store, Copy };

/// The Error for a `file` that cannot be used; `why` says what is wrong with it.
Error unusable(const std::filesystem::path& file, const std::string& why, std::string detail = {},
               Role role = Role::Store);

/// The Error for what SQLite or Poco threw while `file` was used.
Error storeError(const Poco::Exception& failure, const std::filesystem::path& file,
                 Role role = Role::Store);

/// Makes sure that `file` is there and can be written: made with mode 0600, its
/// folder with 0700, when `create` says so.
Result<void> prepareFile(const std::filesystem::path& file, bool create);

/// The schema version of an open file. Refuses a database of another program
/// and one that is newer than this program. May throw Poco::Exception.
Result<SchemaVersion> readSchemaVersion(Connection& connection, const std::filesystem::path& file,
                                        Role role = Role::Store);

/// Applies the migrations that are missing, all in one transaction. May throw
/// Poco::Exception.
Result<void> upgrade(Connection& connection, const std::filesystem::path& file);

}  // namespace freezer::sqlite
