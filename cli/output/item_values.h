#pragma once

#include <string>
#include <vector>

#include "cli/output/column.h"
#include "cli/output/printer.h"
#include "cli/output/table.h"

namespace freezer::cli {

// The values of an item, as each format prints them.

using Columns = std::vector<OutputColumn>;

/// The printed object: all of the item, or the columns chosen with -c.
Value objectOf(const Output& output, const Columns& columns, const Item& item);

/// The readable value, for tables.
Cell cellOf(const Output& output, const OutputColumn& column, const Item& item);

/// The unchanged values as text; times are in the style of `output`, if one was chosen.
std::vector<std::string> textsOf(const Output& output, const Columns& columns, const Item& item);

std::vector<std::string> namesOf(const Columns& columns);

/// Prints a line of CSV: with any line ends to a file, escaped to a terminal.
void printCsv(const Output& output, std::vector<std::string> values);

/// Prints one line of values, separated by `between`; line ends in values are escaped.
void printValues(std::ostream& out, const std::vector<std::string>& values, char between);

TableStyle tableStyle(const Output& output);

}  // namespace freezer::cli
