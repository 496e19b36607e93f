#include "cli/output/printer.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/output/absent_columns.h"
#include "cli/output/document_columns.h"
#include "cli/output/item_values.h"
#include "cli/output/json.h"
#include "cli/output/list_printer.h"
#include "cli/output/table.h"
#include "cli/output/yaml.h"
#include "core/rules/records.h"

namespace freezer::cli {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"table", "json", "jsonl",
                                                    "yaml",  "csv",  "value"};

void printJsonAs(const Output& output, ValueRef value) {
  output.indent ? printJson(output.stream, value) : printJsonLine(output.stream, toJson(value));
}

/// Prints a line for each value, with its name.
void printOneTable(const Output& output, const Columns& columns, const Item& item) {
  std::vector<Row> rows;
  for (const OutputColumn& column : columns)
    rows.push_back({{column.name}, cellOf(output, column, item)});
  TableStyle style = tableStyle(output);
  style.hasTitles = false;
  style.folds = true;
  printTable(output.stream, rows, style);
}

/// Columns for all values; known ones keep their readers, such as times.
Columns columnsOfAll(const ColumnSet& columns, const Document& document) {
  Columns all = columnsOfLeaves(document, columns.readers);
  for (OutputColumn& leaf : all) {
    for (const OutputColumn& known : columns.usual) {
      if (known.pointer == leaf.pointer) leaf.read = known.read;
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> formatNames() {
  return {kNames.begin(), kNames.end()};
}

Format formatNamed(const std::string& name) {
  return static_cast<Format>(std::ranges::find(kNames, name) - kNames.begin());
}

Result<void> printList(const Output& output, const ColumnSet& columns,
                       std::span<const Item> items) {
  Result<ListPrinter> printer = ListPrinter::make(output, columns);
  if (!printer) return printer.error();
  for (const Item& item : items) printer.value().add(item);
  printer.value().finish();
  return {};
}

Result<void> printOne(const Output& output, const ColumnSet& columns, const Item& item) {
  Result<Columns> chosen = chooseColumns(columns, output.columns);
  if (!chosen) return chosen.error();
  const Columns shown =
      output.columns.empty() ? columnsOfAll(columns, item.document) : std::move(chosen).value();
  switch (output.format) {
    case Format::Table: printOneTable(output, shown, item); break;
    case Format::Json: printJsonAs(output, objectOf(output, shown, item)); break;
    case Format::Jsonl: printJsonLine(output.stream, toJson(objectOf(output, shown, item))); break;
    case Format::Yaml: output.stream << toYaml(objectOf(output, shown, item)); break;
    case Format::Csv:
      printCsv(output, namesOf(shown));
      printCsv(output, textsOf(output, shown, item));
      break;
    case Format::Value:
      if (!shown.empty()) printValues(output.stream, textsOf(output, shown, item), '\n');
      break;
  }
  AbsentColumns absent(shown);
  absent.see(item);
  absent.warn(output);
  return {};
}

Result<void> printObject(const Output& output, const Document& object) {
  // The command has done its work, so a column that the object lacks is empty, not an error.
  return printOne(output, {.usual = {}, .others = columnsOfLeaves(object, {}), .envelope = ""},
                  {Document::viewOf(object.object())});
}

void printJson(const Output& output, const Document& object) {
  printJsonAs(output, Value(object.object()));
}

Result<Item> documentItem(const Record& record) {
  Result<Document> document = documentOf(record);
  if (!document) return document.error();
  return Item{std::move(document).value(), &record};
}

Result<void> printDocument(const Output& output, const Resource& resource, const Record& record) {
  const Result<Item> item = documentItem(record);
  if (!item) return item.error();
  return printOne(output, documentColumns(resource), item.value());
}

}  // namespace freezer::cli
