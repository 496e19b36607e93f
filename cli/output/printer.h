#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "cli/output/column.h"
#include "cli/output/units.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::cli {

/// The formats of results.
enum class Format {
  Table,  ///< For people: one line per item, sizes and times in readable units.
  Json,   ///< An array of objects, or one object.
  Jsonl,  ///< One object per line.
  Yaml,   ///< A list of maps, or one map.
  Csv,    ///< A line of names, then one line per item (RFC 4180).
  Value,  ///< Only the values, separated by tabs.
};

/// The names of the formats for -f, in the order of Format.
std::vector<std::string> formatNames();

/// The format with this name, which must be one of formatNames().
Format formatNamed(const std::string& name);

/// Where and how results are printed.
struct Output {
  std::ostream& stream;
  Format format;
  std::vector<std::string> columns = {};  ///< Chosen with -c; empty: the usual ones.
  bool indent = true;                     ///< Whether JSON is indented.
  std::optional<std::size_t> width = {};  ///< Maximum width of tables.
  bool color = false;                     ///< Whether tables have colours.
  bool terminal = false;                  ///< Whether `stream` is a terminal.

  /// How times are shown; none: local in tables, unchanged in other formats. JSON and YAML always
  /// have them unchanged.
  std::optional<TimeStyle> times = {};

  std::function<void(const std::string&)> warn = {};  ///< Takes warnings; empty: nobody reads them.
};

// Each function prints in the format of `output`. Only tables show sizes and times in readable
// units. InvalidRequest for an unknown column; a warning for one that might have been there.

/// Prints a list of items: a table with a line for each, a JSON array, ...
Result<void> printList(const Output& output, const ColumnSet& columns, std::span<const Item> items);

/// Prints one item: a table with a line for each value, a JSON object, ... Without `usual`
/// columns, all its values with their dotted paths.
Result<void> printOne(const Output& output, const ColumnSet& columns, const Item& item);

/// Prints all members of an object that is not a stored document.
Result<void> printObject(const Output& output, const Document& object);

/// Prints an object as JSON, whatever the format and the columns of `output`. Much faster than
/// printObject() for a large object.
void printJson(const Output& output, const Document& object);

/// A stored document, to print; refers to `record`. StoreFailure when the store is damaged.
Result<Item> documentItem(const Record& record);

/// Prints a stored document.
Result<void> printDocument(const Output& output, const Resource& resource, const Record& record);

}  // namespace freezer::cli
