#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/database.h"
#include "tests/bench/driver.h"

namespace freezer::bench {

/// SQLite by its C API and nothing else, on a copy of a store: so the tables, the
/// indexes and the rows that are there already are those of the service.
class SqlitePeer {
 public:
  /// Opens `file` in WAL mode with synchronous=FULL and foreign keys, and takes
  /// its first backups as those to insert.
  explicit SqlitePeer(const std::filesystem::path& file);

  /// Inserts them under new ids, again and again, for `duration`; returns how many
  /// a second. Each transaction is durable before the next one.
  double insertBackups(std::size_t rowsPerTransaction, Seconds duration);

  /// How long it takes to look through all backups for one that has `text` under
  /// `key` at any depth. Throws when there is one.
  Seconds scan(const std::string& key, const std::string& text) const;

 private:
  using Value = std::unique_ptr<sqlite3_value, Releaser<sqlite3_value_free>>;
  using Row = std::vector<Value>;

  void readRows();
  void insert(sqlite3_stmt* statement, const Row& row);

  const Database database_;
  std::string insertSql_;
  int idPlace_ = 0;
  std::vector<Row> rows_;
  std::mt19937_64 random_;
};

}  // namespace freezer::bench
