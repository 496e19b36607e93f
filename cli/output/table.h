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
  bool hasTitles = true;                  ///< Whether the first row is one of titles.
  bool color = false;                     ///< Whether tones are shown by colours.
  std::optional<std::size_t> width = {};  ///< Columns of the terminal that the table must fit.
};

/// Prints rows of equally many cells, each column as wide as its widest cell and two spaces apart.
/// Cells are made printable first. To fit a width, the widest columns are cut.
void printTable(std::ostream& out, std::span<const Row> rows, const TableStyle& style);

}  // namespace freezer::cli
