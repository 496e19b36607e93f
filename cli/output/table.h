#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <vector>

#include "cli/output/cell.h"

namespace freezer::cli {

using Row = std::vector<Cell>;

struct TableStyle {
  bool hasTitles = true;                  ///< Whether the first row contains titles.
  bool color = false;                     ///< Whether tones are shown as colours.
  std::optional<std::size_t> width = {};  ///< Maximum width in columns.
};

/// Prints rows with the same number of cells. Each column is as wide as its widest cell, and two
/// spaces separate columns. Cells are made printable first. To fit a width, the widest columns are
/// cut.
void printTable(std::ostream& out, std::span<const Row> rows, const TableStyle& style);

}  // namespace freezer::cli
