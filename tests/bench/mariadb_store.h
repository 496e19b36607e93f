#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/mariadb_server.h"

namespace freezer::bench {

/// A store on MariaDB. Without a URL, it is on a new server whose commits survive a loss of power.
class MariadbStore {
 public:
  /// Creates the tables if the database at `url` is empty.
  explicit MariadbStore(const std::string& url = {});

  /// With the content of an SQLite store, on the new server `server`.
  MariadbStore(std::shared_ptr<const test::MariadbServer> server,
               const std::filesystem::path& content);

  const std::string& url() const { return url_; }

 private:
  std::shared_ptr<const test::MariadbServer> server_;
  std::string url_;
};

/// A server with options that suit a large store.
std::shared_ptr<const test::MariadbServer> newMariadbServer();

}  // namespace freezer::bench
