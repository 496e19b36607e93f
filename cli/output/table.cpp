#include "cli/output/table.h"

#include <algorithm>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

struct Cell {
  std::string text;
  std::size_t width;
};

std::vector<Cell> cellsOf(const Row& row) {
  std::vector<Cell> cells;
  cells.reserve(row.size());
  for (const std::string& value : row) {
    std::string text = printable(value);
    const std::size_t width = displayWidth(text);
    cells.push_back({std::move(text), width});
  }
  return cells;
}

}  // namespace

void printTable(std::ostream& out, std::span<const Row> rows) {
  std::vector<std::vector<Cell>> lines;
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    const std::vector<Cell>& cells = lines.emplace_back(cellsOf(row));
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].width);
  }
  for (const std::vector<Cell>& cells : lines) {
    std::string line;
    std::size_t gap = 0;  // Put before a cell, so that no line ends in spaces.
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].width > 0) line.append(gap, ' ').append(cells[i].text);
      gap = (cells[i].width > 0 ? 0 : gap) + widths[i] - cells[i].width + 2;
    }
    out << line << '\n';
  }
}

}  // namespace freezer::cli
