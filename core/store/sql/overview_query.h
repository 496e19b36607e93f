#pragma once

#include <cstdint>

#include "core/caller.h"
#include "core/store/sql/dialect.h"
#include "core/store/sql/value.h"

namespace freezer::sql {

// Queries of Snapshot that aggregate many backups while reading few rows.

/// Yields client IDs and the time of a backup, or NULL.
Sql lastBackupsSql(const Dialect& dialect, const Scope& scope);

/// Yields the start of a day, the number of backups and their total size.
Sql backupsPerDaySql(const Dialect& dialect, const Scope& scope, std::int64_t since,
                     std::int64_t until);

}  // namespace freezer::sql
