#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/bulk/batches.h"
#include "core/bulk/python/links.h"
#include "core/bulk/python/schema.h"
#include "core/bulk/python/source.h"
#include "core/bulk/python/tables.h"
#include "core/store/foreign.h"

namespace freezer::python {

/// Reads the live rows of a database as documents, in the order of tables(), page by page.
class Reader {
 public:
  /// The parameters must outlive this.
  Reader(ForeignDatabase& database, const Schema& schema, const SourceOptions& options)
      : database_(database), schema_(schema), options_(options) {}

  /// The next document, or none at the end.
  Result<std::optional<bulk::Item>> next();

 private:
  // These functions throw sql::Failure.

  Result<std::optional<bulk::Item>> read(sql::Connection& connection);
  /// Reads the next page; false at the end.
  bool readPage(sql::Connection& connection);
  Result<bulk::Item> itemOf(const Table& table, const sql::Values& row);

  ForeignDatabase& database_;
  const Schema& schema_;
  const SourceOptions& options_;
  std::optional<Links> links_;
  std::size_t table_ = 0;
  std::string last_;  ///< The last primary key that was read of the table.
  std::vector<sql::Values> page_;
  std::size_t place_ = 0;  ///< In the page.
  std::int64_t number_ = 0;
};

/// The numbers of rows of a table.
struct RowCounts {
  std::int64_t live = 0;
  std::int64_t deleted = 0;
};

Result<RowCounts> countRows(ForeignDatabase& database, const Table& table);

}  // namespace freezer::python
