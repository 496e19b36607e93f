#pragma once

#include <functional>
#include <optional>

#include "cli/context.h"
#include "core/bulk/bulk.h"
#include "core/result.h"

namespace freezer::cli {

/// How much of an import is done, from 0 to 1; none where nobody knows.
using PartDone = std::function<std::optional<double>(const ImportCounts& counts)>;

/// Imports into the store of the settings, and tells people how it goes: a bar on a
/// terminal, each line that is refused, and what was done in the end. An error where
/// lines were refused: AlreadyExists if it was all for that, else InvalidDocument.
Result<void> importAndReport(const Context& context, const NextLine& lines,
                             const ImportOptions& options, const PartDone& partDone);

}  // namespace freezer::cli
