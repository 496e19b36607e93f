#include "core/bulk/python/reader.h"

#include <utility>

#include "core/bulk/stored_form.h"
#include "core/pointers.h"
#include "core/rules/clients.h"

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
  return database_.read([&](sql::Connection& connection) {
    return Result<std::optional<bulk::Item>>(read(connection));
  });
}

std::optional<bulk::Item> Reader::read(sql::Connection& connection) {
  if (!links_) links_.emplace(connection, schema_, options_.project);
  if (place_ == page_.size() && !readPage(connection)) return std::nullopt;
  return itemOf(tables()[table_], page_[place_++]);
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

bulk::Item Reader::itemOf(const Table& table, const sql::Values& row) {
  bulk::Item item{++number_, placeOf(table, row), &resourceOf(table.kind), bytesOf(row),
                  {},        damaged("")};
  auto draft = draftOf(table, row, options_.project);
  if (!draft) {
    item.line = draft.error();
    return item;
  }
  links_->complete(textOf(row[kId]), draft.value());
  item.notes = std::move(draft.value().notes);
  item.line = lineOf(std::move(draft).value(), item.notes);
  return item;
}

Result<bulk::Line> Reader::lineOf(Draft draft, std::vector<std::string>& notes) const {
  const Resource& resource = *draft.resource;
  bulk::completeStored(resource, draft.document);
  if (resource.kind == Kind::Client) addClientDefaults(draft.document);
  std::vector<Fault> faults = bulk::faultsOfStored(resource, draft.document);
  if (options_.strict && !faults.empty()) return invalidDocument(std::move(faults));
  std::vector<Fault> fatal = bulk::faultsOfIdentity(resource, draft.document);
  if (!fatal.empty()) return invalidDocument(std::move(fatal));
  for (const Fault& fault : faults) {
    notes.push_back(fault.pointer + " " + fault.message + "; stored as it is");
  }
  return bulk::lineOf(resource, std::move(draft.record), std::move(draft.document));
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
