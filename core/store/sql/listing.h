#pragma once

#include <functional>

#include "core/store/sql/connection.h"
#include "core/store/sql/query.h"
#include "core/store/store.h"

namespace freezer::sql {

/// Receives a row of a list. An Error ends the list.
using VisitRow = std::function<Result<void>(const Cursor&)>;

/// Visits the rows of one page. See Snapshot::list().
Result<PageEnd> listRows(Connection& connection, const Resource& resource, const Scope& scope,
                         const Query& query, Columns columns, const VisitRow& visit);

}  // namespace freezer::sql
