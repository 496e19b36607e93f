#pragma once

#include "core/result.h"
#include "core/store/mariadb/connection.h"
#include "core/store/open.h"

/// The tables of a store in a MariaDB database. May throw Failure.
namespace freezer::mariadb {

/// The schema version of a database. Refuses databases of other programs and of newer versions of
/// this program.
Result<SchemaVersion> readSchemaVersion(Connection& connection, const Address& address);

/// Applies the missing migrations, by one node at a time on each database server. The others of an
/// older program keep running.
Result<void> upgrade(Connection& connection, const Address& address);

/// The Error for a store that is not to be created or upgraded.
Error outdated(const Address& address, const SchemaVersion& version);

}  // namespace freezer::mariadb
