#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/search/search.h"
#include "core/store/store.h"

namespace freezer {

// Documents in bulk, one per line (core/bulk/line.h).

/// The documents to export.
struct Selection {
  std::vector<Kind> kinds = {};             ///< In any order; empty: all of them.
  Scope scope = {Scope::By::Everyone, {}};  ///< Without central clients of others.
  Search search = {};                       ///< All of it must hold.
};

/// Takes a line, line end included, which is valid during the call. An Error ends
/// the export.
using WriteLine = std::function<Result<void>(std::string_view line)>;

/// Gives the next line, with or without its line end, valid until it is called again;
/// none at the end. InvalidDocument refuses a line that cannot be given (it is too
/// long, say); any other Error ends the import. It is called by one thread at a time, but not
/// always by the same, and never while an event is told.
using NextLine = std::function<Result<std::optional<std::string_view>>()>;

/// The treatment of a line whose document exists, by its ID.
enum class OnConflict {
  Skip,     ///< The stored document stays.
  Replace,  ///< The document of the line replaces it; creation and owner stay.
  Fail,     ///< The line is refused.
};

struct ImportOptions {
  OnConflict onConflict = OnConflict::Skip;
  bool strict = false;  ///< All lines or none: the first that is refused ends the import.
};

/// The results of the lines so far; blank lines are not counted.
struct ImportCounts {
  std::int64_t imported = 0;
  std::int64_t skipped = 0;
  std::int64_t replaced = 0;
  std::int64_t refused = 0;

  std::int64_t total() const { return imported + skipped + replaced + refused; }
};

/// Reports while an import runs. Either function may be empty.
struct ImportEvents {
  /// A line was refused; the first has the number 1.
  std::function<void(std::int64_t line, const Error& reason)> refused;

  /// More lines are done: durably, unless the import is strict.
  std::function<void(const ImportCounts& counts)> progress;
};

/// Gives every document of the selection as a line, all of one moment: in the
/// order in which they can be imported, and of a kind in creation order. Takes no
/// more memory for more documents.
Result<void> exportLines(Snapshot& snapshot, const Selection& selection, const WriteLine& write);

/// Stores the documents of lines that exportLines() gave, or that were written
/// alike: as they are, owner, version and times included. A refused line is reported,
/// and the others are stored, many in a transaction; where the import ends with an
/// Error, those that were reported as done stay. To import the same lines again changes
/// nothing, unless they replace. Takes no more memory for more lines.
Result<ImportCounts> importLines(Store& store, const Clock& clock, const NextLine& next,
                                 const ImportOptions& options, const ImportEvents& events);

}  // namespace freezer
