#pragma once

#include <cstdint>

#include "core/caller.h"
#include "core/store/sqlite/statement.h"

namespace freezer::sqlite {

// What Snapshot says of many backups at once, read from few of their rows.

/// Yields the id of a client and the time of a backup, or NULL.
Sql lastBackupsSql(const Scope& scope);

/// Yields the start of a day, a count and a sum of bytes.
Sql backupsPerDaySql(const Scope& scope, std::int64_t since, std::int64_t until);

}  // namespace freezer::sqlite
