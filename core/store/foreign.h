#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/result.h"
#include "core/store/sql/connection.h"
#include "core/store/sql/failure.h"

namespace freezer {

/// A database of another program. It is only read, in one consistent view of all its tables, which
/// lasts as long as this object. Not safe for use from several threads at once.
class ForeignDatabase {
 public:
  ForeignDatabase() = default;
  ForeignDatabase(const ForeignDatabase&) = delete;
  ForeignDatabase& operator=(const ForeignDatabase&) = delete;
  virtual ~ForeignDatabase() = default;

  /// Calls `work(sql::Connection&)` and returns its Result; StoreFailure or StoreBusy if a
  /// statement fails.
  template <typename Work>
  std::invoke_result_t<Work&, sql::Connection&> read(Work work) try {
    return work(connection());
  } catch (const sql::Failure& failure) {
    return errorOf(failure);
  }

  /// For messages: the file, or database and server. No password.
  virtual std::string shown() const = 0;

  /// A query for the columns of all tables, as pairs of table and column.
  virtual std::string_view columnsQuery() const = 0;

 private:
  virtual sql::Connection& connection() = 0;
  virtual Error errorOf(const sql::Failure& failure) const = 0;
};

/// Why a database with these tables, which has no store, cannot become one, and what to do instead.
/// Names the command that takes over the database of the Python service.
std::string whyNoStore(const std::vector<std::string>& tables);

/// Opens the database at `url`, with the URLs of openStore(). It must exist, and is not changed.
Result<std::unique_ptr<ForeignDatabase>> openForeign(const std::string& url);

}  // namespace freezer
