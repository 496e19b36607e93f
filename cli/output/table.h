#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace freezer::cli {

using Row = std::vector<std::string>;

/// Prints rows of equally many cells, each column as wide as its widest cell
/// and two spaces apart. Cells are made printable first.
void printTable(std::ostream& out, std::span<const Row> rows);

}  // namespace freezer::cli
