#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

// A document and its metadata as one line of JSON:
//
//   {"kind":"backup","version":1,"created_at":1769817600,"updated_at":1769817600,
//    "updated_by":"bob","user_name":"alice","document":{...}}
//
// The member before the document is named by Resource::sidecar; it and updated_by are omitted if
// they are empty. The document is in stored form, including owner and ID.

/// Appends a record to `text` as a line with its line end.
void appendLine(std::string& text, const Resource& resource, const Record& record);

/// Parts of a record that its source does not tell. A stored document keeps its own, and gets the
/// time of the import if it changes; a new one gets those of the record.
struct Unknown {
  bool times = false;
  bool sidecar = false;
};

/// A parsed line.
struct Line {
  const Resource* resource;
  Record record;
  Document document;  ///< The document of the record.
  IndexEntries entries;
  Unknown unknown = {};
};

/// The line of a document in stored form, with the version, times and sidecar of `record`. The rest
/// of the record is derived from the document.
Line lineOf(const Resource& resource, Record record, Document document);

/// Parses a line and validates the document like a client's. A handwritten line may omit version
/// (default 1), created_at and updated_at (default `now`), updated_by, and the members that the
/// service adds to every document of the kind. InvalidDocument, with every fault, for any other
/// line; pointers are relative to the line.
Result<Line> parseLine(std::string_view text, std::int64_t now);

}  // namespace freezer::bulk
