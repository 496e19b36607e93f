#include "core/store/sqlite/connection.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

#include <limits>
#include <memory>
#include <thread>

#include "core/store/indexed_text.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/functions.h"

namespace freezer::sqlite {
namespace {

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

Poco::Data::Session openSession(const std::string& file) try {
  static const bool prepared = [] {
    configureSqlite();
    Poco::Data::SQLite::Connector::registerConnector();
    return true;
  }();
  static_cast<void>(prepared);
  // Also the time for which Poco retries to open an invalid path.
  constexpr std::size_t kOpenTimeoutSeconds = 1;
  return {Poco::Data::SQLite::Connector::KEY, file, kOpenTimeoutSeconds};
} catch (const Poco::Exception& failure) {
  throw Failure(Failure::Kind::CannotOpen, failure.displayText());
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

}  // namespace

const sql::Dialect kDialect = {
    .lockRows = "",
    .orderedJoin = " CROSS JOIN ",
    .useIndex = [](std::string_view /*index*/) { return std::string(); },
    .jsonInteger =
        [](std::string_view text, std::string_view pointer) {
          return "json_integer(" + std::string(text) + ", '" + std::string(pointer) + "')";
        },
    .octets =
        [](std::string_view text) { return "length(CAST(" + std::string(text) + " AS BLOB))"; },
    .rowsOfBatch = std::numeric_limits<std::int64_t>::max(),
    .readsTogether = false,
    .keepLaterPoll =
        " ON CONFLICT (client_id) DO UPDATE SET "
        "poll_interval = excluded.last_seen - client_polls.last_seen, "
        "last_seen = excluded.last_seen WHERE excluded.last_seen > client_polls.last_seen",
    .longestText = kNoLongest,
    .touchAction = "",
    .touchHostname = "",
};

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
    : sql::Connection(kDialect),
      patience_{std::chrono::milliseconds(busyTimeoutMs)},
      session_(openSession(name)),
      handle_(Poco::Data::SQLite::Utility::dbHandle(session_)) {
  sqlite3_busy_handler(handle_, waitWhileBusy, &patience_);
  addFunctions(handle_);
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

Connection::~Connection() {
  forgetStatements();
}

/// WAL: readers and the writer do not block each other. If several programs open a new file at
/// once, SQLite refuses all but one without calling the busy handler.
void Connection::setJournalMode() {
  for (int waits = 0;; ++waits) {
    try {
      return executeScript("PRAGMA journal_mode = WAL");
    } catch (const Failure& failure) {
      if (failure.kind() != Failure::Kind::Busy || waitWhileBusy(&patience_, waits) == 0) throw;
    }
  }
}

void Connection::setWatch(Watch* watch) {
  constexpr int kInstructions = 100;  // About ten rows of a scan.
  if (watch == nullptr) {
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
    return;
  }
  const auto ask = [](void* asked) { return static_cast<Watch*>(asked)->ask() ? 0 : 1; };
  sqlite3_progress_handler(handle_, kInstructions, ask, watch);
}

void Connection::executeScript(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw failureOf(handle_, code);
}

void Connection::replaceContent(Connection& source) {
  int code = SQLITE_OK;
  {
    const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copying(
        sqlite3_backup_init(handle_, "main", source.handle_, "main"), sqlite3_backup_finish);
    constexpr int kAllPages = -1;  // In one step, so that no other program can write in between.
    code = copying ? sqlite3_backup_step(copying.get(), kAllPages) : sqlite3_errcode(handle_);
  }
  if (code != SQLITE_DONE) throw failureOf(handle_, code);
}

bool Connection::isInTransaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

std::unique_ptr<sql::Statement> Connection::prepare(std::string_view sql) {
  return std::make_unique<Statement>(handle_, sql);
}

std::int64_t Connection::changes() const {
  return sqlite3_changes(handle_);
}

std::int64_t Connection::lastSeq() const {
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Connection::totalChanges() const {
  return sqlite3_total_changes(handle_);
}

}  // namespace freezer::sqlite
