#pragma once

#include <ostream>
#include <span>

#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::cli {

/// Prints one line for each document, with the columns that matter for its
/// kind, below a line of titles. Fails where the store is damaged.
Result<void> printDocuments(std::ostream& out, const Resource& resource,
                            std::span<const Record> records);

/// Prints one document, a line for each value: its dotted path, as --set
/// takes it, and the value.
Result<void> printDocument(std::ostream& out, const Record& record);

}  // namespace freezer::cli
