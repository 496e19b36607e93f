#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cli/output/absent_columns.h"
#include "cli/output/item_values.h"
#include "cli/output/printer.h"
#include "cli/output/table.h"

namespace freezer::cli {

/// Prints a list item by item: a table with a line for each, a JSON array, ... Its memory does not
/// grow with the list: a table gets the widths of its columns from the first thousand items.
class ListPrinter {
 public:
  /// InvalidRequest for an unknown column.
  static Result<ListPrinter> make(const Output& output, const ColumnSet& columns);

  void add(const Item& item);

  /// To be called after the last item. If it is not called, the output may lack an end. Warns of
  /// columns that no item had.
  void finish();

 private:
  ListPrinter(Output output, Columns columns);

  void addRow(const Item& item);
  void printHeldRows();

  Output output_;
  Columns columns_;
  AbsentColumns absent_;
  std::size_t items_ = 0;
  std::vector<Row> held_;  ///< The titles and the first rows, until the widths are known.
  std::optional<Table> table_;
};

}  // namespace freezer::cli
