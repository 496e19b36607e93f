#pragma once

#include <Poco/Data/Session.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "core/search/search.h"
#include "core/store/sqlite/statement.h"

struct sqlite3_context;
struct sqlite3_value;

namespace freezer::sqlite {

/// A connection to an SQLite file, configured for durable commits. Caches prepared statements. Not
/// safe for use from several threads at once. Errors are Poco exceptions.
class Connection {
 public:
  /// Opens `file`, which must exist.
  Connection(const std::string& file, int busyTimeoutMs);

  /// Opens `file` read-only.
  struct ReadOnly {};
  Connection(ReadOnly, const std::string& file, int busyTimeoutMs);

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Asks `proceed`, unless it is null, again and again while statements run. Once it returns an
  /// Error, they end with Poco::Data::SQLite::InterruptException. One watch at a time.
  class Watch {
   public:
    Watch(Connection& connection, const Proceed& proceed);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Why the statements ended.
    const Error& error() const { return answer_.error(); }

   private:
    friend class Connection;

    static int ask(void* watch);

    Connection& connection_;
    const Proceed& proceed_;
    Result<void> answer_;
  };

  /// Executes statements without parameters, separated by semicolons.
  void executeScript(const std::string& sql);

  /// Replaces the whole content of this database by the content of `source`, as its open
  /// transaction sees it, in one durable transaction. Other connections and programs see the change
  /// like any other. This connection must have no open transaction, and both databases must have
  /// the same page size.
  void replaceContent(Connection& source);

  /// Whether a transaction is open. After some errors, SQLite rolls it back by itself.
  bool isInTransaction() const;

  /// Starts a statement, which must not be running already. The bindings must outlive the run.
  Run run(std::string_view sql);
  Run run(std::string_view sql, const Bindings& bindings);

  /// Executes a statement that returns no rows.
  void execute(std::string_view sql, const Bindings& bindings = {});

  /// Executes a query and returns its first column as texts or integers.
  std::vector<std::string> texts(std::string_view sql, const Bindings& bindings = {});
  std::vector<std::int64_t> integers(std::string_view sql, const Bindings& bindings = {});

  /// The number of rows changed by the last statement, and the rowid of the last INSERT.
  int changes() const;
  std::int64_t lastRowId() const;

  /// The number of rows changed since the connection was opened.
  std::int64_t totalChanges() const;

 private:
  /// Allows lookup by string_view.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  /// The timeout for another writer.
  struct Patience {
    std::chrono::milliseconds most;
    std::chrono::steady_clock::time_point end = {};  ///< Of the current wait.
  };

  /// Common part of both constructors; `name` is a file or a file: URI.
  Connection(int busyTimeoutMs, const std::string& name);

  void setJournalMode();
  static int waitWhileBusy(void* patience, int waitsBefore);
  static void matches(sqlite3_context* context, int count, sqlite3_value** values);

  Watch* watch_ = nullptr;
  Patience patience_;  // The session's handle points at it.
  Poco::Data::Session session_;
  sqlite3* const handle_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> prepared_;
};

}  // namespace freezer::sqlite
