#pragma once

#include <memory>
#include <string>

#include "core/bulk/source.h"
#include "core/result.h"

namespace freezer::python {

struct SourceOptions {
  /// The project of rows without one, which v1 stored; empty: refuse these rows.
  std::string project = {};

  /// Refuse a document that the service would not accept from a client; otherwise it is imported as
  /// it is, with a note.
  bool strict = false;
};

/// Opens a database of the Python service (13.0.0 and later) by its URL; see openForeign(). The
/// source has the live documents of one view of the database, which is not changed. InvalidRequest
/// if the database is not one of the Python service.
Result<std::unique_ptr<bulk::Source>> openSource(const std::string& url, SourceOptions options);

}  // namespace freezer::python
