#include "cli/output/absent_columns.h"

namespace freezer::cli {

AbsentColumns::AbsentColumns(const std::vector<OutputColumn>& columns) {
  absent_.reserve(columns.size());
  for (const OutputColumn& column : columns)
    if (!column.ifAbsent.empty()) absent_.push_back(column);
}

void AbsentColumns::see(const Item& item) {
  std::erase_if(absent_, [&](const OutputColumn& column) { return column.isIn(item); });
}

void AbsentColumns::warn(const Output& output) const {
  if (!output.warn) return;
  for (const OutputColumn& column : absent_) output.warn(column.ifAbsent);
}

}  // namespace freezer::cli
