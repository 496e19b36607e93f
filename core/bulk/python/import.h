#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// How to take over a database of the Python service.
struct PythonImport {
  std::string url;  ///< Of its database; see openForeign().

  /// The project of rows without one, which v1 stored; empty: refuse these rows.
  std::string project_id = {};

  /// With `strict`, a document that the service would not accept from a client is refused;
  /// otherwise it is stored as it is, with a note.
  ImportOptions options = {.onConflict = OnConflict::Update};
};

/// The result for one kind.
struct PythonTally {
  const Resource* resource = nullptr;
  std::int64_t live = 0;     ///< Rows that were read.
  std::int64_t deleted = 0;  ///< Rows that the Python service keeps of deleted documents: left out.
  ImportCounts counts;

  // The documents that were made from the rows, and what the store has of them afterwards.
  std::int64_t read = 0;
  std::int64_t stored = 0;
  std::string readDigest;  ///< The same as storedDigest if the documents are the same.
  std::string storedDigest;
};

/// Callbacks of a running import. Each may be empty. `row` names a row: "jobs 4711".
struct PythonEvents {
  /// A row was refused.
  std::function<void(const std::string& row, const Error& reason)> refused;

  /// Something was changed, is unusual, or differs in the store afterwards; the row is imported.
  std::function<void(const std::string& row, const std::string& note)> noted;

  /// More of `total` rows are done; see ImportEvents.
  std::function<void(const ImportCounts& counts, std::int64_t total)> progress;
};

/// Imports every live document of a database of the Python service (13.0.0 and later), with its ID,
/// owner, times and links, from one view of the database, which is not changed. Then reads the
/// database again and compares it with the store. Memory use does not depend on the number of rows.
/// InvalidRequest if the database is not one of the Python service; else see importLines().
Result<std::vector<PythonTally>> importPython(Store& store, const Clock& clock,
                                              const PythonImport& import,
                                              const PythonEvents& events);

}  // namespace freezer
