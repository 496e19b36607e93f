#include "cli/output/list_printer.h"

#include <utility>

#include "cli/output/json.h"
#include "cli/output/yaml.h"

namespace freezer::cli {
namespace {

/// A list of one item.
Value listOf(const Value& value) {
  Array array = Array::make(1);
  array.set(0, value);
  return array;
}

}  // namespace

Result<ListPrinter> ListPrinter::make(const Output& output, const ColumnSet& columns) {
  if (output.columns.empty()) return ListPrinter(output, columns.usual);
  Result<Columns> chosen = chooseColumns(columns, output.columns);
  if (!chosen) return chosen.error();
  // The user has chosen the order of columns, and so the order in which they give way.
  for (OutputColumn& column : chosen.value()) column.rank = Rank::Usual;
  return ListPrinter(output, std::move(chosen).value());
}

ListPrinter::ListPrinter(Output output, Columns columns)
    : output_(std::move(output)), columns_(std::move(columns)), absent_(columns_) {
  if (output_.format != Format::Table) return;
  Row& titles = held_.emplace_back();
  for (const OutputColumn& column : columns_) titles.push_back({column.title});
}

void ListPrinter::add(const Item& item) {
  const bool isFirst = items_++ == 0;
  absent_.see(item);
  switch (output_.format) {
    case Format::Table: return addRow(item);
    case Format::Json:
      return printJsonItem(output_.stream, objectOf(output_, columns_, item), isFirst,
                           output_.indent);
    case Format::Jsonl:
      return printJsonLine(output_.stream, toJson(objectOf(output_, columns_, item)));
    case Format::Yaml: output_.stream << toYaml(listOf(objectOf(output_, columns_, item))); return;
    case Format::Csv:
      if (isFirst) printCsv(output_, namesOf(columns_));
      return printCsv(output_, textsOf(output_, columns_, item));
    case Format::Value: return printValues(output_.stream, textsOf(output_, columns_, item), '\t');
  }
}

void ListPrinter::finish() {
  if (!held_.empty()) printHeldRows();
  if (output_.format == Format::Csv && items_ == 0) printCsv(output_, namesOf(columns_));
  if (output_.format == Format::Json) printJsonEnd(output_.stream, items_ == 0, output_.indent);
  if (output_.format == Format::Yaml && items_ == 0)
    output_.stream << toYaml(Value(Array::make(0)));
  absent_.warn(output_);
}

void ListPrinter::addRow(const Item& item) {
  constexpr std::size_t kRowsForWidths = 1000;
  Row row;
  row.reserve(columns_.size());
  for (const OutputColumn& column : columns_) row.push_back(cellOf(output_, column, item));
  if (table_) return table_->print(output_.stream, row);
  held_.push_back(std::move(row));
  if (items_ == kRowsForWidths) printHeldRows();
}

void ListPrinter::printHeldRows() {
  TableStyle style = tableStyle(output_);
  for (const OutputColumn& column : columns_)
    style.yields.push_back({column.rank, column.read == timeCell || column.read == sizeCell});
  table_.emplace(held_, std::move(style));
  for (const Row& row : std::exchange(held_, {})) table_->print(output_.stream, row);
}

}  // namespace freezer::cli
