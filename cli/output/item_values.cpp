#include "cli/output/item_values.h"

#include "cli/output/csv.h"
#include "cli/output/text.h"
#include "cli/output/units.h"

namespace freezer::cli {

Value objectOf(const Output& output, const Columns& columns, const Item& item) {
  if (output.columns.empty()) return item.document.object();
  Object object = Object::make();
  for (const OutputColumn& column : columns) object.set(column.name, column.of(item));
  return object;
}

Cell cellOf(const Output& output, const OutputColumn& column, const Item& item) {
  const Value value = column.of(item);
  if (column.read == timeCell && output.times && value.isInteger())
    return {timeTextAs(*output.times, value.integer())};
  return column.read(value);
}

std::vector<std::string> textsOf(const Output& output, const Columns& columns, const Item& item) {
  std::vector<std::string> texts;
  texts.reserve(columns.size());
  for (const OutputColumn& column : columns) {
    const bool isStyled = column.read == timeCell && output.times;
    texts.push_back(isStyled ? cellOf(output, column, item).text : rawText(column.of(item)));
  }
  return texts;
}

std::vector<std::string> namesOf(const Columns& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const OutputColumn& column : columns) names.push_back(column.name);
  return names;
}

void printCsv(const Output& output, std::vector<std::string> values) {
  if (output.terminal) {
    for (std::string& value : values) value = printable(value);
  }
  printCsvLine(output.stream, values);
}

void printValues(std::ostream& out, const std::vector<std::string>& values, char between) {
  std::string line;
  for (const std::string& value : values) line.append(printable(value)) += between;
  line.back() = '\n';
  out << line;
}

TableStyle tableStyle(const Output& output) {
  TableStyle style;
  style.color = output.color;
  style.width = output.width;
  return style;
}

}  // namespace freezer::cli
