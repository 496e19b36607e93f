#pragma once

#include <cstdint>
#include <filesystem>

#include "core/store/maintenance.h"
#include "core/store/sqlite/connection.h"

namespace freezer::sqlite {

// Functions on a whole database. They may throw Failure.

/// Adds damage that SQLite finds and, if there is none, violated foreign keys.
void findDamage(Connection& connection, Findings& faults);

/// The counts of an empty store.
Counts countNothing();

/// The number of rows of each kind; 0 for tables that an older schema lacks.
Counts countAll(Connection& connection);

}  // namespace freezer::sqlite
