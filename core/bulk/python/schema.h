#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/store/foreign.h"

namespace freezer::python {

/// The columns of all tables of a database of the Python service. Its releases, and databases whose
/// upgrade broke off, are told apart by columns only: the versions in the database can be wrong.
class Schema {
 public:
  using Columns = std::set<std::string, std::less<>>;

  Columns& operator[](const std::string& table) { return tables_[table]; }

  bool has(std::string_view table) const { return tables_.contains(table); }
  bool has(std::string_view table, std::string_view column) const {
    const auto found = tables_.find(table);
    return found != tables_.end() && found->second.contains(column);
  }

  /// Tables that an import neither reads nor needs.
  std::vector<std::string> otherTables() const;

 private:
  std::map<std::string, Columns, std::less<>> tables_;
};

/// Reads the schema. InvalidRequest if the database is not one of the Python service.
Result<Schema> readSchema(ForeignDatabase& database);

}  // namespace freezer::python
