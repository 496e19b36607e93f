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

namespace freezer {

// Documents in bulk, one a line (core/bulk/line.h): see Freezer::exportLines() and
// Freezer::importLines().

/// Which documents are exported.
struct Selection {
  std::vector<Kind> kinds = {};             ///< In any order; empty: all of them.
  Scope scope = {Scope::By::Everyone, {}};  ///< Whose; central clients of others are not.
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

/// What becomes of a line whose document is there already, by its id.
enum class OnConflict {
  Skip,     ///< The one in the store stays.
  Replace,  ///< That of the line takes its place, and keeps its creation and its owner.
  Fail,     ///< The line is refused.
};

struct ImportOptions {
  OnConflict onConflict = OnConflict::Skip;
  bool strict = false;  ///< All lines or none: the first that is refused ends the import.
};

/// What became of the lines so far; blank ones are not counted.
struct ImportCounts {
  std::int64_t imported = 0;
  std::int64_t skipped = 0;
  std::int64_t replaced = 0;
  std::int64_t refused = 0;

  std::int64_t total() const { return imported + skipped + replaced + refused; }
};

/// What is told while an import runs. Either may be empty.
struct ImportEvents {
  /// A line was refused; the first has the number 1.
  std::function<void(std::int64_t line, const Error& reason)> refused;

  /// Some lines more are done: durably, unless the import is strict.
  std::function<void(const ImportCounts& counts)> progress;
};

}  // namespace freezer
