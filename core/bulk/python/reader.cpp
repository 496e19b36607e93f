#include "core/bulk/python/reader.h"

#include <utility>

#include "core/bulk/draft.h"

namespace freezer::python {
namespace {

/// Rows of a page. A row may have some dozen kilobytes.
constexpr std::size_t kPageRows = 500;

std::string pageQuery(const Table& table, const Schema& schema) {
  return "SELECT " + selectedColumns(table, schema) + " FROM " +
         std::string(resourceOf(table.kind).plural) +
         " WHERE deleted = 0 AND id > ? ORDER BY id LIMIT " + std::to_string(kPageRows);
}

std::size_t bytesOf(const sql::Values& row) {
  std::size_t bytes = 0;
  for (const sql::Value& value : row) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  }
  return bytes;
}

/// "clients 1111 (plain)": the table, the primary key and, if it is another one, our ID.
std::string placeOf(const Table& table, const sql::Values& row) {
  std::string place = std::string(resourceOf(table.kind).plural) + " " + textOf(row[kId]);
  if (table.kind == Kind::Client) place += " (" + textOf(row[kFirstColumn]) + ")";
  return place;
}

}  // namespace

Result<std::optional<bulk::Item>> Reader::next() {
  return database_.read([&](sql::Connection& connection) { return read(connection); });
}

Result<std::optional<bulk::Item>> Reader::read(sql::Connection& connection) {
  if (!links_) links_.emplace(connection, schema_, options_.project);
  if (place_ == page_.size() && !readPage(connection)) return std::optional<bulk::Item>();
  auto item = itemOf(tables()[table_], page_[place_++]);
  if (!item) return item.error();
  return std::optional(std::move(item).value());
}

bool Reader::readPage(sql::Connection& connection) {
  for (; table_ < tables().size(); ++table_, last_.clear()) {
    const Table& table = tables()[table_];
    const std::string first = last_;
    page_.clear();
    place_ = 0;
    sql::Cursor rows = connection.run(pageQuery(table, schema_));
    rows.bind(first);
    while (rows.next()) {
      sql::Values& row = page_.emplace_back();
      for (std::size_t i = 0; i < kFirstColumn + table.columns.size(); ++i) {
        row.push_back(rows.value(static_cast<int>(i)));
      }
    }
    if (page_.empty()) continue;
    last_ = textOf(page_.back()[kId]);
    if (table.kind == Kind::Job) links_->readTrusts(first, last_);
    return true;
  }
  return false;
}

Result<bulk::Item> Reader::itemOf(const Table& table, const sql::Values& row) {
  bulk::Item item{++number_, placeOf(table, row), &resourceOf(table.kind), bytesOf(row),
                  {},        damaged("")};
  auto draft = draftOf(table, row, options_.project);
  if (!draft) {
    item.line = draft.error();
    return item;
  }
  const auto completed = links_->complete(textOf(row[kId]), draft.value());
  if (!completed) return completed.error();
  item.line = bulk::finish(std::move(draft).value(), options_.strict, item.notes);
  return item;
}

Result<RowCounts> countRows(ForeignDatabase& database, const Table& table) {
  return database.read([&](sql::Connection& connection) -> Result<RowCounts> {
    const std::string query = "SELECT count(*) FROM " + std::string(resourceOf(table.kind).plural);
    const std::int64_t all = connection.integers(query).at(0);
    const std::int64_t live = connection.integers(query + " WHERE deleted = 0").at(0);
    return RowCounts{live, all - live};
  });
}

}  // namespace freezer::python
