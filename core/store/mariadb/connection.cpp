#include "core/store/mariadb/connection.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>

#include "core/store/mariadb/errors.h"
#include "core/uuid.h"

namespace freezer::mariadb {
namespace {

constexpr int kMillisecondsPerSecond = 1000;

/// The connector must be initialised before the first thread uses it.
MYSQL* newHandle() {
  static std::once_flag initialised;
  std::call_once(initialised, [] { mysql_library_init(0, nullptr, nullptr); });
  return mysql_init(nullptr);
}

/// Timeouts of the connector are in seconds, at least one.
unsigned secondsOf(int milliseconds) {
  return static_cast<unsigned>(std::max(1, milliseconds / kMillisecondsPerSecond));
}

/// How long to wait for the answer to a statement. A writer must have time to try another host.
unsigned answerSeconds(Role role, int patienceMs) {
  constexpr unsigned kOfLongStatements = 600;
  switch (role) {
    case Role::Reader: return 2 * secondsOf(patienceMs);
    case Role::Writer: return secondsOf(patienceMs / 2);
    case Role::Inspector:
    case Role::Maintainer: return kOfLongStatements;
  }
  std::abort();  // Not reached: every role has a case.
}

void setFile(MYSQL* handle, mysql_option option, const std::string& file) {
  if (!file.empty()) mysql_options(handle, option, file.c_str());
}

}  // namespace

const sql::Dialect kDialect = {
    .lockRows = " FOR UPDATE",
    .orderedJoin = " STRAIGHT_JOIN ",
    .useIndex = [](std::string_view index) { return " FORCE INDEX (" + std::string(index) + ")"; },
    .jsonInteger =
        [](std::string_view text, std::string_view pointer) {
          std::string path = "$" + std::string(pointer);
          std::ranges::replace(path, '/', '.');
          const std::string name(pointer.substr(pointer.rfind('/') + 1));
          const std::string value = "json_extract(" + std::string(text) + ", '" + path + "')";
          // Text without the name is not parsed.
          return "if(instr(" + std::string(text) + ", '\"" + name + "\"') > 0 AND json_type(" +
                 value + ") = 'INTEGER', CAST(" + value + " AS SIGNED), NULL)";
        },
    .octets = [](std::string_view text) { return "octet_length(" + std::string(text) + ")"; },
    // A document may have megabytes.
    .rowsOfBatch = 64,
    .readsTogether = true,
    .keepLaterPoll =
        " ON DUPLICATE KEY UPDATE poll_interval = if(VALUES(last_seen) > client_polls.last_seen, "
        "VALUES(last_seen) - client_polls.last_seen, client_polls.poll_interval), "
        "last_seen = greatest(VALUES(last_seen), client_polls.last_seen)",
    .longestText = 255,
    .touchAction = "UPDATE actions SET touched = touched + 1 WHERE id = ?",
    .touchHostname =
        "INSERT INTO hostnames (hostname) VALUES (?) "
        "ON DUPLICATE KEY UPDATE touched = touched + 1",
};

Connection::Connection(const Address& address, Role role, int patienceMs, std::size_t firstHost)
    : sql::Connection(kDialect), role_(role), handle_(nullptr, mysql_close) {
  connect(address, patienceMs, firstHost);
  configure(patienceMs);
}

Connection::~Connection() {
  forgetStatements();
}

void Connection::connect(const Address& address, int patienceMs, std::size_t firstHost) {
  const std::size_t hosts = std::max<std::size_t>(1, address.hosts.size());
  for (std::size_t tried = 0;; ++tried) {
    host_ = (firstHost + tried) % hosts;
    handle_.reset(newHandle());
    const unsigned seconds = answerSeconds(role_, patienceMs);
    const my_bool off = 0;
    const my_bool verify = address.caFile.empty() ? 0 : 1;
    const unsigned connectSeconds = secondsOf(patienceMs);
    mysql_options(handle_.get(), MYSQL_OPT_CONNECT_TIMEOUT, &connectSeconds);
    mysql_options(handle_.get(), MYSQL_OPT_READ_TIMEOUT, &seconds);
    mysql_options(handle_.get(), MYSQL_OPT_WRITE_TIMEOUT, &seconds);
    mysql_options(handle_.get(), MYSQL_OPT_RECONNECT, &off);  // It would split transactions.
    mysql_options(handle_.get(), MYSQL_OPT_LOCAL_INFILE, &off);
    mysql_options(handle_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(handle_.get(), MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    setFile(handle_.get(), MYSQL_OPT_SSL_CA, address.caFile);
    setFile(handle_.get(), MYSQL_OPT_SSL_CERT, address.certificateFile);
    setFile(handle_.get(), MYSQL_OPT_SSL_KEY, address.keyFile);
    const Address::Host none{"", 0};
    const Address::Host& host = address.hosts.empty() ? none : address.hosts[host_];
    const MYSQL* const connected =
        mysql_real_connect(handle_.get(), host.name.c_str(), address.user.c_str(),
                           address.password.c_str(), address.database.c_str(), host.port,
                           address.socket.empty() ? nullptr : address.socket.c_str(),
                           CLIENT_MULTI_STATEMENTS | CLIENT_FOUND_ROWS);
    if (connected != nullptr) return;
    if (tried + 1 == hosts) fail();
  }
}

void Connection::configure(int patienceMs) {
  const std::string isolation = onlyReads() ? "REPEATABLE READ" : "READ COMMITTED";
  executeScript(
      "SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin;"
      "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
      "NO_ENGINE_SUBSTITUTION', autocommit = 1, foreign_key_checks = 1, unique_checks = 1,"
      "innodb_lock_wait_timeout = " +
      std::to_string(secondsOf(patienceMs / 4)) + "; SET SESSION TRANSACTION ISOLATION LEVEL " +
      isolation);
  sql::Cursor found = run("SHOW VARIABLES LIKE 'wsrep_on'");
  isInCluster_ = found.next() && found.text(1) == "ON";
  // A read waits for what other nodes have acknowledged before it.
  if (isInCluster_ && onlyReads()) executeScript("SET SESSION wsrep_sync_wait = 1");
  if (role_ != Role::Writer) return;
  // Others wait for the locks of a node that is frozen in the middle of a transaction.
  executeScript("SET SESSION idle_transaction_timeout = " + std::to_string(secondsOf(patienceMs)));
  executeScript("SET SESSION autocommit = 0");  // See startWriting().
}

/// Adds the row by which others know how far this connection has come.
void Connection::enroll() {
  const std::string id = newUuid();
  execute("INSERT INTO commits (connection, number, at) VALUES (?, 0, unix_timestamp())", {id});
  executeScript("COMMIT");
  id_ = id;  // Not before: the cluster may refuse the row.
}

void Connection::executeScript(const std::string& sql) {
  if (mysql_real_query(handle_.get(), sql.data(), sql.size()) != 0) fail();
  for (;;) {
    mysql_free_result(mysql_store_result(handle_.get()));
    const int more = mysql_next_result(handle_.get());
    if (more < 0) return;
    if (more > 0) fail();
  }
}

/// Documents become visible in their order because the row is locked until the commit: a later
/// number cannot be committed before.
sql::Value Connection::nextSeq() {
  if (nextSeq_ == endSeq_) reserve();
  return nextSeq_++;
}

/// Reserves a part of the creation order. Does not depend on deferred statements. Other writers
/// wait for its row, so the update of `commits` is done first.
void Connection::reserve() {
  constexpr std::int64_t kMost = 4096;
  constexpr std::int64_t kGrowth = 8;
  const std::string reserve = "UPDATE creation_order SET number = last_insert_id(number + " +
                              std::to_string(reservation_) + ")";
  const bool isFirst = endSeq_ == 0;
  if (isFirst && !isInCluster_) {
    executeScript(nextNumber() + ";" + reserve);
    isNumbered_ = true;
  } else {
    executeScript(reserve);
  }
  shared_.hasWritten = true;
  endSeq_ = static_cast<std::int64_t>(mysql_insert_id(handle_.get())) + 1;
  nextSeq_ = endSeq_ - reservation_;
  reservation_ = std::min(reservation_ * kGrowth, kMost);
}

void Connection::executeLater(Later kind, std::string_view sql, const sql::Values& values) {
  if (timing_ == Timing::AtOnce) return execute(sql, values);
  if (!deferred_.hasPlaceFor(values)) flush();
  deferred_.add(kind, sql, values);
}

void Connection::flush() try {
  for (const DeferredStatements::Group& group : deferred_.take())
    prepared(group.sql)->executeAll(group.rows);
} catch (const Failure& failure) {
  // Only the caller that added the statement can name the document that exists.
  if (failure.kind() != Failure::Kind::Duplicate) throw;
  throw Failure(Failure::Kind::Deferred, failure.what());
}

void Connection::begin(Timing timing, std::int64_t documents) {
  if (onlyReads()) {
    executeScript("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    return;
  }
  if (id_.empty()) enroll();
  startWriting();
  // A node that ends the transaction for another one would not answer an array (see finish()).
  timing_ = isInCluster_ ? Timing::AtOnce : timing;
  deferred_.clear();
  shared_.hasWritten = false;
  isNumbered_ = false;
  nextSeq_ = endSeq_ = 0;
  reservation_ = documents;
}

/// In a cluster, the transaction begins with what other nodes have acknowledged before. Later it
/// must not wait for them: what it waits for may need its locks, and cannot end it meanwhile.
///
/// A node can end a transaction for another one, and answer the next statement as if nothing had
/// happened (seen with MariaDB 10.11). That statement and those after it must not be committed:
/// autocommit is off, so they are in a new transaction, and finish() misses the savepoint there.
void Connection::startWriting() {
  if (!isInCluster_) return;  // The first statement begins it.
  executeScript("SET SESSION wsrep_sync_wait = 1");
  executeScript("START TRANSACTION");
  executeScript("SET SESSION wsrep_sync_wait = 0");
  executeScript("SAVEPOINT whole");
}

/// Commits, after a last statement. In one message, if possible: a cluster that ends a transaction
/// in the middle of several statements for another one does not answer the rest, and the connection
/// would be lost.
void Connection::finish(const std::string& last) {
  if (!isInCluster_) return executeScript(last + ";COMMIT");
  executeScript(last);
  executeScript("RELEASE SAVEPOINT whole");
  executeScript("COMMIT");
}

/// The statement that gives the transaction the number of transaction(). The division fails if
/// hasCommitted() was asked before: the server may still have the message of a client that has
/// given up.
std::string Connection::nextNumber() const {
  return "UPDATE commits SET number = " + std::to_string(number_ + 1) +
         " DIV (number = " + std::to_string(number_) +
         "), at = unix_timestamp() WHERE connection = '" + id_ + "'";
}

void Connection::commit() {
  flush();
  if (onlyReads() || !shared_.hasWritten) return executeScript("COMMIT");
  if (isNumbered_) {
    executeScript("COMMIT");
  } else {
    finish(nextNumber());
  }
  ++number_;
}

bool Connection::rollBack() noexcept {
  deferred_.clear();
  return mysql_rollback(handle_.get()) == 0;
}

bool Connection::hasCommitted(const TransactionId& id) {
  startWriting();
  // Waits for the transaction if it still runs.
  const auto numbers =
      integers("SELECT number FROM commits WHERE connection = ? FOR UPDATE", {id.connection});
  const bool hasCommitted = !numbers.empty() && numbers.front() == id.number;
  if (!hasCommitted) {
    constexpr std::int64_t kNever = -1;
    execute("UPDATE commits SET number = ? WHERE connection = ?", {kNever, id.connection});
  }
  finish("DO 0");
  return hasCommitted;
}

std::unique_ptr<sql::Statement> Connection::prepare(std::string_view sql) {
  return std::make_unique<Statement>(handle_.get(), sql, shared_);
}

void Connection::fail() {
  throw failureOf(mysql_errno(handle_.get()), mysql_error(handle_.get()));
}

}  // namespace freezer::mariadb
