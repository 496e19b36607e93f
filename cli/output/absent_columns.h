#pragma once

#include <vector>

#include "cli/output/column.h"
#include "cli/output/printer.h"

namespace freezer::cli {

/// Warns of columns that no printed item had: an empty column is probably a typing error.
class AbsentColumns {
 public:
  explicit AbsentColumns(const std::vector<OutputColumn>& columns);

  /// Notes the columns that `item` has.
  void see(const Item& item);

  /// Prints the warnings. To be called after the last item.
  void warn(const Output& output) const;

 private:
  std::vector<OutputColumn> absent_;  ///< With a warning, and in no item yet.
};

}  // namespace freezer::cli
