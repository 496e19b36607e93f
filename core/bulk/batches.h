#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/bulk/put.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

/// A document from the source of an import.
struct Item {
  std::int64_t number = 0;              ///< Position in the source, from 1.
  std::string place;                    ///< The same for messages: "line 7".
  const Resource* resource = nullptr;   ///< Null if unknown.
  std::size_t bytes = 0;                ///< Size in the source.
  std::vector<std::string> notes = {};  ///< What is unusual about it, although it is imported.
  Result<Line> line;  ///< InvalidDocument, Unprocessable or AlreadyExists: refused.
};

/// Returns the next document, or none at the end. An Error ends the import. See NextLine for the
/// threads that call it.
using NextItem = std::function<Result<std::optional<Item>>()>;

/// Documents that are read, and then stored or compared, together.
struct Batch {
  std::vector<Item> items;
  bool isLast = false;
};

/// The next documents, so many that memory stays limited. The source may take any time: `view` is
/// kept alive.
Result<Batch> readBatch(const NextItem& next, Snapshot& view);

/// The lines of the items that were not refused.
std::vector<const Line*> linesOf(const std::vector<Item>& items);

/// Callbacks of a running import. Either function may be empty.
struct ItemEvents {
  /// A document is done, or was refused.
  std::function<void(const Item& item, const Result<Done>& done)> done;

  /// See ImportEvents.
  std::function<void(const ImportCounts& counts)> progress;
};

/// Reads the store at the end of an import: the state after it, also of a dry run.
using AtEnd = std::function<Result<void>(Snapshot& after)>;

/// Whether an error concerns one document only, so that the import can continue.
bool isRefusal(const Error& error);

/// Stores the documents of a source; see importLines() in core/bulk/bulk.h.
Result<ImportCounts> importItems(Store& store, const Clock& clock, const NextItem& next,
                                 const ImportOptions& options, const ItemEvents& events,
                                 const AtEnd& atEnd = {});

}  // namespace freezer::bulk
