#pragma once

#include <memory>
#include <string>
#include <vector>

struct st_mysql;

namespace freezer::test {

/// A connection of root to a MariaDB server, over its Unix socket. Throws std::runtime_error with
/// the error number and message if the server refuses something or does not answer for a minute.
class MariadbSession {
 public:
  explicit MariadbSession(const std::string& socket);

  /// Executes one SQL statement.
  void execute(const std::string& sql);

  /// Executes statements separated by semicolons, and ignores their results.
  void executeScript(const std::string& script);

  /// The first column of the result of a query, with "NULL" for NULL.
  std::vector<std::string> texts(const std::string& sql);

 private:
  struct Close {
    void operator()(st_mysql* connection) const;
  };

  [[noreturn]] void fail() const;

  std::unique_ptr<st_mysql, Close> connection_;
};

}  // namespace freezer::test
