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

// Bulk export and import: one document per line (core/bulk/line.h).

/// The documents to export.
struct Selection {
  std::vector<Kind> kinds = {};             ///< In any order; empty: all of them.
  Scope scope = {Scope::By::Everyone, {}};  ///< Excludes central clients of other owners.
  Search search = {};                       ///< A document must match all of it.
};

/// Receives a line with its line end; the text is valid during the call. An Error ends the export.
using WriteLine = std::function<Result<void>(std::string_view line)>;

/// Returns the next line, with or without its line end, or none at the end. The text is valid until
/// the next call. InvalidDocument refuses one line (for example, a line that is too long); any
/// other Error ends the import. Calls never overlap with each other or with ImportEvents, but may
/// come from different threads.
using NextLine = std::function<Result<std::optional<std::string_view>>()>;

/// Handling of a line whose ID already exists in the store.
enum class OnConflict {
  Skip,     ///< Keep the stored document.
  Replace,  ///< Replace the document; keep its creation time and owner.
  Update,   ///< Replace the document by a new version if it differs, otherwise skip the line.
  Fail,     ///< Refuse the line.
};

struct ImportOptions {
  OnConflict onConflict = OnConflict::Skip;
  bool strict = false;  ///< Import all lines or none; the first refused line ends the import.
  bool dryRun = false;  ///< Do everything in one transaction, and roll it back.
};

/// Results so far. Blank lines are not counted.
struct ImportCounts {
  std::int64_t imported = 0;
  std::int64_t skipped = 0;
  std::int64_t replaced = 0;
  std::int64_t refused = 0;

  std::int64_t total() const { return imported + skipped + replaced + refused; }
};

/// Callbacks of a running import. Either function may be empty.
struct ImportEvents {
  /// A line was refused. Line numbers start at 1.
  std::function<void(std::int64_t line, const Error& reason)> refused;

  /// More lines are done. They are durable unless the import is strict or a dry run.
  std::function<void(const ImportCounts& counts)> progress;
};

/// Writes every selected document as a line, from one snapshot. The kinds are ordered so that the
/// lines can be imported, and documents of a kind are in creation order. Memory use does not depend
/// on the number of documents. Leaves out documents whose checksum does not match, and names them
/// in the Error at the end.
Result<void> exportLines(Snapshot& snapshot, const Selection& selection, const WriteLine& write);

/// Stores the documents of lines as exportLines() writes them, unchanged, including owner, version
/// and times. A refused line is reported, and the other lines are stored, many per transaction. If
/// the import ends with an Error, the lines already reported as done remain stored. Importing the
/// same lines again changes nothing, unless OnConflict is Replace. Memory use does not depend on
/// the number of lines.
Result<ImportCounts> importLines(Store& store, const Clock& clock, const NextLine& next,
                                 const ImportOptions& options, const ImportEvents& events);

}  // namespace freezer
