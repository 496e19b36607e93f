#pragma once

#include <mysql.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/store/sql/connection.h"

namespace freezer::mariadb {

/// What the statements of a connection share.
struct Shared {
  sql::Connection::Watch* watch = nullptr;  ///< Asked before each statement; null: none.

  // What the last statement did.
  std::int64_t rows = 0;    ///< Matched by an UPDATE or DELETE, or inserted.
  bool hasWritten = false;  ///< Whether any statement changed rows since it was set to false.
};

/// A prepared statement of MariaDB's C connector. next() fetches the whole result at first.
class Statement final : public sql::Statement {
 public:
  /// Prepares one statement. `shared` must outlive it.
  Statement(MYSQL* connection, std::string_view sql, Shared& shared);

  void bind(int place, std::string_view text) override;
  void bind(int place, std::int64_t integer) override;
  void bind(int place, std::monostate null) override;
  bool next() override;
  std::string_view text(int column) const override;
  std::int64_t integer(int column) const override;
  sql::Value value(int column) const override;
  void reset() noexcept override;
  void executeAll(const std::vector<sql::Values>& rows) override;

 private:
  /// A column of the current row.
  struct Column {
    bool isInteger = false;
    std::int64_t integer = 0;
    std::vector<char> text;  ///< Grows to the longest value.
    unsigned long length = 0;
    my_bool isNull = 0;
    my_bool isCut = 0;
  };

  void describe();
  void bindColumns();
  void execute();
  void fetchCutTexts();
  [[noreturn]] void fail() const;

  std::unique_ptr<MYSQL_STMT, my_bool (*)(MYSQL_STMT*)> statement_;
  Shared& shared_;
  std::vector<MYSQL_BIND> parameters_;
  std::vector<std::int64_t> integers_;  ///< Of the parameters.
  std::vector<MYSQL_BIND> results_;
  std::vector<Column> columns_;
  bool isRunning_ = false;
};

}  // namespace freezer::mariadb
