#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/sql/connection.h"
#include "core/store/sql/value.h"

namespace freezer::mariadb {

/// Statements that are executed later, those of one text at once.
class DeferredStatements {
 public:
  struct Group {
    sql::Connection::Later kind;
    std::string sql;
    std::vector<sql::Values> rows;  ///< The values of each execution.
  };

  void add(sql::Connection::Later kind, std::string_view sql, const sql::Values& values);

  /// Whether there is place for one more. A list without statements always has.
  bool hasPlaceFor(const sql::Values& values) const;

  /// The statements, in the order of their execution. None are left.
  std::vector<Group> take();

  void clear() { take(); }

 private:
  std::vector<Group> groups_;
  std::size_t bytes_ = 0;
};

}  // namespace freezer::mariadb
