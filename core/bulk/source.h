#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/bulk/batches.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::bulk {

/// The number of documents of one kind in a source.
struct SourceCount {
  const Resource* resource = nullptr;
  std::optional<std::int64_t> live = {};     ///< None: unknown until they are read.
  std::optional<std::int64_t> deleted = {};  ///< Documents that were deleted; none: unknown.
};

/// Receives a note about a place in the source: "jobs 4711".
using Note = std::function<void(const std::string& place, const std::string& note)>;

/// The documents of another service. Not safe for use from several threads at once.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  /// All kinds that the source has, each once.
  virtual Result<std::vector<SourceCount>> count() = 0;

  /// Names the parts of the source that next() does not read.
  virtual void noteOthers(const Note& note) = 0;

  /// Begins to read at the first document again.
  virtual void restart() = 0;

  /// The next document, or none at the end. A document comes after the documents that it refers to.
  /// An Error ends the import.
  virtual Result<std::optional<Item>> next() = 0;
};

}  // namespace freezer::bulk
