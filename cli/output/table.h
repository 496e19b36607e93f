#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "cli/output/cell.h"

namespace freezer::cli {

using Row = std::vector<Cell>;

/// The importance of a column where not all columns fit: columns of lower ranks give way first, and
/// of the same rank the right one.
enum class Rank { Detail, Usual, Important, Id };

/// How a column gives way.
struct Yield {
  Rank rank = Rank::Usual;
  bool isWhole = false;  ///< A part of its values is useless: it is shown whole or not at all.
};

struct TableStyle {
  bool hasTitles = true;                  ///< Whether the first row contains titles.
  bool color = false;                     ///< Whether tones are shown as colours.
  std::optional<std::size_t> width = {};  ///< Maximum width in columns.
  std::vector<Yield> yields = {};         ///< Of each column; empty: all are alike.

  /// Whether the last column continues on further lines instead of being cut.
  bool folds = false;
};

/// Prints rows with the same number of cells. Each column is as wide as its widest cell in the
/// first rows, and two spaces separate columns. Cells are made printable first. To fit a width,
/// columns are cut with an ellipsis or left out; then no line is wider. Without one, later cells
/// may be wider than their column.
class Table {
 public:
  /// Lays out the columns for `rows`, the first rows of the table.
  Table(std::span<const Row> rows, TableStyle style);

  /// Prints the next row of the table.
  void print(std::ostream& out, const Row& row);

 private:
  TableStyle style_;
  std::vector<std::size_t> widths_;  ///< 0: the column is left out.
  bool isTitle_;
};

/// Prints a whole table.
void printTable(std::ostream& out, std::span<const Row> rows, const TableStyle& style);

}  // namespace freezer::cli
