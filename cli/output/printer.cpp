#include "cli/output/printer.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/output/document_columns.h"
#include "cli/output/json.h"
#include "cli/output/table.h"
#include "cli/output/terminal.h"
#include "cli/output/text.h"
#include "cli/output/yaml.h"
#include "core/rules/records.h"

namespace freezer::cli {
namespace {

using Columns = std::vector<OutputColumn>;

constexpr std::array<std::string_view, 6> kNames = {"table", "json", "jsonl",
                                                    "yaml",  "csv",  "value"};

/// The printed object of an item: all of it, or the chosen columns.
Value objectOf(const Output& output, const Columns& columns, const Item& item) {
  if (output.columns.empty()) return item.document.object();
  Object object = Object::make();
  for (const OutputColumn& column : columns) object.set(column.name, column.of(item));
  return object;
}

std::vector<std::string> namesOf(const Columns& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const OutputColumn& column : columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> rawTexts(const Columns& columns, const Item& item) {
  std::vector<std::string> texts;
  texts.reserve(columns.size());
  for (const OutputColumn& column : columns) texts.push_back(rawText(column.of(item)));
  return texts;
}

/// RFC 4180, section 2. Some programs drop spaces at the ends, so these are quoted too.
std::string csvQuoted(const std::string& value) {
  const bool isPlain = value.find_first_of(",\"\r\n") == std::string::npos &&
                       !value.starts_with(' ') && !value.ends_with(' ');
  if (isPlain) return value;
  std::string text = "\"";
  for (const char c : value) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

/// Prints one line of comma-separated values, with the line end of Unix.
void printCsvLine(std::ostream& out, std::span<const std::string> values) {
  // Some programs ignore an empty line.
  if (values.size() == 1 && values.front().empty()) out << "\"\"";
  std::string_view between;
  for (const std::string& value : values) {
    out << between << csvQuoted(value);
    between = ",";
  }
  out << '\n';
}

/// A file gets the values unchanged, with any line ends; a terminal gets them escaped.
void printCsv(const Output& output, std::vector<std::string> values) {
  if (output.terminal) {
    for (std::string& value : values) value = printable(value);
  }
  printCsvLine(output.stream, values);
}

/// Prints one line of values, separated by `between`; line ends in values are escaped.
void printValues(std::ostream& out, const std::vector<std::string>& values, char between) {
  std::string line;
  for (const std::string& value : values) line.append(printable(value)) += between;
  line.back() = '\n';
  out << line;
}

TableStyle styleOf(const Output& output) {
  TableStyle style;
  style.color = output.color;
  if (output.fitWidth) style.width = terminalWidth();
  return style;
}

void printJsonAs(const Output& output, ValueRef value) {
  output.indent ? printJson(output.stream, value) : printJsonLine(output.stream, toJson(value));
}

void printListTable(const Output& output, const Columns& columns, std::span<const Item> items) {
  std::vector<Row> rows(1);
  for (const OutputColumn& column : columns) rows.front().push_back({column.title});
  for (const Item& item : items) {
    Row& row = rows.emplace_back();
    for (const OutputColumn& column : columns) row.push_back(column.read(column.of(item)));
  }
  printTable(output.stream, rows, styleOf(output));
}

/// Prints a line for each value, with its name.
void printOneTable(const Output& output, const Columns& columns, const Item& item) {
  std::vector<Row> rows;
  for (const OutputColumn& column : columns)
    rows.push_back({{column.name}, column.read(column.of(item))});
  TableStyle style = styleOf(output);
  style.hasTitles = false;
  printTable(output.stream, rows, style);
}

Value arrayOf(const Output& output, const Columns& columns, std::span<const Item> items) {
  Array array = Array::make(items.size());
  for (unsigned i = 0; i < items.size(); ++i) array.set(i, objectOf(output, columns, items[i]));
  return array;
}

void printLines(const Output& output, const Columns& columns, std::span<const Item> items) {
  for (const Item& item : items)
    printJsonLine(output.stream, toJson(objectOf(output, columns, item)));
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

Result<Item> itemOf(const Record& record) {
  Result<Document> document = documentOf(record);
  if (!document) return document.error();
  return Item{std::move(document).value(), &record};
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
  Result<Columns> chosen = chooseColumns(columns, output.columns);
  if (!chosen) return chosen.error();
  const Columns& shown = output.columns.empty() ? columns.usual : chosen.value();
  switch (output.format) {
    case Format::Table: printListTable(output, shown, items); break;
    case Format::Json: printJsonAs(output, arrayOf(output, shown, items)); break;
    case Format::Jsonl: printLines(output, shown, items); break;
    case Format::Yaml: output.stream << toYaml(arrayOf(output, shown, items)); break;
    case Format::Csv:
      printCsv(output, namesOf(shown));
      for (const Item& item : items) printCsv(output, rawTexts(shown, item));
      break;
    case Format::Value:
      for (const Item& item : items) printValues(output.stream, rawTexts(shown, item), '\t');
      break;
  }
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
    case Format::Jsonl: printLines(output, shown, std::span(&item, 1)); break;
    case Format::Yaml: output.stream << toYaml(objectOf(output, shown, item)); break;
    case Format::Csv:
      printCsv(output, namesOf(shown));
      printCsv(output, rawTexts(shown, item));
      break;
    case Format::Value:
      if (!shown.empty()) printValues(output.stream, rawTexts(shown, item), '\n');
      break;
  }
  return {};
}

Result<void> printObject(const Output& output, const Document& object) {
  // The command has done its work, so a column that the object lacks is empty, not an error.
  return printOne(output, {.usual = {}, .others = {}, .envelope = ""},
                  {Document::viewOf(object.object())});
}

void printJson(const Output& output, const Document& object) {
  printJsonAs(output, Value(object.object()));
}

Result<void> printDocuments(const Output& output, const Resource& resource,
                            std::span<const Record> records) {
  std::vector<Item> items;
  items.reserve(records.size());
  for (const Record& record : records) {
    Result<Item> item = itemOf(record);
    if (!item) return item.error();
    items.push_back(std::move(item).value());
  }
  return printList(output, documentColumns(resource), items);
}

Result<void> printDocument(const Output& output, const Resource& resource, const Record& record) {
  const Result<Item> item = itemOf(record);
  if (!item) return item.error();
  return printOne(output, documentColumns(resource), item.value());
}

}  // namespace freezer::cli
