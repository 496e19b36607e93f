#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/output/cell.h"
#include "core/json/document.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::cli {

/// A thing that is printed: an object and, of a stored document, what is kept
/// beside it.
struct Item {
  Document document;
  const Record* record = nullptr;  ///< Null where it is no stored document.
};

/// How a value becomes what a person reads.
using Reader = Cell (*)(const Value&);

/// By the name of a member, wherever it is; others are shown as they are.
using Readers = std::map<std::string, Reader, std::less<>>;

/// A value that each of the things that are printed has.
struct OutputColumn {
  std::string name;                        ///< What -c calls it, and every format but the table.
  std::string title;                       ///< What the table calls it.
  std::string pointer;                     ///< Where the object has it,
  std::string otherwise = {};              ///< or has it where nothing is there; may be empty.
  Reader read = plainCell;                 ///< How a person reads it.
  Value (*derive)(const Item&) = nullptr;  ///< Makes the value, unless it is null.

  /// The value of `item`, as it is.
  Value of(const Item& item) const;
};

/// The columns there are.
struct ColumnSet {
  std::vector<OutputColumn> usual;   ///< Shown unless others are chosen.
  std::vector<OutputColumn> others;  ///< May be chosen as well.

  /// Of documents, any dotted path may be chosen, from the top or below this member, which is
  /// empty where there is none.
  std::optional<std::string> envelope;
  Readers readers = {};  ///< Of what any path may lead to.
};

/// Whether a dotted path lacks a name before, between or after its dots: it leads nowhere.
bool hasEmptyName(const std::string& path);

/// The columns that `names` choose, by their names or titles, whatever the case. InvalidRequest
/// for a name that is none.
Result<std::vector<OutputColumn>> chooseColumns(const ColumnSet& columns,
                                                const std::vector<std::string>& names);

/// A column for each value below the top, however deep: its name is the dotted path, as --set
/// takes it.
std::vector<OutputColumn> columnsOfLeaves(const Document& document, const Readers& readers);

}  // namespace freezer::cli
