#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "cli/output/column.h"
#include "cli/output/format.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::cli {

/// How results are to be printed, and where.
struct Output {
  std::ostream& stream;
  Format format;
  std::vector<std::string> columns = {};  ///< Those chosen; empty: as usual.
  bool indent = true;                     ///< Whether JSON is.
  bool fitWidth = false;                  ///< Whether a table is cut to the terminal's width.
  bool color = false;                     ///< Whether a table has colours.
  bool terminal = false;                  ///< Whether `stream` is one.
};

// Each prints results in the format asked for. Values are as they are but in tables, where a
// person reads them. InvalidRequest when a column is chosen that there is not.

/// Prints things of one sort: a table with a line for each, a JSON array, ...
Result<void> printList(const Output& output, const ColumnSet& columns, std::span<const Item> items);

/// Prints one thing: a table with a line for each value, a JSON object, ... Without columns that
/// are `usual`, all its values, under their dotted paths.
Result<void> printOne(const Output& output, const ColumnSet& columns, const Item& item);

/// The same for an object that is no stored document, all of it.
Result<void> printObject(const Output& output, const Document& object);

/// The same for stored documents, all of one kind. StoreFailure where the store is damaged.
Result<void> printDocuments(const Output& output, const Resource& resource,
                            std::span<const Record> records);
Result<void> printDocument(const Output& output, const Resource& resource, const Record& record);

}  // namespace freezer::cli
