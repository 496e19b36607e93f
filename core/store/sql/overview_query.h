#pragma once

#include <cstdint>

#include "core/caller.h"
#include "core/store/sql/dialect.h"
#include "core/store/sql/value.h"

namespace freezer::sql {

// Queries of Snapshot that aggregate many backups while reading few rows.

/// Yields client IDs and the time of a backup, or NULL.
Sql lastBackupsSql(const Dialect& dialect, const Scope& scope);

/// Yields the number of backups of the day that starts at `day`, and their total size. A statement
/// that groups by day would sort the documents, which takes twice the time.
Sql backupsOfDaySql(const Dialect& dialect, const Scope& scope, std::int64_t day);

}  // namespace freezer::sql
