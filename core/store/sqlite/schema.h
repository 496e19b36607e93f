#pragma once

#include <filesystem>

#include "core/result.h"
#include "core/store/open.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {

/// The schema version of an open file. Refuses databases of other programs and of newer versions of
/// this program. May throw Failure.
Result<SchemaVersion> readSchemaVersion(Connection& connection, const std::filesystem::path& file,
                                        Role role = Role::Store);

/// Applies the missing migrations in one transaction. May throw Failure.
Result<void> upgrade(Connection& connection, const std::filesystem::path& file);

}  // namespace freezer::sqlite
