#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/store/sql/connection.h"
#include "core/store/sql/value.h"
#include "core/store/store.h"

namespace freezer::sql {

/// The row of a document.
struct Row {
  Record record;
  std::int64_t seq = 0;
  bool hasStrays = false;
  std::vector<Value> columns;  ///< Those of Resource::columns.
};

/// The current row of a result that has the columns of findRowSql().
Row readRow(const Cursor& cursor, const Resource& resource);

/// Rows as a transaction has locked, written or looked for them. The memory is limited: all are
/// forgotten when there are too many.
class KnownRows {
 public:
  /// Null if nothing is known about the document. None: it does not exist.
  const std::optional<Row>* find(const Resource& resource, std::string_view id) const;

  void set(const Resource& resource, Row row);
  void setAbsent(const Resource& resource, std::string_view id);

 private:
  using Key = std::pair<Kind, std::string>;

  void keep(Key key, std::optional<Row> row);

  std::map<Key, std::optional<Row>> rows_;
  std::size_t bytes_ = 0;  ///< Of what was kept since the last clearing.
};

}  // namespace freezer::sql
