#include "cli/commands/value_counts.h"

#include <algorithm>
#include <utility>

#include "cli/output/document_columns.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kMostValues = 10'000;
constexpr std::size_t kMostBytes = 16U << 20U;
constexpr const char* kCount = "count";

std::vector<std::string> splitAtCommas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0, comma = 0; comma != std::string::npos; from = comma + 1) {
    comma = text.find(',', from);
    parts.push_back(text.substr(from, comma - from));
  }
  return parts;
}

Result<Item> itemOf(const std::vector<OutputColumn>& columns,
                    const std::vector<std::string>& values, std::int64_t count) {
  std::string text = "{";
  for (std::size_t i = 0; i < columns.size(); ++i)
    text.append(quoteJson(columns[i].name)).append(":").append(values[i]).append(",");
  Result<Document> document =
      Document::parse(text + quoteJson(kCount) + ":" + std::to_string(count) + "}");
  if (!document) return document.error();
  return Item{std::move(document).value()};
}

}  // namespace

Result<ValueCounts> ValueCounts::by(const Resource& resource, const std::string& fields) {
  Result<std::vector<OutputColumn>> columns =
      chooseColumns(documentColumns(resource), splitAtCommas(fields));
  if (!columns)
    return Error{ErrorCode::InvalidRequest,
                 "--count-by must name fields, separated by commas, not '" + fields +
                     "': " + columns.error().message};
  return ValueCounts(std::move(columns).value());
}

Result<void> ValueCounts::add(const Item& item) {
  absent_.see(item);
  Values values;
  std::size_t bytes = 0;
  for (const OutputColumn& column : columns_)
    bytes += values.emplace_back(toJson(column.of(item))).size();
  const auto [place, isNew] = counts_.emplace(std::move(values), 0);
  ++place->second;
  if (!isNew) return {};
  bytes_ += bytes;
  if (counts_.size() <= kMostValues && bytes_ <= kMostBytes) return {};
  return Error{ErrorCode::InvalidRequest,
               "--count-by has more than " + std::to_string(kMostValues) +
                   " different values, or too large ones; count by another field, or narrow the "
                   "list with a search"};
}

Result<void> ValueCounts::print(const Output& output) const {
  absent_.warn(output);
  std::vector<std::pair<std::int64_t, const Values*>> sorted;
  sorted.reserve(counts_.size());
  for (const auto& [values, count] : counts_) sorted.emplace_back(count, &values);
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const auto& each) { return each.first; });
  std::vector<Item> items;
  items.reserve(sorted.size());
  for (const auto& [count, values] : sorted) {
    Result<Item> item = itemOf(columns_, *values, count);
    if (!item) return item.error();
    items.push_back(std::move(item).value());
  }
  ColumnSet columns{.usual = {}, .others = {}, .envelope = {}};
  for (const OutputColumn& column : columns_)
    columns.usual.push_back({column.name, column.title, "/" + escapePointer(column.name),
                             column.read, Rank::Important});
  columns.usual.push_back({kCount, "COUNT", std::string("/") + kCount, plainCell, Rank::Id});
  return printList(output, columns, items);
}

}  // namespace freezer::cli
