#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/output/cell.h"
#include "cli/output/table.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::cli {

/// An item to print: an object and, for a stored document, its record.
struct Item {
  Document document;
  const Record* record = nullptr;  ///< Null if it is not a stored document.
};

/// Turns a value into a readable cell.
using Reader = Cell (*)(ValueRef);

/// Readers by member name, at any depth; other values are shown unchanged.
using Readers = std::map<std::string, Reader, std::less<>>;

/// The reader for the last name of a dotted path; plainCell for an unknown one.
Reader readerOf(const Readers& readers, const std::string& path);

/// A column: a value of each printed item.
struct OutputColumn {
  std::string name;                        ///< Name for -c and in all formats except table.
  std::string title;                       ///< Title in tables.
  std::string pointer = {};                ///< Place of the value in the object.
  Reader read = plainCell;                 ///< Makes the value readable, for tables.
  Rank rank = Rank::Usual;                 ///< In tables that do not fit.
  std::string otherwise = {};              ///< Second place, if the first is absent; may be empty.
  Value (*derive)(const Item&) = nullptr;  ///< Computes the value; null: it is in the object.

  /// The warning if no printed item has the value; empty: none, since the key is a known one.
  std::string ifAbsent = {};

  /// The unchanged value of `item`.
  Value of(const Item& item) const;

  /// Whether `item` has the value, which may be null.
  bool isIn(const Item& item) const;
};

/// The available columns.
struct ColumnSet {
  std::vector<OutputColumn> usual;   ///< Shown by default.
  std::vector<OutputColumn> others;  ///< Can be chosen with -c.

  /// For documents: -c accepts any dotted path, from the top or below this member; empty: from the
  /// top only.
  std::optional<std::string> envelope;
  Readers readers = {};                ///< For the values of any path.
  const Resource* resource = nullptr;  ///< The kind, whose table knows keys; null: no document.
};

/// Whether a dotted path has an empty name before, between or after its dots.
bool hasEmptyName(const std::string& path);

/// The columns with these names or titles, ignoring case. InvalidRequest for a name that is neither
/// a column nor a path that items can have; a path that they may have or not gets a warning
/// (OutputColumn::ifAbsent).
Result<std::vector<OutputColumn>> chooseColumns(const ColumnSet& columns,
                                                const std::vector<std::string>& names);

/// A column for each value at any depth. Its name is the dotted path, as for --set.
std::vector<OutputColumn> columnsOfLeaves(const Document& document, const Readers& readers);

}  // namespace freezer::cli
