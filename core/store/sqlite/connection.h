#pragma once

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Tuple.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace freezer::sqlite {

/// A value bound to a placeholder.
using Binding = std::variant<std::monostate, std::int64_t, double, std::string>;
using Bindings = std::vector<Binding>;

/// A row of any table: id, project_id, user_id, version, created_at,
/// updated_at, doc, sidecar, seq, and the key it is sorted by.
using Row = Poco::Tuple<std::string, std::string, std::string, Poco::Int64, Poco::Int64,
                        Poco::Int64, std::string, std::string, Poco::Int64, std::string>;

/// One connection to an SQLite file, opened with the settings that keep an
/// acknowledged write safe. Statements are prepared once and kept. For one
/// thread at a time; failures are Poco exceptions.
class Connection {
 public:
  /// Opens `file`, which must exist.
  Connection(const std::string& file, int busyTimeoutMs);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Runs statements that take no values, separated by semicolons, once.
  void executeScript(const std::string& sql);

  /// Whether a transaction is open; SQLite may have ended it by itself.
  bool isInTransaction();

  /// Runs a statement that returns nothing.
  void execute(const std::string& sql, const Bindings& bindings = {});

  /// Runs a query for rows, for texts or for integers (one column; no nulls).
  std::vector<Row> rows(const std::string& sql, const Bindings& bindings);
  std::vector<std::string> texts(const std::string& sql, const Bindings& bindings = {});
  std::vector<Poco::Int64> integers(const std::string& sql, const Bindings& bindings = {});

 private:
  struct Prepared;

  /// How long one wait for another writer may take.
  struct Patience {
    std::chrono::milliseconds most;
    std::chrono::steady_clock::time_point end = {};  ///< Of the present wait.
  };

  enum class Output { None, Rows, Texts, Integers };

  Prepared& run(const std::string& sql, const Bindings& bindings, Output output);
  std::unique_ptr<Prepared> prepare(const std::string& sql, const Bindings& bindings,
                                    Output output);

  void setJournalMode();
  static int waitWhileBusy(void* patience, int waitsBefore);

  Patience patience_;  // The session's handle points at it.
  Poco::Data::Session session_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared_;
};

}  // namespace freezer::sqlite
