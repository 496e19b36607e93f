#pragma once

#include "core/store/maintenance.h"
#include "core/store/sql/connection.h"

/// Looks at whole stores, for their maintenance. Failures are propagated.
namespace freezer::sql {

/// Visits all documents of a kind with their columns and links, in creation order.
Result<void> visitKept(Connection& connection, const Resource& resource, const VisitKept& visit);

/// The documents of a kind, counted.
KindStats kindStats(Connection& connection, const Resource& resource);

/// The number of projects that have documents.
std::int64_t countProjects(Connection& connection);

/// The number of rows of a table.
std::int64_t countRows(Connection& connection, std::string_view table);

}  // namespace freezer::sql
