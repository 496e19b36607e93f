#pragma once

#include <cstdint>
#include <set>

#include "core/store/sql/connection.h"
#include "core/store/store.h"

/// The strays of a document: the rows of "<kind>_strays" with the seq of its row. Failures are
/// propagated.
namespace freezer::sql {

using Strays = std::set<IndexEntries::Stray>;

Strays readStrays(Connection& connection, const Resource& resource, std::int64_t seq);

/// Stores the strays of a document that has none.
void insertStrays(Connection& connection, const Resource& resource, std::int64_t seq,
                  const Strays& strays);

/// Stores the strays of a document that may have others.
void replaceStrays(Connection& connection, const Resource& resource, std::int64_t seq,
                   const Strays& strays);

}  // namespace freezer::sql
