#pragma once

#include <mysql.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/driver.h"
#include "tests/support/mariadb_admin.h"

namespace freezer::bench {

/// MariaDB's C connector on the store of a service, so that tables, indexes and rows are the same.
/// Every failure throws std::runtime_error.
class MariadbPeer {
 public:
  MariadbPeer(const test::MariadbAdmin& server, const std::string& database);

  /// Inserts the first backups with new IDs over several connections, each in a transaction of its
  /// own, for `duration`. Returns the rows per second.
  double insertBackups(std::size_t connections, Seconds duration);

 private:
  struct Close {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
  };
  using Connection = std::unique_ptr<MYSQL, Close>;

  Connection connect() const;
  void readRows();
  std::uint64_t insertUntil(std::chrono::steady_clock::time_point end);

  const std::string socket_;
  const std::string database_;
  std::string insertSql_;
  std::size_t idPlace_ = 0;
  std::size_t seqPlace_ = 0;
  std::vector<std::vector<std::string>> rows_;
  std::atomic<std::int64_t> seq_ = 0;
};

}  // namespace freezer::bench
