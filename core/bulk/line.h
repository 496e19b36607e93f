#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

// A document and all that is kept beside it, as one line of JSON:
//
//   {"kind":"backup","version":1,"created_at":1769817600,"updated_at":1769817600,
//    "user_name":"alice","document":{...}}
//
// The member before the document is named as Resource::sidecar, and is left out
// where that is empty. The document is in stored form, owner and id included.

/// Puts a record at the end of `text` as a line, line end included.
void appendLine(std::string& text, const Resource& resource, const Record& record);

/// A line that was read.
struct Line {
  const Resource* resource;
  Record record;
  Document document;  ///< That of the record.
  IndexEntries entries;
};

/// Reads a line, and checks the document as if a client had sent it. Who writes
/// lines by hand may leave out version (then 1), created_at and updated_at (then
/// `now`), and what the service gives every document of the kind. InvalidDocument,
/// with every fault, for a line that is not of this form; pointers go from the top of
/// the line.
Result<Line> parseLine(std::string_view text, std::int64_t now);

}  // namespace freezer::bulk
