#pragma once

#include <Poco/Data/Session.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/store/sql/connection.h"
#include "core/store/sqlite/statement.h"

struct sqlite3_context;
struct sqlite3_value;

namespace freezer::sqlite {

/// The SQL of SQLite. Transactions that write exclude each other: none of them has to lock rows.
extern const sql::Dialect kDialect;

/// A connection to an SQLite file, configured for durable commits.
class Connection final : public sql::Connection {
 public:
  /// Opens `file`, which must exist.
  Connection(const std::string& file, int busyTimeoutMs);

  /// Opens `file` read-only.
  struct ReadOnly {};
  Connection(ReadOnly, const std::string& file, int busyTimeoutMs);

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() override;

  void executeScript(const std::string& sql) override;
  std::int64_t changes() const override;
  Value nextSeq() override { return std::monostate(); }
  std::int64_t lastSeq() const override;

  /// Replaces the whole content of this database by the content of `source`, as its open
  /// transaction sees it, in one durable transaction. Other connections and programs see the change
  /// like any other. This connection must have no open transaction, and both databases must have
  /// the same page size.
  void replaceContent(Connection& source);

  /// Whether a transaction is open. After some errors, SQLite rolls it back by itself.
  bool isInTransaction() const;

  /// The number of rows changed since the connection was opened.
  std::int64_t totalChanges() const;

 protected:
  std::unique_ptr<sql::Statement> prepare(std::string_view sql) override;
  void setWatch(Watch* watch) override;

 private:
  /// The timeout for another writer.
  struct Patience {
    std::chrono::milliseconds most;
    std::chrono::steady_clock::time_point end = {};  ///< Of the current wait.
  };

  /// Common part of both constructors; `name` is a file or a file: URI.
  Connection(int busyTimeoutMs, const std::string& name);

  void setJournalMode();
  static int waitWhileBusy(void* patience, int waitsBefore);

  Patience patience_;  // The session's handle points at it.
  Poco::Data::Session session_;
  sqlite3* const handle_;
};

}  // namespace freezer::sqlite
