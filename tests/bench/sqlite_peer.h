#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/database.h"
#include "tests/bench/driver.h"

namespace freezer::bench {

/// SQLite's C API on a copy of a store, so tables, indexes and existing rows are those of the
/// service.
class SqlitePeer {
 public:
  /// Opens `file` in WAL mode with synchronous=FULL and foreign keys.
  explicit SqlitePeer(const std::filesystem::path& file);

  // Both return the rows per second. Each transaction is durable before the next one.

  /// Inserts the first backups of the file with new IDs, repeatedly for `duration`.
  double insertBackups(std::size_t rowsPerTransaction, Seconds duration);

  /// Writes the texts of random jobs, out of the first 10,000, for `duration`.
  double updateJobs(std::size_t rowsPerTransaction, Seconds duration);

  /// The time to search all backups for `text` at `key` in any depth. Throws if there is a hit.
  Seconds scan(const std::string& key, const std::string& text) const;

 private:
  using Value = std::unique_ptr<sqlite3_value, Releaser<sqlite3_value_free>>;
  using Row = std::vector<Value>;

  double writeRows(std::size_t rowsPerTransaction, Seconds duration,
                   const std::function<void(std::size_t number)>& write);
  void readRows();
  void insert(sqlite3_stmt* statement, const Row& row);

  const Database database_;
  std::string insertSql_;
  int idPlace_ = 0;
  std::vector<Row> rows_;
  std::mt19937_64 random_;
};

}  // namespace freezer::bench
