#pragma once

#include "core/result.h"
#include "core/store/maintenance.h"
#include "core/store/mariadb/address.h"

/// Maintenance of a store in a database; see core/store/maintenance.h.
namespace freezer::mariadb {

Result<Findings> inspectDatabase(const Address& address, const InspectDocuments& inspect);
Result<StoreStats> statsOf(const Address& address);

}  // namespace freezer::mariadb
