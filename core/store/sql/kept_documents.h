#pragma once

#include "core/store/maintenance.h"
#include "core/store/sql/connection.h"

/// Looks at whole stores, for their maintenance. Failures are propagated.
namespace freezer::sql {

/// Runs `inspect` on all documents. Returns its Error, if any.
Result<void> inspectKept(Connection& connection, const InspectDocuments& inspect, Findings& faults);

/// Counts the documents and projects of a store with the schema version of `stats`; 0: it has none.
void countKept(Connection& connection, StoreStats& stats);

/// The number of rows of a table.
std::int64_t countRows(Connection& connection, std::string_view table);

}  // namespace freezer::sql
