#pragma once

#include <Poco/Data/Session.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/store/sqlite/statement.h"

namespace freezer::sqlite {

/// One connection to an SQLite file, opened with the settings that keep an
/// acknowledged write safe. Statements are prepared once and kept. For one
/// thread at a time; failures are Poco exceptions.
class Connection {
 public:
  /// Opens `file`, which must exist.
  Connection(const std::string& file, int busyTimeoutMs);

  /// The same, without a change of it.
  struct ReadOnly {};
  Connection(ReadOnly, const std::string& file, int busyTimeoutMs);

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Runs statements that take no values, separated by semicolons, once.
  void executeScript(const std::string& sql);

  /// Puts what `source` has, as its open transaction sees it, in the place of all
  /// that is here: one durable transaction, which other connections, of other
  /// programs too, come to see like any other. There must be none open here, and
  /// the pages of both must have the same size.
  void replaceContent(Connection& source);

  /// Whether a transaction is open; SQLite may have ended it by itself.
  bool isInTransaction() const;

  /// Begins a run of a statement, which must not be within another. The bindings
  /// must outlive it.
  Run run(std::string_view sql);
  Run run(std::string_view sql, const Bindings& bindings);

  /// Runs a statement that returns nothing.
  void execute(std::string_view sql, const Bindings& bindings = {});

  /// Runs a query for the texts or integers of its first column.
  std::vector<std::string> texts(std::string_view sql, const Bindings& bindings = {});
  std::vector<std::int64_t> integers(std::string_view sql, const Bindings& bindings = {});

  /// How many rows the last statement changed, and the rowid of the last INSERT.
  int changes() const;
  std::int64_t lastRowId() const;

 private:
  /// Finds by a view, without a copy.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  /// How long one wait for another writer may take.
  struct Patience {
    std::chrono::milliseconds most;
    std::chrono::steady_clock::time_point end = {};  ///< Of the present wait.
  };

  /// What both ways to open have in common; `name` is a file or a file: URI.
  Connection(int busyTimeoutMs, const std::string& name);

  void setJournalMode();
  static int waitWhileBusy(void* patience, int waitsBefore);

  Patience patience_;  // The session's handle points at it.
  Poco::Data::Session session_;
  sqlite3* const handle_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> prepared_;
};

}  // namespace freezer::sqlite
