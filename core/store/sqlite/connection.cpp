#include "core/store/sqlite/connection.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

#include <memory>
#include <thread>

#include "core/search/predicate.h"
#include "core/store/checksum.h"

namespace freezer::sqlite {
namespace {

using Poco::Data::Keywords::now;

// Limits the memory for prepared statements: clients can send searches of many forms.
constexpr std::size_t kMaxPrepared = 256;

/// Must be called before the first use of SQLite. Later calls have no effect; only performance
/// suffers.
void configureSqlite() {
  // Each connection is used by one thread at a time, so it needs no mutex.
  sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  // Memory statistics take a process-wide lock for each allocation, and are not used.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  // Statement journals are a few pages. Keep them in memory, without temporary files.
  constexpr int kNotSpilled = -1;
  sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kNotSpilled);
}

Poco::Data::Session openSession(const std::string& file) {
  static const bool prepared = [] {
    configureSqlite();
    Poco::Data::SQLite::Connector::registerConnector();
    return true;
  }();
  static_cast<void>(prepared);
  // Also the time for which Poco retries to open an invalid path.
  constexpr std::size_t kOpenTimeoutSeconds = 1;
  return {Poco::Data::SQLite::Connector::KEY, file, kOpenTimeoutSeconds};
}

/// The path of a file: URI. SQLite decodes %XX.
std::string escapedForUri(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    switch (c) {
      case '%': escaped += "%25"; break;
      case '?': escaped += "%3f"; break;
      case '#': escaped += "%23"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

/// SQL function checksum(id, project_id, user_id, version, created_at, updated_at, sidecar,
/// document): see checksumOf().
void checksumSql(sqlite3_context* context, int /*count*/, sqlite3_value** values) try {
  const auto text = [values](int place) {
    const auto* const begin = static_cast<const char*>(sqlite3_value_blob(values[place]));
    return std::string(begin == nullptr ? "" : begin,
                       static_cast<std::size_t>(sqlite3_value_bytes(values[place])));
  };
  const auto integer = [values](int place) { return sqlite3_value_int64(values[place]); };
  const Record record{text(0),    text(1),    text(2), integer(3),
                      integer(4), integer(5), text(7), text(6)};
  sqlite3_result_int64(context, checksumOf(record));
} catch (const std::exception&) {  // Exceptions must not pass through C code.
  sqlite3_result_error_nomem(context);
}

}  // namespace

/// SQL function matches(document, predicate): see Predicate::matches(). NULL, which never holds,
/// if the second argument is not a bound predicate.
void Connection::matches(sqlite3_context* context, int /*count*/, sqlite3_value** values) try {
  // The progress handler alone would ask after tens of documents, which can take seconds.
  constexpr std::size_t kLong = 4096;
  const auto* const predicate =
      static_cast<const Predicate*>(sqlite3_value_pointer(values[1], kPredicateType));
  if (predicate == nullptr) return;
  // As a blob, since SQLite copies a text to add a NUL.
  const auto* const text = static_cast<const char*>(sqlite3_value_blob(values[0]));
  const std::string_view document(text, static_cast<std::size_t>(sqlite3_value_bytes(values[0])));
  sqlite3_result_int(context, predicate->matches(document) ? 1 : 0);
  const auto* const self = static_cast<const Connection*>(sqlite3_user_data(context));
  if (document.size() < kLong || self->watch_ == nullptr) return;
  if (Watch::ask(self->watch_) != 0) sqlite3_result_error_code(context, SQLITE_INTERRUPT);
} catch (const std::exception&) {  // Exceptions must not pass through C code.
  sqlite3_result_error_nomem(context);
}

/// Waits for another writer. The delays of SQLite's busy timeout increase up to 100 ms, so under
/// load newer waiters tend to get the lock first, and some waiters time out. Short constant delays
/// are fair.
int Connection::waitWhileBusy(void* patience, int waitsBefore) {
  constexpr std::chrono::milliseconds kPause{2};
  auto& [most, end] = *static_cast<Patience*>(patience);
  const auto now = std::chrono::steady_clock::now();
  if (waitsBefore == 0) end = now + most;
  if (now >= end) return 0;
  std::this_thread::sleep_for(kPause);
  return 1;
}

Connection::Connection(int busyTimeoutMs, const std::string& name)
    : patience_{std::chrono::milliseconds(busyTimeoutMs)},
      session_(openSession(name)),
      handle_(Poco::Data::SQLite::Utility::dbHandle(session_)) {
  sqlite3_busy_handler(handle_, waitWhileBusy, &patience_);
  constexpr int kMembers = 8;
  sqlite3_create_function(handle_, "checksum", kMembers, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                          nullptr, checksumSql, nullptr, nullptr);
  constexpr int kArguments = 2;
  sqlite3_create_function(handle_, "matches", kArguments, SQLITE_UTF8, this, matches, nullptr,
                          nullptr);
}

Connection::Connection(const std::string& file, int busyTimeoutMs)
    : Connection(busyTimeoutMs, file) {
  setJournalMode();
  // A commit is on disk before it is acknowledged.
  executeScript("PRAGMA synchronous = FULL");
  executeScript("PRAGMA foreign_keys = ON");
}

Connection::Connection(ReadOnly /*tag*/, const std::string& file, int busyTimeoutMs)
    : Connection(busyTimeoutMs, "file:" + escapedForUri(file) + "?mode=ro") {}

Connection::~Connection() = default;

/// WAL: readers and the writer do not block each other. If several programs open a new file at
/// once, SQLite refuses all but one without calling the busy handler.
void Connection::setJournalMode() {
  for (int waits = 0;; ++waits) {
    try {
      return executeScript("PRAGMA journal_mode = WAL");
    } catch (const Poco::Data::SQLite::DBLockedException&) {
      if (waitWhileBusy(&patience_, waits) == 0) throw;
    }
  }
}

Connection::Watch::Watch(Connection& connection, const Proceed& proceed)
    : connection_(connection), proceed_(proceed) {
  constexpr int kInstructions = 100;  // About ten rows of a scan.
  if (!proceed_) return;
  sqlite3_progress_handler(connection_.handle_, kInstructions, ask, this);
  connection_.watch_ = this;
}

Connection::Watch::~Watch() {
  if (!proceed_) return;
  sqlite3_progress_handler(connection_.handle_, 0, nullptr, nullptr);
  connection_.watch_ = nullptr;
}

int Connection::Watch::ask(void* watch) {
  auto& self = *static_cast<Watch*>(watch);
  self.answer_ = self.proceed_();
  return self.answer_ ? 0 : 1;
}

void Connection::executeScript(const std::string& sql) {
  session_ << sql, now;
}

void Connection::replaceContent(Connection& source) {
  int code = SQLITE_OK;
  {
    const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copying(
        sqlite3_backup_init(handle_, "main", source.handle_, "main"), sqlite3_backup_finish);
    constexpr int kAllPages = -1;  // In one step, so that no other program can write in between.
    code = copying ? sqlite3_backup_step(copying.get(), kAllPages) : sqlite3_errcode(handle_);
  }
  if (code != SQLITE_DONE) Poco::Data::SQLite::Utility::throwException(handle_, code);
}

bool Connection::isInTransaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

Run Connection::run(std::string_view sql) {
  auto found = prepared_.find(sql);
  if (found == prepared_.end()) {
    if (prepared_.size() >= kMaxPrepared) prepared_.clear();
    found = prepared_.emplace(sql, prepareStatement(handle_, sql)).first;
  }
  return Run(found->second);
}

Run Connection::run(std::string_view sql, const Bindings& bindings) {
  Run begun = run(sql);
  for (const Binding& binding : bindings) begun.bind(binding);
  return begun;
}

void Connection::execute(std::string_view sql, const Bindings& bindings) {
  run(sql, bindings).next();
}

std::vector<std::string> Connection::texts(std::string_view sql, const Bindings& bindings) {
  std::vector<std::string> found;
  for (Run rows = run(sql, bindings); rows.next();) found.emplace_back(rows.text(0));
  return found;
}

std::vector<std::int64_t> Connection::integers(std::string_view sql, const Bindings& bindings) {
  std::vector<std::int64_t> found;
  for (Run rows = run(sql, bindings); rows.next();) found.push_back(rows.integer(0));
  return found;
}

int Connection::changes() const {
  return sqlite3_changes(handle_);
}

std::int64_t Connection::lastRowId() const {
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Connection::totalChanges() const {
  return sqlite3_total_changes(handle_);
}

}  // namespace freezer::sqlite
