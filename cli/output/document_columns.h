#pragma once

#include "cli/output/column.h"
#include "core/resource.h"

namespace freezer::cli {

/// The columns of a kind: the usual ones, and those for sorting.
ColumnSet documentColumns(const Resource& resource);

/// The column of the project that owns a stored document.
OutputColumn projectColumn();

}  // namespace freezer::cli
