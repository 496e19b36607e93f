#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/bulk/source.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// The result of a transfer for one kind.
struct TransferTally {
  const Resource* resource = nullptr;
  std::int64_t live = 0;                     ///< Documents of the source that were read.
  std::optional<std::int64_t> deleted = {};  ///< Deleted documents that the source keeps: left out.
  ImportCounts counts = {};

  // The documents that were read, and what the store has of them afterwards.
  std::int64_t read = 0;
  std::int64_t stored = 0;
  std::string readDigest = {};  ///< The same as storedDigest if the documents are the same.
  std::string storedDigest = {};
};

/// Callbacks of a running transfer. Each may be empty. `place` names a document: "jobs 4711".
struct TransferEvents {
  /// A document was refused.
  std::function<void(const std::string& place, const Error& reason)> refused;

  /// Something was changed, is unusual, or differs in the store afterwards; the document is
  /// imported.
  bulk::Note noted;

  /// More documents are done, of `total` if that is known; see ImportEvents.
  std::function<void(const ImportCounts& counts, std::optional<std::int64_t> total)> progress;
};

/// Imports every document of a source, with its ID, owner, times and links. Then reads the source
/// again and compares it with the store. Memory use does not depend on the number of documents. See
/// importLines() for errors.
Result<std::vector<TransferTally>> transfer(Store& store, const Clock& clock, bulk::Source& source,
                                            const ImportOptions& options,
                                            const TransferEvents& events);

}  // namespace freezer
