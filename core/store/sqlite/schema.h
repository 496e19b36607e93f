#pragma once

#include <filesystem>

#include "core/result.h"
#include "core/store/open.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {

/// The schema version of an open file. Refuses a database of another program
/// and one that is newer than this program. May throw Poco::Exception.
Result<SchemaVersion> readSchemaVersion(Connection& connection, const std::filesystem::path& file,
                                        Role role = Role::Store);

/// Applies the migrations that are missing, all in one transaction. May throw
/// Poco::Exception.
Result<void> upgrade(Connection& connection, const std::filesystem::path& file);

}  // namespace freezer::sqlite
