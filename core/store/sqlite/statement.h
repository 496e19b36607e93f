#pragma once

#include <memory>
#include <string_view>

#include "core/store/sql/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace freezer::sqlite {

using sql::Cursor;
using sql::Value;
using sql::Values;

/// A statement of SQLite. Uses its C interface, because Poco::Data::Statement takes twice as long
/// per row.
class Statement final : public sql::Statement {
 public:
  /// Prepares one statement.
  Statement(sqlite3* database, std::string_view sql);

  void bind(int place, std::string_view text) override;
  void bind(int place, std::int64_t integer) override;
  void bind(int place, std::monostate null) override;
  bool next() override;
  std::string_view text(int column) const override;
  std::int64_t integer(int column) const override;
  Value value(int column) const override;
  void reset() noexcept override;

 private:
  void check(int code) const;

  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
};

}  // namespace freezer::sqlite
