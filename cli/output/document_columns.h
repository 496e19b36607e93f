#pragma once

#include "cli/output/column.h"
#include "core/resource.h"

namespace freezer::cli {

/// The columns of the documents of a kind: those that matter to a person, and those
/// that lists can be sorted by.
ColumnSet documentColumns(const Resource& resource);

}  // namespace freezer::cli
