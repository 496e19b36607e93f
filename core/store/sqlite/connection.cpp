#include "core/store/sqlite/connection.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Nullable.h>
#include <Poco/UTF8String.h>
#include <sqlite3.h>

#include <deque>
#include <thread>

namespace freezer::sqlite {
namespace {

using Poco::Data::Keywords::into;
using Poco::Data::Keywords::now;
using Poco::Data::Keywords::use;

// Searches differ in shape; a client that tries many must not fill the memory.
constexpr std::size_t kMaxPrepared = 256;

Poco::Data::Session openSession(const std::string& file) {
  static const bool registered = (Poco::Data::SQLite::Connector::registerConnector(), true);
  static_cast<void>(registered);
  // The timeout is also how long Poco retries a path that cannot be opened.
  constexpr std::size_t kOpenTimeoutSeconds = 1;
  return {Poco::Data::SQLite::Connector::KEY, file, kOpenTimeoutSeconds};
}

/// SQL function fold_case(text): lower case by Unicode; SQLite's own knows ASCII alone.
void foldCase(sqlite3_context* context, int /*count*/, sqlite3_value** values) try {
  const auto* text = sqlite3_value_text(values[0]);
  if (text == nullptr) return sqlite3_result_null(context);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const std::string folded =
      Poco::UTF8::toLower(std::string(reinterpret_cast<const char*>(text), size));
  sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
} catch (const std::exception&) {  // Must not leave through C code.
  sqlite3_result_error_nomem(context);
}

}  // namespace

/// A statement with the memory that its values and results live in.
struct Connection::Prepared {
  using Slot = std::variant<Poco::Nullable<std::string>, Poco::Nullable<Poco::Int64>,
                            Poco::Nullable<double>>;

  explicit Prepared(Poco::Data::Session& session) : statement(session) {}

  /// The slot type is part of the key under which a statement is kept, so that
  /// it always fits the value.
  static char typeOf(const Binding& binding) { return static_cast<char>('0' + binding.index()); }

  void addSlot(const Binding& binding) {
    if (std::holds_alternative<std::int64_t>(binding)) {
      slots.emplace_back(Poco::Nullable<Poco::Int64>());
    } else if (std::holds_alternative<double>(binding)) {
      slots.emplace_back(Poco::Nullable<double>());
    } else {
      slots.emplace_back(Poco::Nullable<std::string>());
    }
    std::visit([this](auto& slot) { statement, use(slot); }, slots.back());
  }

  void assign(const Bindings& bindings) {
    for (std::size_t i = 0; i < bindings.size(); ++i) {
      const Binding& binding = bindings[i];
      if (const auto* integer = std::get_if<std::int64_t>(&binding)) {
        slots[i] = Poco::Nullable<Poco::Int64>(*integer);
      } else if (const auto* real = std::get_if<double>(&binding)) {
        slots[i] = Poco::Nullable<double>(*real);
      } else if (const auto* text = std::get_if<std::string>(&binding)) {
        slots[i] = Poco::Nullable<std::string>(*text);
      } else {
        slots[i] = Poco::Nullable<std::string>();
      }
    }
  }

  std::deque<Slot> slots;  // Their addresses must not change.
  std::vector<Row> rows;
  std::vector<std::string> texts;
  std::vector<Poco::Int64> integers;
  Poco::Data::Statement statement;
};

/// Waits a little for another program that writes. SQLite's own busy timeout waits
/// the longer the longer it has waited, up to 100 ms at a time: under load those
/// who come later find the lock free first, and some wait in vain. Short and steady
/// waits give all the same chance.
int Connection::waitWhileBusy(void* patience, int waitsBefore) {
  constexpr std::chrono::milliseconds kPause{2};
  auto& [most, end] = *static_cast<Patience*>(patience);
  const auto now = std::chrono::steady_clock::now();
  if (waitsBefore == 0) end = now + most;
  if (now >= end) return 0;
  std::this_thread::sleep_for(kPause);
  return 1;
}

Connection::Connection(const std::string& file, int busyTimeoutMs)
    : patience_{std::chrono::milliseconds(busyTimeoutMs)}, session_(openSession(file)) {
  auto* const handle = Poco::Data::SQLite::Utility::dbHandle(session_);
  sqlite3_busy_handler(handle, waitWhileBusy, &patience_);
  setJournalMode();
  // A commit is on disk before it is acknowledged.
  executeScript("PRAGMA synchronous = FULL");
  executeScript("PRAGMA foreign_keys = ON");
  sqlite3_create_function(handle, "fold_case", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                          foldCase, nullptr, nullptr);
}

Connection::~Connection() = default;

/// Readers and a writer do not wait for each other. Where several programs open
/// a new file at once, SQLite refuses all but one without asking the busy handler.
void Connection::setJournalMode() {
  for (int waits = 0;; ++waits) {
    try {
      return executeScript("PRAGMA journal_mode = WAL");
    } catch (const Poco::Data::SQLite::DBLockedException&) {
      if (waitWhileBusy(&patience_, waits) == 0) throw;
    }
  }
}

void Connection::executeScript(const std::string& sql) {
  session_ << sql, now;
}

bool Connection::isInTransaction() {
  return sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(session_)) == 0;
}

void Connection::execute(const std::string& sql, const Bindings& bindings) {
  run(sql, bindings, Output::None);
}

std::vector<Row> Connection::rows(const std::string& sql, const Bindings& bindings) {
  return std::move(run(sql, bindings, Output::Rows).rows);
}

std::vector<std::string> Connection::texts(const std::string& sql, const Bindings& bindings) {
  return std::move(run(sql, bindings, Output::Texts).texts);
}

std::vector<Poco::Int64> Connection::integers(const std::string& sql, const Bindings& bindings) {
  return std::move(run(sql, bindings, Output::Integers).integers);
}

Connection::Prepared& Connection::run(const std::string& sql, const Bindings& bindings,
                                      Output output) {
  std::string key = sql;
  for (const Binding& binding : bindings) key.push_back(Prepared::typeOf(binding));
  auto found = prepared_.find(key);
  if (found == prepared_.end()) {
    if (prepared_.size() >= kMaxPrepared) prepared_.clear();
    found = prepared_.emplace(std::move(key), prepare(sql, bindings, output)).first;
  }
  Prepared& prepared = *found->second;
  // Poco appends to what is there, and what is there may be moved from.
  prepared.rows.clear();
  prepared.texts.clear();
  prepared.integers.clear();
  prepared.assign(bindings);
  try {
    prepared.statement.execute();
  } catch (...) {
    // A statement that failed half-way would hold its locks.
    prepared_.erase(found);
    throw;
  }
  return prepared;
}

std::unique_ptr<Connection::Prepared> Connection::prepare(const std::string& sql,
                                                          const Bindings& bindings, Output output) {
  auto prepared = std::make_unique<Prepared>(session_);
  prepared->statement << sql;
  for (const Binding& binding : bindings) prepared->addSlot(binding);
  switch (output) {
    case Output::None: break;
    case Output::Rows: prepared->statement, into(prepared->rows); break;
    case Output::Texts: prepared->statement, into(prepared->texts); break;
    case Output::Integers: prepared->statement, into(prepared->integers); break;
  }
  return prepared;
}

}  // namespace freezer::sqlite
