#pragma once

#include <cstdint>
#include <filesystem>

#include "core/store/maintenance.h"
#include "core/store/sqlite/connection.h"

namespace freezer::sqlite {

// What is asked of a database as a whole. Those that take a connection may throw
// Poco::Exception.

/// Damage that SQLite finds; where it finds none, also rows that refer to none.
void findDamage(Connection& connection, Findings& faults);

/// The counts of a store without anything.
Counts countNothing();

/// How many rows there are of everything; none of what an older schema lacks.
Counts countAll(Connection& connection);

}  // namespace freezer::sqlite
