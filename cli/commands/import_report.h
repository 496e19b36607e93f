#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "cli/context.h"
#include "core/bulk/bulk.h"
#include "core/bulk/transfer.h"
#include "core/result.h"

namespace freezer::cli {

/// The part of an import that is done, from 0 to 1; none if unknown.
using PartDone = std::function<std::optional<double>(const ImportCounts& counts)>;

/// Imports into the configured store and reports progress: a bar on a terminal, each refused line,
/// and a summary. If lines were refused, AlreadyExists when all of them were for that reason, else
/// InvalidDocument.
///
/// The audit log gets one line, in which this is `verb`.
Result<void> importAndReport(const Context& context, std::string_view verb, const NextLine& lines,
                             const ImportOptions& options, const PartDone& partDone);

/// The same for the documents of another service. Then prints a table of what was read and what the
/// store has of it.
Result<void> transferAndReport(const Context& context, bulk::Source& source,
                               const ImportOptions& options);

}  // namespace freezer::cli
