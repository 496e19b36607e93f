#include "core/store/sql/known_rows.h"

#include "core/store/sql/query.h"

namespace freezer::sql {
namespace {

constexpr std::size_t kMostBytes = 8U << 20U;
constexpr std::size_t kOfEach = 512;  ///< Bytes besides the document.

}  // namespace

Row readRow(const Cursor& cursor, const Resource& resource) {
  Row row;
  readRecord(cursor, row.record);
  row.seq = cursor.integer(kPlaceOfSeq);
  row.hasStrays = cursor.integer(kPlaceOfHasStrays) != 0;
  readColumns(cursor, resource, row.columns);
  return row;
}

const std::optional<Row>* KnownRows::find(const Resource& resource, std::string_view id) const {
  if (rows_.empty()) return nullptr;
  const auto found = rows_.find(Key(resource.kind, id));
  return found == rows_.end() ? nullptr : &found->second;
}

void KnownRows::set(const Resource& resource, Row row) {
  Key key(resource.kind, row.record.id);
  keep(std::move(key), std::move(row));
}

void KnownRows::setAbsent(const Resource& resource, std::string_view id) {
  keep(Key(resource.kind, id), std::nullopt);
}

void KnownRows::keep(Key key, std::optional<Row> row) {
  const std::size_t bytes = kOfEach + (row ? row->record.text.size() : 0);
  if (bytes_ + bytes > kMostBytes) {
    rows_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes;
  rows_.insert_or_assign(std::move(key), std::move(row));
}

}  // namespace freezer::sql
