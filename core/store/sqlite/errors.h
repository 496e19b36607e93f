#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"
#include "core/store/sql/failure.h"

struct sqlite3;

namespace freezer::sqlite {

using sql::Failure;

/// Whether a file is the store, a copy of a store, or a database of another program.
enum class Role { Store, Copy, Foreign };

/// The Error for a `file` that cannot be used; `why` is the reason.
Error unusable(const std::filesystem::path& file, const std::string& why, std::string detail = {},
               Role role = Role::Store);

/// The Error for a failure of SQLite while using `file`.
Error storeError(const Failure& failure, const std::filesystem::path& file,
                 Role role = Role::Store);

/// The last failure of `database`, which had the result `code` (sqlite.org/rescode.html).
Failure failureOf(sqlite3* database, int code);

}  // namespace freezer::sqlite
