#pragma once

#include <memory>

#include "core/result.h"
#include "core/store/mariadb/address.h"
#include "core/store/open.h"

namespace freezer::mariadb {

/// The engine for MariaDB; implements the functions of core/store/open.h for a database, which must
/// exist. Several nodes of the service can use it at once.
Result<std::unique_ptr<Store>> openDatabase(const Address& address, const StoreOptions& options);
Result<SchemaVersion> schemaVersionOf(const Address& address);

}  // namespace freezer::mariadb
